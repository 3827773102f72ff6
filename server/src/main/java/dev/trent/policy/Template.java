package dev.trent.policy;

import dev.trent.aws.Fold;
import dev.trent.aws.Footprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A text of a policy, split into plain text, wildcards and policy variables. It is split once, when the policy
/// is parsed.
///
/// `${key}` is the value of a condition key. `${key, 'text'}` is that value, or the text if the key has no
/// value. `${*}`, `${?}` and `${$}` are plain characters. The value of a variable is plain text: a `*` in it is
/// not a wildcard. A variable without a default cannot be resolved if its key is absent or has several values.
///
/// Source: IAM User Guide, "IAM policy elements: Variables and tags".
final class Template {
    // A variable can have kilobytes of text. With this bound, a resolved pattern stays in proportion to the
    // request.
    private static final int VARIABLES_MAX = 32;

    private record Variable(String foldedKey, @Nullable String otherwise) {}

    // The pieces of plain pattern before, between and after the variables. There is one piece more than there
    // are variables.
    private final List<int[]> pieces;
    private final List<Variable> variables;

    private Template(List<int[]> pieces, List<Variable> variables) {
        this.pieces = pieces;
        this.variables = variables;
    }

    /// Splits a text.
    ///
    /// @param wildcards whether `*` and `?` are wildcards
    /// @param variables whether `${…}` is a variable; not in a document of version 2008-10-17
    static Template parse(String text, boolean wildcards, boolean variables) {
        List<int[]> pieces = new ArrayList<>();
        List<Variable> found = new ArrayList<>();
        IntStream.Builder piece = IntStream.builder();
        int i = 0;
        while (i < text.length()) {
            int end = variables ? endOfVariable(text, i) : -1;
            String inside = end < 0 ? "" : text.substring(i + 2, end - 1);
            if (end < 0) {
                char c = text.charAt(i);
                piece.add(wildcards && c == '*' ? Glob.ANY : wildcards && c == '?' ? Glob.ONE : c);
            } else if (isPlain(inside)) {
                piece.add(inside.charAt(0));
            } else {
                pieces.add(piece.build().toArray());
                found.add(variable(inside));
                piece = IntStream.builder();
            }
            i = Math.max(i + 1, end);
        }
        pieces.add(piece.build().toArray());
        if (found.size() > VARIABLES_MAX) {
            throw new PolicyException(Grammar.SYNTAX);
        }
        return new Template(List.copyOf(pieces), List.copyOf(found));
    }

    /// Returns the index after the `}` of a variable that begins here; -1 if no variable begins here. An
    /// unclosed `${` is plain text.
    private static int endOfVariable(String text, int start) {
        int close = text.startsWith("${", start) ? text.indexOf('}', start) : -1;
        return close < 0 ? -1 : close + 1;
    }

    private static Variable variable(String inside) {
        int comma = inside.indexOf(',');
        if (comma >= 0) {
            String quoted = inside.substring(comma + 1).strip();
            if (quoted.length() >= 2 && quoted.startsWith("'") && quoted.endsWith("'")) {
                String key = inside.substring(0, comma).strip();
                return new Variable(Fold.fold(key), quoted.substring(1, quoted.length() - 1));
            }
        }
        return new Variable(Fold.fold(inside), null);
    }

    /// Returns the condition keys of a text's variables, as written.
    static List<String> keysIn(String text) {
        return variablesIn(text).stream().map(Template::keyOf).toList();
    }

    /// Returns the condition keys of a text's variables that have no value in a request, as written.
    static List<String> unresolvedIn(String text, RequestContext context) {
        return variablesIn(text).stream()
                .filter(inside -> valueOf(variable(inside), context) == null)
                .map(Template::keyOf)
                .toList();
    }

    private static String keyOf(String inside) {
        int comma = variable(inside).otherwise == null ? -1 : inside.indexOf(',');
        return comma < 0 ? inside : inside.substring(0, comma).strip();
    }

    /// Returns the text between the braces of each variable.
    private static List<String> variablesIn(String text) {
        List<String> insides = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int end = endOfVariable(text, i);
            String inside = end < 0 ? "" : text.substring(i + 2, end - 1);
            if (end >= 0 && !isPlain(inside)) {
                insides.add(inside);
            }
            i = Math.max(i + 1, end);
        }
        return insides;
    }

    /// Returns whether `${…}` with this content is a plain character.
    private static boolean isPlain(String inside) {
        return inside.equals("*") || inside.equals("?") || inside.equals("$");
    }

    /// Returns a text with its variables replaced by their values. A variable without a value stays as written.
    static String shown(String text, RequestContext context) {
        StringBuilder shown = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int end = endOfVariable(text, i);
            String inside = end < 0 ? "" : text.substring(i + 2, end - 1);
            if (end < 0) {
                shown.append(text.charAt(i));
            } else if (isPlain(inside)) {
                shown.append(inside);
            } else {
                String value = valueOf(variable(inside), context);
                shown.append(value == null ? text.substring(i, end) : value);
            }
            i = Math.max(i + 1, end);
        }
        return shown.toString();
    }

    /// Splits a text at its first five colons, like an ARN.
    ///
    /// @param variables whether colons inside `${…}` are skipped
    static List<String> arnFields(String text, boolean variables) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < text.length() && fields.size() < ArnPattern.FIELDS - 1) {
            int end = variables ? endOfVariable(text, i) : -1;
            if (end < 0 && text.charAt(i) == ':') {
                fields.add(text.substring(start, i));
                start = i + 1;
            }
            i = Math.max(i + 1, end);
        }
        fields.add(text.substring(start));
        return fields;
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        long bytes = Footprint.object(2) + Footprint.collection(pieces.size()) + Footprint.collection(variables.size());
        for (int[] piece : pieces) {
            bytes += Footprint.array(piece.length, Integer.BYTES);
        }
        for (Variable variable : variables) {
            bytes += Footprint.object(2) + Footprint.text(variable.foldedKey) + Footprint.text(variable.otherwise);
        }
        return bytes;
    }

    boolean isFixed() {
        return variables.isEmpty();
    }

    /// Returns the pattern of a text without variables.
    int[] pattern() {
        if (!isFixed()) {
            throw new AssertionError("a text with variables has no pattern of its own");
        }
        return pieces.getFirst();
    }

    boolean isResolvable(RequestContext context) {
        for (Variable variable : variables) {
            if (valueOf(variable, context) == null) {
                return false;
            }
        }
        return true;
    }

    /// Returns the pattern with every variable replaced by its value. Null if a variable cannot be resolved, or
    /// if the values alone are longer than the text to match.
    ///
    /// @param charactersMax the length of the text
    int @Nullable [] resolve(RequestContext context, int charactersMax) {
        List<String> values = new ArrayList<>(variables.size());
        long characters = 0;
        int plain = pieces.getFirst().length;
        for (int i = 0; i < variables.size(); i++) {
            String value = valueOf(variables.get(i), context);
            if (value == null) {
                return null;
            }
            values.add(value);
            characters += value.length();
            plain += pieces.get(i + 1).length;
        }
        if (characters > charactersMax) {
            return null;
        }
        context.steps().spend(plain + (int) characters);
        IntStream.Builder whole = IntStream.builder();
        for (int i = 0; i < variables.size(); i++) {
            Arrays.stream(pieces.get(i)).forEach(whole);
            values.get(i).chars().forEach(whole);
        }
        Arrays.stream(pieces.getLast()).forEach(whole);
        return whole.build().toArray();
    }

    private static @Nullable String valueOf(Variable variable, RequestContext context) {
        List<String> values = context.folded(variable.foldedKey());
        if (values.isEmpty()) {
            return variable.otherwise();
        }
        return values.size() == 1 ? values.getFirst() : null;
    }

    /// Returns a pattern without wildcards as text.
    static String text(int[] pattern) {
        return new String(pattern, 0, pattern.length);
    }
}
