package dev.trent.operator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.Installation;
import dev.trent.cli.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// `trent simulate` gives the same answer to a request as the server, word for word, for any policies and
/// grants.
class SimulatePropertyTest {
    private static final String A = "111122223333";
    private static final String B = "444455556666";
    private static final software.amazon.awssdk.services.kms.model.Tag COLOR =
            software.amazon.awssdk.services.kms.model.Tag.builder()
                    .tagKey("color")
                    .tagValue("red")
                    .build();
    private static final int ROUNDS = 20;
    private static final int REQUESTS_PER_ROUND = 20;

    private static final List<String> ACTIONS = List.of(
            "\"kms:*\"",
            "\"kms:Encrypt\"",
            "\"kms:Describe*\"",
            "[\"kms:Get*\",\"kms:List*\"]",
            "\"kms:GenerateDataKey\"");

    private static final List<String> CONDITIONS = List.of(
            "",
            "",
            "",
            "\"StringEquals\":{\"kms:EncryptionContext:app\":\"a\"}",
            "\"StringNotEquals\":{\"kms:EncryptionContext:app\":\"a\"}",
            "\"IpAddress\":{\"aws:SourceIp\":\"127.0.0.0/8\"}",
            "\"NotIpAddress\":{\"aws:SourceIp\":\"127.0.0.0/8\"}",
            "\"Bool\":{\"aws:SecureTransport\":\"true\"}",
            "\"StringEquals\":{\"aws:PrincipalTag/team\":\"x\"}",
            "\"StringEquals\":{\"kms:CallerAccount\":\"" + A + "\"}",
            "\"StringEquals\":{\"kms:EncryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}",
            "\"StringLike\":{\"kms:RequestAlias\":\"alias/r*\"}",
            "\"Null\":{\"aws:MultiFactorAuthPresent\":\"true\"}");

    private final Map<String, String> arns = new TreeMap<>();
    private final Map<String, KmsClient> kms = new HashMap<>();
    private final Map<String, IamClient> iam = new HashMap<>();
    private Random random = new Random(0);

    @Test
    void a_simulation_says_what_the_server_answers(@TempDir Path data) {
        long seed = Long.getLong("simulate.seed", 20_260_701L);
        random = new Random(seed);
        Map<String, Integer> outcomes = new TreeMap<>();
        try (TestServer server = TestServer.start(data)) {
            principals(server);
            Installation installation = new Installation(data);
            for (int round = 0; round < ROUNDS; round++) {
                String key = situation(round);
                for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
                    Asked asked = asked(key, round);
                    String answered = asked.answer();
                    Installation.Ran simulated = installation.command(asked.simulate());
                    assertThat(simulated.err()).isEmpty();
                    assertThat(simulated.out().lines().findFirst().orElse(""))
                            .as("seed " + seed + ", " + asked)
                            .isEqualTo(answered);
                    assertThat(simulated.exit()).isEqualTo(answered.equals("allowed") ? 0 : 3);
                    outcomes.merge(answered.replaceAll("^.*? (because|with|on this|does) .*", "$1"), 1, Integer::sum);
                }
            }
        } finally {
            kms.values().forEach(KmsClient::close);
            iam.values().forEach(IamClient::close);
        }
        // A generator that hits nothing proves nothing.
        assertThat(outcomes.getOrDefault("allowed", 0)).as(outcomes.toString()).isGreaterThan(40);
        assertThat(outcomes).hasSizeGreaterThan(3);
    }

    private void principals(TestServer server) {
        for (String account : List.of(A, B)) {
            arns.put("root" + account, "arn:aws:iam::" + account + ":root");
            kms.put("root" + account, server.client(account, TestServer.REGION));
            iam.put("root" + account, server.iam(account));
        }
        for (String name : List.of("a1", "a2", "b1")) {
            IamClient root = iam("root" + account(name));
            Tag tag = Tag.builder().key("team").value("x").build();
            arns.put(
                    name,
                    root.createUser(b -> b.userName(name).tags(name.equals("a2") ? List.of() : List.of(tag)))
                            .user()
                            .arn());
            AccessKey key = root.createAccessKey(b -> b.userName(name)).accessKey();
            kms.put(name, server.client(key.accessKeyId(), key.secretAccessKey(), TestServer.REGION));
            iam.put(name, server.iam(key.accessKeyId(), key.secretAccessKey()));
        }
        iam("root" + A).createGroup(b -> b.groupName("g"));
        iam("root" + A).addUserToGroup(b -> b.groupName("g").userName("a2"));
        iam("root" + A)
                .createPolicy(
                        b -> b.policyName("bound")
                                .policyDocument(
                                        document(
                                                "{\"Effect\":\"Allow\",\"Action\":[\"kms:Describe*\",\"kms:Encrypt\"],\"Resource\":\"*\"}")));
    }

    private String arn(String name) {
        return requireNonNull(arns.get(name));
    }

    private KmsClient kms(String name) {
        return requireNonNull(kms.get(name));
    }

    private IamClient iam(String name) {
        return requireNonNull(iam.get(name));
    }

    private static String account(String name) {
        return name.startsWith("a") ? A : B;
    }

    /// Makes new policies and a new key with grants, an alias and a tag.
    private String situation(int round) {
        KmsClient root = kms("root" + A);
        String arn = root.createKey(b -> b.tags(COLOR)).keyMetadata().arn();
        root.createAlias(b -> b.aliasName("alias/r" + round).targetKeyId(arn));
        for (String name : List.of("a1", "b1")) {
            if (random.nextInt(3) == 0) {
                root.createGrant(b -> b.keyId(arn)
                        .granteePrincipal(arn(name))
                        .operations(GrantOperation.ENCRYPT, GrantOperation.DESCRIBE_KEY)
                        .constraints(c -> c.encryptionContextSubset(
                                random.nextBoolean() ? Map.of("app", "a") : Map.of("app", "b"))));
            }
        }
        for (String name : List.of("a1", "a2", "b1")) {
            iam("root" + account(name))
                    .putUserPolicy(b -> b.userName(name).policyName("p").policyDocument(policy(false, arn)));
        }
        iam("root" + A).putGroupPolicy(b -> b.groupName("g").policyName("p").policyDocument(policy(false, arn)));
        if (random.nextInt(3) == 0) {
            iam("root" + A)
                    .putUserPermissionsBoundary(
                            b -> b.userName("a1").permissionsBoundary("arn:aws:iam::" + A + ":policy/bound"));
        } else if (round > 0 && random.nextBoolean()) {
            iam("root" + A).deleteUserPermissionsBoundary(b -> b.userName("a1"));
        }
        root.putKeyPolicy(b ->
                b.keyId(arn).policyName("default").policy(policy(true, arn)).bypassPolicyLockoutSafetyCheck(true));
        return arn;
    }

    private String policy(boolean ofKey, String key) {
        List<String> statements = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            String principal = any(List.of(
                    "\"*\"",
                    "{\"AWS\":\"" + A + "\"}",
                    "{\"AWS\":\"" + A + "\"}",
                    "{\"AWS\":\"" + B + "\"}",
                    "{\"AWS\":\"" + arn("a1") + "\"}",
                    "{\"AWS\":[\"" + arn("a2") + "\",\"" + arn("b1") + "\"]}"));
            String condition = any(CONDITIONS);
            if (!ofKey && random.nextInt(6) == 0) {
                condition = "\"StringEquals\":{\"aws:ResourceTag/color\":\"red\"}";
            }
            statements.add("{\"Effect\":\"" + (random.nextInt(4) == 0 ? "Deny" : "Allow") + "\","
                    + (ofKey ? "\"Principal\":" + principal + "," : "")
                    + "\"Action\":" + (!ofKey && random.nextInt(5) == 0 ? "\"*\"" : any(ACTIONS))
                    + ",\"Resource\":" + (ofKey || random.nextBoolean() ? "\"*\"" : "\"" + key + "\"")
                    + (condition.isEmpty() ? "" : ",\"Condition\":{" + condition + "}") + "}");
        }
        return document(String.join(",", statements));
    }

    private static String document(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    /// One request, as the SDK makes it and as the command names it.
    private record Asked(String principal, List<String> arguments, Runnable call) {
        String answer() {
            try {
                call.run();
                return "allowed";
            } catch (AwsServiceException refused) {
                return "denied: " + refused.awsErrorDetails().errorMessage();
            }
        }

        String[] simulate() {
            List<String> all = new ArrayList<>(List.of(
                    "simulate",
                    "--principal",
                    principal,
                    "--fact=aws:SourceIp=127.0.0.1",
                    "--fact=aws:SecureTransport=false",
                    "--region=" + TestServer.REGION));
            all.addAll(arguments);
            return all.toArray(String[]::new);
        }

        @Override
        public String toString() {
            return principal + " " + arguments;
        }
    }

    private Asked asked(String arn, int round) {
        String name = any(List.copyOf(arns.keySet()));
        String principal = arn(name);
        KmsClient client = kms(name);
        String alias = "arn:aws:kms:" + TestServer.REGION + ":" + A + ":alias/r" + round;
        String key = any(List.of(arn, arn, arn, arn.substring(arn.indexOf('/') + 1), alias));
        Map<String, String> context = random.nextBoolean() ? Map.of() : Map.of("app", random.nextBoolean() ? "a" : "b");
        List<String> pairs =
                context.entrySet().stream().map(pair -> "--context=" + pair).toList();
        SdkBytes plaintext = SdkBytes.fromUtf8String("x");
        return switch (random.nextInt(8)) {
            case 0 ->
                new Asked(
                        principal,
                        with(pairs, "--action=kms:Encrypt", "--key=" + key),
                        () -> client.encrypt(
                                b -> b.keyId(key).plaintext(plaintext).encryptionContext(context)));
            case 1 ->
                new Asked(
                        principal,
                        with(pairs, "--action=kms:GenerateDataKey", "--key=" + key),
                        () -> client.generateDataKey(
                                b -> b.keyId(key).numberOfBytes(32).encryptionContext(context)));
            case 2 ->
                new Asked(
                        principal,
                        List.of("--action=kms:GetKeyPolicy", "--key=" + arn),
                        () -> client.getKeyPolicy(b -> b.keyId(arn)));
            case 3 ->
                new Asked(
                        principal,
                        List.of("--action=kms:ListGrants", "--key=" + arn),
                        () -> client.listGrants(b -> b.keyId(arn)));
            case 4 -> new Asked(principal, List.of("--action=kms:ListKeys"), client::listKeys);
            case 5 ->
                new Asked(
                        principal,
                        List.of(
                                "--action=iam:ListGroups",
                                "--resource=arn:aws:iam::" + accountOf(principal) + ":group/"),
                        () -> iam(name).listGroups());
            default ->
                new Asked(
                        principal,
                        List.of("--action=kms:DescribeKey", "--key=" + key),
                        () -> client.describeKey(b -> b.keyId(key)));
        };
    }

    private static String accountOf(String arn) {
        return arn.split(":", -1)[4];
    }

    private static List<String> with(List<String> pairs, String... more) {
        List<String> all = new ArrayList<>(pairs);
        all.addAll(List.of(more));
        return all;
    }
}
