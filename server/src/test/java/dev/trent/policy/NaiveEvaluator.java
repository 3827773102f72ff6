package dev.trent.policy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A second evaluator for comparison, slow and simple: it walks the JSON tree for every request and compiles
/// nothing.
///
/// It shares no code with the first. JSON objects are maps, arrays are lists, and all other values are objects
/// with a `toString`.
public final class NaiveEvaluator {
    private static final String ANY = "any";
    private static final String ONE = "one";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern DEFAULT = Pattern.compile("([^,]*),\\s*'(.*)'\\s*");

    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,19}([.][0-9]{1,9})?");
    private static final Pattern DATE =
            Pattern.compile("(?<year>-?[0-9]{1,9})(-(?<month>[0-9]{1,2}))?(-(?<day>[0-9]{1,2}))?"
                    + "([Tt]((?<hour>[0-9]{1,2})(:(?<minute>[0-9]{1,2}))?(:(?<second>[0-9]{1,2})(?<fraction>[.][0-9]{1,9})?)?"
                    + "([Zz]|(?<west>[-+])(?<away>[0-9]{2})(:(?<further>[0-9]{2}))?)?)?)?");

    private static final Pattern RANGE =
            Pattern.compile("([0-9]*([.][0-9]*){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*)(/[0-9]{1,3})?");

    private final boolean variables;
    private final String action;
    private final String resource;
    private final Requester requester;
    private final Map<String, List<String>> context;

    /// @param context keys in lower case
    public NaiveEvaluator(
            boolean variables, String action, String resource, Requester requester, Map<String, List<String>> context) {
        this.variables = variables;
        this.action = action;
        this.resource = resource;
        this.requester = requester;
        this.context = context;
    }

    /// Returns `principal`, `action`, `resource` or `condition` for the first part that does not match; else
    /// how the statement names the requester.
    public String judge(Map<String, Object> statement) {
        Naming naming = naming(statement);
        if (naming == Naming.NOBODY) {
            return "principal";
        }
        if (!actionMatches(statement)) {
            return "action";
        }
        if (!resourceMatches(statement)) {
            return "resource";
        }
        return map(statement.getOrDefault("Condition", Map.of())).entrySet().stream()
                        .allMatch(operator -> map(operator.getValue()).entrySet().stream()
                                .allMatch(key -> condition(
                                        operator.getKey(),
                                        key.getKey(),
                                        list(key.getValue()),
                                        "Deny".equals(statement.get("Effect")))))
                ? naming.toString()
                : "condition";
    }

    private Naming naming(Map<String, Object> statement) {
        if (statement.containsKey("Principal")) {
            return names(statement.get("Principal"))
                    .map(this::namingBy)
                    .min(Naming::compareTo)
                    .orElse(Naming.NOBODY);
        }
        if (!statement.containsKey("NotPrincipal")) {
            return Naming.SELF;
        }
        List<String> excepted = names(statement.get("NotPrincipal")).toList();
        if ("Allow".equals(statement.get("Effect"))) {
            boolean listed = excepted.stream().anyMatch(name -> namingBy(name) != Naming.NOBODY);
            return listed ? Naming.NOBODY : Naming.EVERYONE;
        }
        if (requester.bounded()) {
            return Naming.EVERYONE;
        }
        List<List<String>> levels = new ArrayList<>();
        if (requester.type() == Requester.Type.SERVICE) {
            levels.add(List.of("Service:" + requester.arn()));
        } else {
            levels.add(List.of("AWS:" + requester.account(), "AWS:arn:aws:iam::" + requester.account() + ":root"));
            if (requester.type() != Requester.Type.ROOT) {
                levels.add(List.of("AWS:" + requester.arn(), "AWS:" + requester.uniqueId()));
            }
            if (requester.issuerArn() != null) {
                levels.add(List.of("AWS:" + requester.issuerArn(), "AWS:" + requester.issuerId()));
            }
        }
        boolean everyLevelListed =
                levels.stream().allMatch(level -> level.stream().anyMatch(excepted::contains));
        return excepted.contains("AWS:*") || everyLevelListed ? Naming.NOBODY : Naming.EVERYONE;
    }

    private static Stream<String> names(Object principal) {
        return principal.equals("*")
                ? Stream.of("AWS:*")
                : map(principal).entrySet().stream()
                        .flatMap(entry -> list(entry.getValue()).stream().map(name -> entry.getKey() + ":" + name));
    }

    private Naming namingBy(String name) {
        if (name.equals("AWS:*")) {
            return Naming.EVERYONE;
        }
        if (requester.type() == Requester.Type.SERVICE) {
            return name.equals("Service:" + requester.arn()) ? Naming.SELF : Naming.NOBODY;
        }
        boolean root = requester.type() == Requester.Type.ROOT;
        if (!root && (name.equals("AWS:" + requester.arn()) || name.equals("AWS:" + requester.uniqueId()))) {
            return Naming.SELF;
        }
        if (name.equals("AWS:" + requester.issuerArn()) || name.equals("AWS:" + requester.issuerId())) {
            return Naming.ISSUER;
        }
        boolean account = name.equals("AWS:" + requester.account())
                || name.equals("AWS:arn:aws:iam::" + requester.account() + ":root");
        return account ? Naming.ACCOUNT : Naming.NOBODY;
    }

    private boolean actionMatches(Map<String, Object> statement) {
        boolean negated = statement.containsKey("NotAction");
        List<String> patterns = list(statement.getOrDefault(negated ? "NotAction" : "Action", List.of()));
        boolean listed = patterns.stream()
                .anyMatch(pattern -> glob(wild(pattern.toLowerCase(Locale.ROOT)), action.toLowerCase(Locale.ROOT)));
        return !patterns.isEmpty() && listed != negated;
    }

    private boolean resourceMatches(Map<String, Object> statement) {
        boolean negated = statement.containsKey("NotResource");
        List<String> patterns = list(statement.getOrDefault(negated ? "NotResource" : "Resource", List.of()));
        if (patterns.isEmpty()) {
            return false;
        }
        boolean unresolved = patterns.stream()
                .anyMatch(pattern -> expand(tail(pattern), true).isEmpty());
        if (negated && unresolved) {
            return false;
        }
        return patterns.stream().anyMatch(this::isResource) != negated;
    }

    private static String tail(String pattern) {
        String[] fields = pattern.split(":", 6);
        return fields.length == 6 ? fields[5] : "";
    }

    private boolean isResource(String pattern) {
        if (pattern.equals("*")) {
            return true;
        }
        String[] wanted = (pattern + ":*".repeat(5)).split(":", 6);
        if (pattern.split(":", 6).length == 6) {
            wanted = pattern.split(":", 6);
        } else {
            wanted[5] = "*";
        }
        String[] found = resource.split(":", 6);
        if (found.length < 6) {
            return false;
        }
        for (int i = 0; i < 5; i++) {
            if (!glob(wild(wanted[i]), found[i])) {
                return false;
            }
        }
        return expand(wanted[5], true).map(tokens -> glob(tokens, found[5])).orElse(false);
    }

    private boolean condition(String written, String key, List<String> wanted, boolean denying) {
        String name = written.replaceFirst("^For(AllValues|AnyValue):", "");
        boolean ifExists = name.endsWith("IfExists");
        name = name.replaceFirst("IfExists$", "");
        boolean negated = name.contains("Not");
        String positive = name.replace("Not", "");
        List<String> found = context.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
        if (name.equals("Null")) {
            return wanted.stream().anyMatch(w -> w.equalsIgnoreCase(String.valueOf(found.isEmpty())));
        }
        if (found.isEmpty() && ifExists) {
            return true;
        }
        if (found.isEmpty() && written.startsWith("ForAllValues:")) {
            return true;
        }
        if (found.isEmpty() && written.startsWith("ForAnyValue:")) {
            return false;
        }
        if (negated && wanted.stream().anyMatch(w -> isUnresolved(positive, w))) {
            return false;
        }
        if (written.startsWith("ForAllValues:")) {
            return found.stream().allMatch(f -> isIn(positive, wanted, f) != negated);
        }
        if (written.startsWith("ForAnyValue:")) {
            return found.stream().anyMatch(f -> isIn(positive, wanted, f) != negated);
        }
        if (found.isEmpty()) {
            return negated;
        }
        boolean some = found.stream().anyMatch(f -> isIn(positive, wanted, f) != negated);
        return found.size() == 1 ? some : some && denying;
    }

    private boolean isUnresolved(String operator, String wanted) {
        return takesVariables(operator) && expand(wanted, false).isEmpty();
    }

    private static boolean takesVariables(String operator) {
        return operator.startsWith("String") || operator.startsWith("Arn") || operator.equals("Bool");
    }

    private boolean isIn(String operator, List<String> wanted, String found) {
        return wanted.stream().anyMatch(w -> isEqual(operator, w, found));
    }

    private boolean isEqual(String operator, String wanted, String found) {
        Optional<String> text =
                takesVariables(operator) ? expand(wanted, false).map(t -> String.join("", t)) : Optional.of(wanted);
        return switch (operator) {
            case "StringEquals" -> text.map(found::equals).orElse(false);
            case "StringEqualsIgnoreCase" -> text.map(found::equalsIgnoreCase).orElse(false);
            case "StringLike" -> expand(wanted, true).map(t -> glob(t, found)).orElse(false);
            case "ArnEquals", "ArnLike" -> arnLike(wanted, found);
            case "Bool" ->
                text.map(t -> t.equalsIgnoreCase(found)
                                && t.toLowerCase(Locale.ROOT).matches("true|false"))
                        .orElse(false);
            case "BinaryEquals" -> bytes(wanted).isPresent() && bytes(wanted).equals(bytes(found));
            case "IpAddress" -> inRange(wanted, found);
            default ->
                operator.startsWith("Date")
                        ? order(operator.substring("Date".length()), date(wanted), date(found))
                        : order(operator.substring("Numeric".length()), number(wanted), number(found));
        };
    }

    private static <T extends Comparable<T>> boolean order(String order, Optional<T> wanted, Optional<T> found) {
        if (wanted.isEmpty() || found.isEmpty()) {
            return false;
        }
        int sign = found.get().compareTo(wanted.get());
        return switch (order) {
            case "Equals" -> sign == 0;
            case "LessThan" -> sign < 0;
            case "LessThanEquals" -> sign <= 0;
            case "GreaterThan" -> sign > 0;
            case "GreaterThanEquals" -> sign >= 0;
            default -> throw new AssertionError(order);
        };
    }

    private static Optional<BigDecimal> number(String text) {
        return text.length() <= 64 && text.matches("-?([0-9]+\\.?[0-9]*|\\.[0-9]+)")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    /// Returns seconds since 1970. The patterns show which parts of a date are optional, and that numbers need
    /// no leading zero.
    private static Optional<BigDecimal> date(String text) {
        if (EPOCH.matcher(text).matches()) {
            BigDecimal seconds = new BigDecimal(text);
            return seconds.toBigInteger().bitLength() < Long.SIZE ? Optional.of(seconds) : Optional.empty();
        }
        Matcher parts = DATE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    part(parts, "year", 1),
                    part(parts, "month", 1),
                    part(parts, "day", 1),
                    part(parts, "hour", 0),
                    part(parts, "minute", 0),
                    part(parts, "second", 0));
            LocalTime.of(part(parts, "away", 0), part(parts, "further", 0));
            int minutes = part(parts, "away", 0) * 60 + part(parts, "further", 0);
            LocalDateTime utc =
                    "-".equals(parts.group("west")) ? local.plusMinutes(minutes) : local.minusMinutes(minutes);
            BigDecimal fraction = new BigDecimal(Objects.requireNonNullElse(parts.group("fraction"), "0"));
            return Optional.of(
                    BigDecimal.valueOf(utc.toEpochSecond(ZoneOffset.UTC)).add(fraction));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int part(Matcher parts, String name, int otherwise) {
        String found = parts.group(name);
        return found == null ? otherwise : Integer.parseInt(found);
    }

    private static Optional<String> bytes(String base64) {
        try {
            return Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean inRange(String wanted, String found) {
        if (!RANGE.matcher(wanted).matches() || !RANGE.matcher(found + "/0").matches()) {
            return false;
        }
        try {
            String[] range = wanted.split("/", 2);
            byte[] network = InetAddress.ofLiteral(range[0]).getAddress();
            byte[] address = InetAddress.ofLiteral(found).getAddress();
            int bits = network.length * 8;
            int host = range.length == 1 ? 0 : bits - Integer.parseInt(range[1]);
            return network.length == address.length
                    && host >= 0
                    && host <= bits
                    && new BigInteger(1, network).shiftRight(host).equals(new BigInteger(1, address).shiftRight(host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean arnLike(String wanted, String found) {
        if (wanted.equals("*")) {
            return true;
        }
        // A colon inside a variable does not separate fields.
        Matcher matcher = VARIABLE.matcher(wanted);
        String guarded = variables
                ? matcher.replaceAll(v -> Matcher.quoteReplacement(v.group().replace(':', '\1')))
                : wanted;
        String[] patterns = guarded.split(":", 6);
        String[] fields = found.split(":", 6);
        if (patterns.length < 6 || fields.length < 6) {
            return false;
        }
        for (int i = 0; i < 6; i++) {
            Optional<List<String>> tokens = expand(patterns[i].replace('\1', ':'), true);
            if (tokens.isEmpty() || !glob(tokens.get(), fields[i])) {
                return false;
            }
        }
        return true;
    }

    /// Returns the text as single characters and wildcards, with variables replaced. Empty if a variable has no
    /// value.
    private Optional<List<String>> expand(String text, boolean wildcards) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        int at = 0;
        while (variables && matcher.find()) {
            tokens.addAll(cut(text.substring(at, matcher.start()), wildcards));
            at = matcher.end();
            String inside = matcher.group(1);
            if (List.of("*", "?", "$").contains(inside)) {
                tokens.add(inside);
                continue;
            }
            Matcher withDefault = DEFAULT.matcher(inside);
            boolean defaulted = withDefault.matches();
            String key = defaulted ? withDefault.group(1).strip() : inside;
            List<String> found = context.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
            if (found.size() > 1 || (found.isEmpty() && !defaulted)) {
                return Optional.empty();
            }
            tokens.addAll(cut(found.isEmpty() ? withDefault.group(2) : found.getFirst(), false));
        }
        tokens.addAll(cut(text.substring(at), wildcards));
        return Optional.of(tokens);
    }

    private static List<String> wild(String pattern) {
        return cut(pattern, true);
    }

    private static List<String> cut(String text, boolean wildcards) {
        return text.chars()
                .mapToObj(c -> wildcards && c == '*' ? ANY : wildcards && c == '?' ? ONE : String.valueOf((char) c))
                .collect(Collectors.toList());
    }

    /// Matches by trying every length for every `*`.
    private static boolean glob(List<String> pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        String first = pattern.getFirst();
        if (Objects.equals(first, ANY)) {
            return glob(rest, text) || (!text.isEmpty() && glob(pattern, text.substring(1)));
        }
        return !text.isEmpty()
                && (Objects.equals(first, ONE) || first.equals(text.substring(0, 1)))
                && glob(rest, text.substring(1));
    }

    @SuppressWarnings("unchecked") // the tree holds maps of this one type
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }

    private static List<String> list(Object tree) {
        return tree instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(tree));
    }
}
