package dev.trent.policy;

import dev.trent.aws.Partition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Policies and requests from small pools. So statements often match, and often miss by only one element.
public final class RandomPolicies {
    private static final String ACCOUNT = "111122223333";
    private static final String STRANGE_ACCOUNT = "444455556666";

    static final List<Requester> REQUESTERS = List.of(
            Requester.root(Partition.AWS.root(ACCOUNT).toString(), ACCOUNT),
            Requester.root(Partition.AWS.root(STRANGE_ACCOUNT).toString(), STRANGE_ACCOUNT),
            Requester.user("arn:aws:iam::" + ACCOUNT + ":user/ann", ACCOUNT, "AIDAAAAAAAAAAAAAAAANN", false),
            Requester.user("arn:aws:iam::" + ACCOUNT + ":user/team/bob", ACCOUNT, "AIDAAAAAAAAAAAAAAABOB", true),
            session("reader", "one", false),
            session("reader", "two", true),
            new Requester(
                    Requester.Type.FEDERATED_USER,
                    "arn:aws:sts::" + ACCOUNT + ":federated-user/fay",
                    ACCOUNT,
                    ACCOUNT + ":fay",
                    "arn:aws:iam::" + ACCOUNT + ":user/ann",
                    "AIDAAAAAAAAAAAAAAAANN",
                    false),
            new Requester(Requester.Type.SERVICE, "logs.amazonaws.com", "", "", null, null, false));

    private static final List<String> PRINCIPALS = List.of(
            "*",
            ACCOUNT,
            STRANGE_ACCOUNT,
            "arn:aws:iam::" + ACCOUNT + ":root",
            "arn:aws-cn:iam::" + ACCOUNT + ":root",
            "arn:aws:iam::" + ACCOUNT + ":user/ann",
            "arn:aws:iam::" + ACCOUNT + ":user/Ann",
            "arn:aws:iam::" + ACCOUNT + ":user/team/bob",
            "AIDAAAAAAAAAAAAAAABOB",
            "arn:aws:iam::" + ACCOUNT + ":role/path/reader",
            "arn:aws:iam::" + ACCOUNT + ":role/path/reader",
            "AROAAAAAAAAAAAAREADER",
            "arn:aws:sts::" + ACCOUNT + ":assumed-role/reader/one",
            "arn:aws:sts::" + ACCOUNT + ":federated-user/fay");
    private static final List<String> SERVICES = List.of("logs.amazonaws.com", "s3.amazonaws.com");
    static final List<String> ACTIONS = List.of("kms:Decrypt", "kms:Encrypt", "kms:CreateGrant", "iam:GetUser");
    private static final List<String> ACTION_PATTERNS = List.of(
            "*",
            "*:*",
            "kms:*",
            "KMS:De*",
            "kms:?ecrypt",
            "kms:encrypt",
            "kms:*rypt",
            "kms:*r*t*",
            "iam:Get*",
            "s3:*",
            "kms:Decryp",
            "kms:Decrypt?");
    private static final String KEY = "arn:aws:kms:eu-west-1:" + ACCOUNT + ":key/abc";
    static final List<String> RESOURCES = List.of(
            "*",
            KEY,
            "arn:aws:kms:eu-west-1:" + ACCOUNT + ":key/mrk-a*c",
            "arn:aws:kms:us-east-1:" + ACCOUNT + ":alias/ann",
            "arn:aws:iam::" + ACCOUNT + ":user/a:b/ann");
    private static final List<String> RESOURCE_PATTERNS = List.of(
            "*",
            KEY,
            "arn:aws:kms:*:*:*",
            "arn:aws:kms:eu-*-?:" + ACCOUNT + ":key/*",
            "arn:aws:kms",
            "arn:*:kms:*:" + ACCOUNT + ":*a*c",
            "arn:aws:kms:*:" + ACCOUNT + ":key/a?c",
            "arn:aws:kms:*:" + ACCOUNT + ":key/mrk-a${*}c",
            "arn:aws:kms:*:" + ACCOUNT + ":key/${aws:PrincipalTag/Key, 'abc'}",
            "arn:aws:kms:*:" + ACCOUNT + ":alias/${aws:username}",
            "arn:aws:iam::*:user/*/${AWS:userName}",
            "arn:aws:kms:*:*:key/ABC");

    private static final List<String> TEXT_OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike");
    private static final List<String> ORDERS =
            List.of("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals");
    private static final List<String> TEXTS = List.of(
            "red",
            "Red",
            "r*",
            "?ed",
            "${*}",
            "a*",
            "${aws:username}",
            "${aws:PrincipalTag/Team, 'red'}",
            "${kms:EncryptionContextKeys}",
            "x${?}y",
            "$red",
            "${",
            "",
            "red${aws:username,'d'}");
    private static final List<String> TEXT_VALUES =
            List.of("red", "RED", "rod", "*", "a*", "ann", "x?y", "", "${aws:username}", "${*}", "redd");
    private static final List<String> NUMBERS = List.of("1", "1.0", "2", "-3", "2.5", "many", ".5", "");
    private static final List<String> DATES =
            List.of("2026-01-01T00:00:00Z", "2026-06-01T12:30:00.5Z", "1767225600", "0", "2030-01-01T00:00:00Z");
    private static final List<String> BOOLS =
            List.of("true", "false", "True", "maybe", "${aws:MultiFactorAuthPresent}");
    private static final List<String> BINARIES = List.of("AAEC", "AAED", "", "no base64!");
    private static final List<String> RANGES = List.of(
            "10.0.0.0/8",
            "10.1.2.3",
            "10.1.2.3/31",
            "0.0.0.0/0",
            "2001:db8::/32",
            "2001:db8::1",
            "nowhere",
            "10.1.2.3/33");
    private static final List<String> ADDRESSES =
            List.of("10.1.2.3", "10.200.0.1", "192.0.2.1", "2001:db8::1", "2001:db9::1", "elsewhere");
    private static final List<String> ARN_PATTERNS = List.of(
            "arn:aws:iam::" + ACCOUNT + ":user/*",
            "arn:aws:iam::*:role/*reader",
            "arn:aws:iam::${aws:PrincipalAccount}:user/${aws:username}",
            "arn:aws:iam::" + ACCOUNT + ":user/ann",
            "arn:*",
            "*");
    private static final List<String> ARNS = List.of(
            "arn:aws:iam::" + ACCOUNT + ":user/ann",
            "arn:aws:iam::" + ACCOUNT + ":role/path/reader",
            "arn:aws:iam::" + STRANGE_ACCOUNT + ":user/x:y",
            "no arn");

    private final Random random;

    public RandomPolicies(long seed) {
        this.random = new Random(seed);
    }

    private static Requester session(String role, String name, boolean bounded) {
        return new Requester(
                Requester.Type.ASSUMED_ROLE,
                "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + role + "/" + name,
                ACCOUNT,
                "AROAAAAAAAAAAAAREADER:" + name,
                "arn:aws:iam::" + ACCOUNT + ":role/path/" + role,
                "AROAAAAAAAAAAAAREADER",
                bounded);
    }

    public <T> T any(List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    /// Returns one value or a list of up to three.
    private Object several(Supplier<Object> value) {
        if (one(2)) {
            return value.get();
        }
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            values.add(value.get());
        }
        return values;
    }

    private String anyCase(String key) {
        return one(4) ? key.toUpperCase(Locale.ROOT) : one(3) ? key.toLowerCase(Locale.ROOT) : key;
    }

    public Map<String, Object> policy(Kind kind) {
        Map<String, Object> policy = new LinkedHashMap<>();
        if (kind.needsCurrentVersion() || !one(5)) {
            policy.put("Version", kind.needsCurrentVersion() || !one(5) ? "2012-10-17" : "2008-10-17");
        }
        List<Object> statements = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            statements.add(statement(kind));
        }
        policy.put("Statement", statements.size() == 1 && one(2) ? statements.getFirst() : statements);
        return policy;
    }

    private Map<String, Object> statement(Kind kind) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", one(3) ? "Deny" : "Allow");
        if (kind.namesPrincipals()) {
            statement.put(one(5) ? "NotPrincipal" : "Principal", principal());
        }
        if (kind == Kind.TRUST) {
            statement.put("Action", "sts:AssumeRole");
        } else {
            target(statement, kind);
        }
        Map<String, Map<String, Object>> conditions = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            condition(conditions);
        }
        if (!conditions.isEmpty()) {
            statement.put("Condition", conditions);
        }
        return statement;
    }

    private void target(Map<String, Object> statement, Kind kind) {
        if (kind != Kind.KEY_POLICY || !one(20)) {
            statement.put(one(6) ? "NotAction" : "Action", several(() -> any(ACTION_PATTERNS)));
        }
        if (kind != Kind.KEY_POLICY || !one(20)) {
            statement.put(one(6) ? "NotResource" : "Resource", several(() -> any(RESOURCE_PATTERNS)));
        }
    }

    private Object principal() {
        if (one(8)) {
            return "*";
        }
        Map<String, Object> principal = new LinkedHashMap<>();
        principal.put("AWS", several(() -> any(PRINCIPALS)));
        if (one(4)) {
            principal.put("Service", several(() -> any(SERVICES)));
        }
        return principal;
    }

    private void condition(Map<String, Map<String, Object>> conditions) {
        String prefix = one(5) ? "ForAnyValue:" : one(5) ? "ForAllValues:" : "";
        String suffix = one(6) ? "IfExists" : "";
        String operator = "";
        String key = "";
        List<String> wanted = List.of();
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                operator = any(TEXT_OPERATORS);
                key = any(List.of("aws:PrincipalTag/Team", "aws:username"));
                wanted = TEXTS;
            }
            case 2, 3 -> {
                operator = any(TEXT_OPERATORS);
                key = "kms:EncryptionContextKeys";
                wanted = TEXTS;
            }
            case 4 -> {
                operator = "Numeric" + any(ORDERS);
                key = "kms:RotationPeriodInDays";
                wanted = NUMBERS;
            }
            case 5 -> {
                operator = "Date" + any(ORDERS);
                key = "aws:CurrentTime";
                wanted = DATES;
            }
            case 6 -> {
                operator = "Bool";
                key = "aws:MultiFactorAuthPresent";
                wanted = BOOLS;
            }
            case 7 -> {
                operator = any(List.of("IpAddress", "NotIpAddress"));
                key = "aws:SourceIp";
                wanted = RANGES;
            }
            case 8 -> {
                operator = any(List.of("ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals"));
                key = "aws:PrincipalArn";
                wanted = ARN_PATTERNS;
            }
            default -> {
                boolean binary = one(2);
                operator = binary ? "BinaryEquals" : "Null";
                suffix = binary ? suffix : "";
                prefix = binary ? prefix : "";
                key = binary ? "sts:Blob" : any(List.of("sts:Blob", "aws:username", "aws:SourceIp"));
                wanted = binary ? BINARIES : BOOLS.subList(0, 4);
            }
        }
        List<String> pool = wanted;
        conditions
                .computeIfAbsent(prefix + operator + suffix, o -> new LinkedHashMap<>())
                .put(anyCase(key), one(15) ? List.of() : several(() -> any(pool)));
    }

    /// Returns condition keys in any case with their values; the keys differ in more than case.
    public Map<String, List<String>> context() {
        Map<String, List<String>> context = new LinkedHashMap<>();
        maybe(context, "aws:PrincipalTag/Team", TEXT_VALUES, false);
        maybe(context, "aws:PrincipalTag/Key", List.of("abc", "*", "a?c"), false);
        maybe(context, "aws:username", List.of("ann", "bob", "*", "a:b"), false);
        maybe(context, "aws:PrincipalAccount", List.of(ACCOUNT, "*"), false);
        maybe(context, "kms:EncryptionContextKeys", TEXT_VALUES, true);
        maybe(context, "kms:RotationPeriodInDays", NUMBERS, false);
        maybe(context, "aws:CurrentTime", List.of("2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z", "now"), false);
        maybe(context, "aws:MultiFactorAuthPresent", List.of("true", "false", "TRUE", "maybe"), false);
        maybe(context, "aws:SourceIp", ADDRESSES, false);
        maybe(context, "aws:PrincipalArn", ARNS, false);
        maybe(context, "sts:Blob", BINARIES, false);
        return context;
    }

    private void maybe(Map<String, List<String>> context, String key, List<String> pool, boolean multiple) {
        if (one(4)) {
            return;
        }
        List<String> values = new ArrayList<>();
        for (int i = multiple || one(15) ? random.nextInt(4) : 1; i > 0; i--) {
            values.add(any(pool));
        }
        context.put(anyCase(key), values);
    }

    /// Writes a tree of maps, lists and texts as JSON.
    public static String json(Object tree) {
        StringBuilder json = new StringBuilder();
        write(tree, json);
        return json.toString();
    }

    private static void write(Object tree, StringBuilder json) {
        String separator = "";
        switch (tree) {
            case Map<?, ?> map -> {
                json.append('{');
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.append(separator).append('"').append(entry.getKey()).append("\": ");
                    write(entry.getValue(), json);
                    separator = ", ";
                }
                json.append('}');
            }
            case List<?> list -> {
                json.append('[');
                for (Object element : list) {
                    json.append(separator);
                    write(element, json);
                    separator = ", ";
                }
                json.append(']');
            }
            default -> json.append('"').append(tree).append('"');
        }
    }
}
