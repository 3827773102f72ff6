package dev.trent.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A process that compiles policies of many shapes. It prints the bytes that they report and the bytes that
/// they take.
final class Retained {
    private static final long BYTES = 2 << 20;
    private static final String ALLOW = "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}";

    private Retained() {}

    public static void main(String[] arguments) {
        measure("small", 1, i -> ALLOW);
        measure("statements", 400, i -> ALLOW);
        measure("actions", 1, i -> statement("\"Action\":[" + list(2500, j -> "kms:a" + j) + "],\"Resource\":\"*\""));
        measure("equal", 1, i -> statement("\"Action\":\"*\",\"Resource\":[" + list(7500, j -> "*") + "]"));
        measure(
                "resources",
                1,
                i -> statement("\"Action\":\"*\",\"Resource\":["
                        + list(
                                400,
                                j -> "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-12345678"
                                        + (1000 + j))
                        + "]"));
        measure(
                "patterns",
                1,
                i -> statement("\"Action\":\"*\",\"Resource\":[" + list(1500, j -> "arn:aws:kms:*:*:" + j) + "]"));
        measure("texts", 1, i -> condition("StringEquals", 3500, j -> "" + (1000 + j)));
        measure("any case", 1, i -> condition("StringEqualsIgnoreCase", 3500, j -> "" + (1000 + j)));
        measure("likes", 1, i -> condition("StringLike", 3500, j -> "*" + (1000 + j)));
        measure("one long", 1, i -> condition("StringLike", 1, j -> "*a".repeat(12_000)));
        measure("variables", 1, i -> condition("StringLike", 200, j -> j + "${a}${bc}${d:e}${f}".repeat(6)));
        measure(
                "variable resources",
                1,
                i -> statement("\"Action\":\"*\",\"Resource\":["
                        + list(200, j -> "arn:aws:kms:*:*:" + j + "${a}${bc}${d:e}${f}".repeat(4)) + "]"));
        measure("arns", 1, i -> condition("ArnLike", 600, j -> "arn:aws:iam::11112222" + (1000 + j) + ":role/*"));
        measure("numbers", 1, i -> condition("NumericLessThan", 3000, j -> "1" + j));
        measure("dates", 1, i -> condition("DateLessThan", 1000, j -> "2026-11-29T10:00:00." + (1000 + j) + "Z"));
        measure("bools", 1, i -> condition("Bool", 3000, j -> "x" + j));
        measure("binaries", 1, i -> condition("BinaryEquals", 1000, j -> "aGVsbG8gd29ybGQg" + (1000 + j)));
        measure("addresses", 1, i -> condition("IpAddress", 2000, j -> "10." + j / 250 + ".0." + j % 250 + "/32"));
        measure(
                "keys",
                1,
                i -> statement("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{"
                        + IntStream.range(0, 2000)
                                .mapToObj(j -> "\"k" + j + "\":\"v\"")
                                .collect(Collectors.joining(","))
                        + "}}"));
        named("accounts", j -> "11112222" + (1000 + j));
        named("roots", j -> "arn:aws:iam::11112222" + (1000 + j) + ":root");
        named("users", j -> "arn:aws:iam::111122223333:user/u" + j);
        named("everyone", j -> "*");
    }

    private static String list(int size, IntFunction<String> element) {
        return IntStream.range(0, size)
                .mapToObj(i -> "\"" + element.apply(i) + "\"")
                .collect(Collectors.joining(","));
    }

    private static String statement(String rest) {
        return "{\"Effect\":\"Allow\"," + rest + "}";
    }

    private static String condition(String operator, int values, IntFunction<String> value) {
        return statement("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"" + operator + "\":{\"a\":["
                + list(values, value) + "]}}");
    }

    private static void named(String shape, IntFunction<String> principal) {
        String names = "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\",\"Principal\":{\"AWS\":["
                + list(700, principal) + "]}}";
        print(shape, Kind.KEY_POLICY, document(1, _ -> names));
    }

    private static void measure(String shape, int statements, IntFunction<String> statement) {
        print(shape, Kind.IDENTITY, document(statements, statement));
    }

    private static String document(int statements, IntFunction<String> statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":["
                + IntStream.range(0, statements).mapToObj(statement).collect(Collectors.joining(",")) + "]}";
    }

    private static void print(String shape, Kind kind, String document) {
        // The first compilation loads classes.
        long said = Policy.parse(document, kind).bytes();
        // The process's own memory comes and goes between two looks: one disturbed measurement of three does not count.
        long[] real = LongStream.range(0, 3)
                .map(_ -> real(document, kind, said))
                .sorted()
                .toArray();
        System.out.println(shape + ";" + document.length() + ";" + said + ";" + real[1]);
    }

    private static long real(String document, Kind kind, long said) {
        int count = (int) (BYTES / said) + 1;
        List<Policy> policies = new ArrayList<>(count);
        long before = used();
        for (int i = 0; i < count; i++) {
            // This makes a copy, because stored policies do not share texts either.
            policies.add(Policy.parse(new String(document.toCharArray()), kind));
        }
        long real = used() - before;
        // This use of the list keeps its elements from being collected before the measurement.
        return real / policies.size();
    }

    private static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
