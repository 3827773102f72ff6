package dev.trent.access;

import dev.trent.policy.Tree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands for `{user:alice}` and the like.
final class Symbols {
    /// Not a policy variable, which has a dollar sign before it.
    private static final Pattern SYMBOL = Pattern.compile("(?<!\\$)\\{([A-Za-z][\\w:./-]*)}");

    private static final String BLANKS = "blanks:";

    private final Map<String, String> values = new HashMap<>();

    void put(String name, String value) {
        values.put(name, value);
    }

    String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new AssertionError("nothing is called " + name);
        }
        return value;
    }

    String filled(String text) {
        return SYMBOL.matcher(text)
                .replaceAll(symbol -> Matcher.quoteReplacement(value(symbol.group(), symbol.group(1))));
    }

    private String value(String symbol, String name) {
        return name.startsWith(BLANKS)
                ? " ".repeat(Integer.parseInt(name.substring(BLANKS.length())))
                : values.getOrDefault(name, symbol);
    }

    Object filled(Object tree) {
        return switch (tree) {
            case Map<?, ?> members -> {
                Map<String, Object> filled = new LinkedHashMap<>();
                members.forEach((name, value) -> filled.put(filled((String) name), filled((Object) value)));
                yield filled;
            }
            case List<?> elements -> elements.stream().map(this::filled).toList();
            case String text -> filled(text);
            default -> tree;
        };
    }

    /// Returns a policy as a document: a list is of its statements, a text is taken as it is.
    String document(Object policy) {
        Object filled = filled(policy);
        return switch (filled) {
            case String text -> text;
            case List<?> statements -> Tree.write(Map.of("Version", "2012-10-17", "Statement", statements));
            default -> Tree.write(filled);
        };
    }
}
