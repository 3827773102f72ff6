package dev.trent.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.Installation;
import dev.trent.cli.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;

/// `trent who-can`, `trent simulate` and `trent explain` on a situation with everything that can decide.
class WhoCanTest {
    private static final String A = "111122223333";
    private static final String B = "444455556666";
    private static final String C = "777788889999";
    private static final String SESSION = "arn:aws:sts::" + A + ":assumed-role/operator/night";

    private static final String ALLOW_KMS = "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}";
    private static final String DENY_ENCRYPT = "{\"Effect\":\"Deny\",\"Action\":\"kms:Encrypt\",\"Resource\":\"*\"}";

    private TestServer server;
    private Installation installation = new Installation(Path.of(""));
    private IamClient iam;
    private KmsClient root;
    private String key = "";

    @BeforeEach
    void build(@TempDir Path data) {
        server = TestServer.start(data);
        installation = new Installation(data);
        iam = server.iam(A);
        root = server.client(A, TestServer.REGION);
        for (String name : List.of("delegated", "bounded", "denied", "grouped", "direct", "nobody", "granted", "app")) {
            iam.createUser(b -> b.userName(name));
        }
        iam.putUserPolicy(b -> b.userName("delegated").policyName("p").policyDocument(document(ALLOW_KMS)));
        iam.putUserPolicy(b -> b.userName("bounded").policyName("p").policyDocument(document(ALLOW_KMS)));
        iam.createPolicy(b -> b.policyName("bound")
                .policyDocument(document("{\"Effect\":\"Allow\",\"Action\":\"kms:DescribeKey\",\"Resource\":\"*\"}")));
        iam.putUserPermissionsBoundary(
                b -> b.userName("bounded").permissionsBoundary("arn:aws:iam::" + A + ":policy/bound"));
        iam.putUserPolicy(
                b -> b.userName("denied").policyName("p").policyDocument(document(ALLOW_KMS + "," + DENY_ENCRYPT)));
        iam.createGroup(b -> b.groupName("team"));
        iam.putGroupPolicy(b -> b.groupName("team").policyName("g").policyDocument(document(ALLOW_KMS)));
        iam.addUserToGroup(b -> b.groupName("team").userName("grouped"));
        iam.createRole(b -> b.roleName("operator")
                .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                        + "\"Principal\":{\"AWS\":\"" + A + "\"},\"Action\":\"sts:AssumeRole\"}}"));
        iam.putRolePolicy(
                b -> b.roleName("operator")
                        .policyName("p")
                        .policyDocument(
                                document(
                                        "{\"Effect\":\"Allow\",\"Action\":[\"kms:Decrypt\",\"kms:GetKeyPolicy\"],\"Resource\":\"*\"}")));
        try (IamClient foreign = server.iam(B);
                IamClient unrelated = server.iam(C)) {
            foreign.createUser(b -> b.userName("partner"));
            foreign.putUserPolicy(b -> b.userName("partner").policyName("p").policyDocument(document(ALLOW_KMS)));
            foreign.createUser(b -> b.userName("idle"));
            unrelated.createUser(b -> b.userName("stranger"));
            unrelated.putUserPolicy(b -> b.userName("stranger").policyName("p").policyDocument(document(ALLOW_KMS)));
        }
        key = root.createKey().keyMetadata().arn();
        root.createGrant(b -> b.keyId(key)
                .granteePrincipal(user("granted"))
                .operations(GrantOperation.DECRYPT, GrantOperation.RETIRE_GRANT, GrantOperation.DESCRIBE_KEY));
        root.createGrant(b -> b.keyId(key).granteePrincipal(SESSION).operations(GrantOperation.ENCRYPT));
        root.createGrant(b -> b.keyId(key)
                .granteePrincipal(user("nobody"))
                .operations(GrantOperation.ENCRYPT)
                .constraints(c -> c.encryptionContextEquals(Map.of("app", "x"))));
        root.putKeyPolicy(b -> b.keyId(key)
                .policyName("default")
                .policy(document(String.join(
                        ",",
                        statement("delegation", "Allow", "arn:aws:iam::" + A + ":root", "\"kms:*\"", ""),
                        statement("direct", "Allow", user("direct"), "[\"kms:Encrypt\",\"kms:Sign\"]", ""),
                        statement(
                                "partners",
                                "Allow",
                                B,
                                "[\"kms:Decrypt\",\"kms:DescribeKey\",\"kms:PutKeyPolicy\"]",
                                ""),
                        statement(
                                "app",
                                "Allow",
                                user("app"),
                                "\"kms:Decrypt\"",
                                "\"StringEquals\":{\"kms:EncryptionContext:app\":\"payroll\"}"),
                        statement("frozen", "Deny", A, "\"kms:DisableKey\"", ""),
                        statement(
                                "office",
                                "Deny",
                                user("grouped"),
                                "\"kms:Decrypt\"",
                                "\"NotIpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}")))));
    }

    @AfterEach
    void stop() {
        iam.close();
        root.close();
        server.close();
    }

    private static String user(String name) {
        return "arn:aws:iam::" + A + ":user/" + name;
    }

    private static String document(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    private static String statement(String sid, String effect, String principal, String action, String condition) {
        return "{\"Sid\":\"" + sid + "\",\"Effect\":\"" + effect + "\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":" + action + ",\"Resource\":\"*\""
                + (condition.isEmpty() ? "" : ",\"Condition\":{" + condition + "}") + "}";
    }

    @Test
    void the_list_agrees_with_trying_every_principal_and_action() {
        Map<String, Set<String>> listed =
                rights(installation.command("who-can", key).succeeded());
        Set<String> actions = new TreeSet<>();
        listed.values().forEach(actions::addAll);
        assertThat(actions).hasSizeGreaterThan(20);
        List<String> principals = new ArrayList<>(List.of(
                "arn:aws:iam::" + A + ":root",
                "arn:aws:iam::" + B + ":root",
                "arn:aws:iam::" + C + ":root",
                "arn:aws:iam::" + A + ":role/operator",
                SESSION,
                "arn:aws:iam::" + B + ":user/partner",
                "arn:aws:iam::" + B + ":user/idle",
                "arn:aws:iam::" + C + ":user/stranger"));
        for (String name : List.of("delegated", "bounded", "denied", "grouped", "direct", "nobody", "granted", "app")) {
            principals.add(user(name));
        }
        for (String principal : principals) {
            Set<String> allowed = new TreeSet<>();
            for (String action : actions) {
                // The grant tells whether it can be retired; a token of it is not available here.
                if (action.equals("kms:RetireGrant")) {
                    continue;
                }
                Installation.Ran ran =
                        installation.command("simulate", "--principal", principal, "--action", action, "--key", key);
                if (ran.exit() == 0) {
                    allowed.add(action);
                }
            }
            Set<String> unconditional = new TreeSet<>(listed.getOrDefault(principal, Set.of()));
            unconditional.remove("kms:RetireGrant");
            // The simulated requests have no address, so they do not come from the office.
            assertThat(allowed).as(principal).isEqualTo(unconditional);
        }
        assertThat(listed)
                .doesNotContainKeys(
                        user("nobody"),
                        user("app"),
                        "arn:aws:iam::" + B + ":user/idle",
                        "arn:aws:iam::" + C + ":user/stranger");
        assertThat(listed.get(user("bounded"))).containsExactly("kms:DescribeKey");
        assertThat(listed.get(user("granted"))).contains("kms:RetireGrant");
        assertThat(listed.get("arn:aws:iam::" + B + ":user/partner")).containsExactly("kms:Decrypt", "kms:DescribeKey");
        assertThat(listed.get(SESSION)).contains("kms:Encrypt", "kms:Decrypt");
    }

    /// Reads which actions are allowed without condition.
    private static Map<String, Set<String>> rights(String text) {
        Map<String, Set<String>> rights = new TreeMap<>();
        for (String block : text.strip().split("\n\n", -1)) {
            List<String> lines = block.lines().toList();
            String actions = "";
            boolean conditional = false;
            for (String line : lines.subList(1, lines.size())) {
                if (line.startsWith("    ")) {
                    conditional |= line.startsWith("    if ") || line.startsWith("    unless ");
                    continue;
                }
                add(rights, lines.getFirst(), conditional ? "" : actions);
                actions = line.strip();
                conditional = false;
            }
            add(rights, lines.getFirst(), conditional ? "" : actions);
        }
        return rights;
    }

    private static void add(Map<String, Set<String>> rights, String principal, String actions) {
        Matcher action = Pattern.compile("kms:\\w+").matcher(actions);
        while (!actions.startsWith("lets in") && action.find()) {
            rights.computeIfAbsent(principal, _ -> new TreeSet<>()).add(action.group());
        }
    }

    @Test
    void what_a_request_decides_on_is_told_and_not_guessed() {
        String decrypt = installation.command("who-can", key, "kms:Decrypt").succeeded();

        assertThat(decrypt)
                .contains(
                        user("app")
                                + "\n  kms:Decrypt\n    by key policy, statement 4 \"app\"\n"
                                + "    if kms:EncryptionContext:app StringEquals \"payroll\" (key policy, statement 4 \"app\")\n")
                .contains("unless aws:SourceIp NotIpAddress \"10.0.0.0/8\" (key policy, statement 6 \"office\")")
                .contains("lets in account " + A + ": key policy, statement 1 \"delegation\"");
        String encrypt = installation.command("who-can", key, "Encrypt").succeeded();
        assertThat(encrypt)
                .contains("if the encryption context suits grant ")
                .contains("to " + user("nobody") + ", with EncryptionContextEquals app=x")
                .doesNotContain(user("denied") + "\n");
        assertThat(simulated("app", "kms:Decrypt", "--context=app=payroll").exit())
                .isZero();
        assertThat(simulated("nobody", "kms:Encrypt", "--context=app=x").exit()).isZero();
        assertThat(simulated("nobody", "kms:Encrypt").exit()).isEqualTo(3);
        assertThat(simulated("grouped", "kms:Decrypt", "--fact=aws:SourceIp=10.1.2.3")
                        .exit())
                .isZero();
        assertThat(simulated("app", "kms:Decrypt").out())
                .startsWith("denied: User: " + user("app") + " is not authorized")
                .contains("without a value for kms:EncryptionContext:app");
    }

    private Installation.Ran simulated(String name, String action, String... more) {
        List<String> all =
                new ArrayList<>(List.of("simulate", "--principal", user(name), "--action", action, "--key", key));
        all.addAll(List.of(more));
        return installation.command(all.toArray(String[]::new));
    }

    @Test
    void an_allow_names_the_statement_or_the_grant() {
        assertThat(simulated("grouped", "kms:DescribeKey").out())
                .isEqualTo("allowed\n  by key policy, statement 1 \"delegation\"\n"
                        + "  by identity-based policy g of arn:aws:iam::" + A + ":group/team, statement 1\n");
        assertThat(simulated("granted", "kms:Decrypt").out()).startsWith("allowed\n  by grant ");
        assertThat(simulated("denied", "kms:Encrypt").out())
                .contains("with an explicit deny in an identity-based policy")
                .contains("by identity-based policy p of " + user("denied") + ", statement 2");
    }

    @Test
    void a_long_list_comes_in_parts() {
        String all = installation.command("who-can", key).succeeded();
        Set<String> principals = new TreeSet<>();
        String after = "";
        for (int i = 0; i < 50; i++) {
            String part = installation
                    .command("who-can", key, "--limit", "1", "--after", after)
                    .succeeded();
            Matcher next = Pattern.compile("go on with --after (\\S+)").matcher(part);
            principals.addAll(rights(part).keySet());
            if (!next.find()) {
                assertThat(principals).isEqualTo(rights(all).keySet());
                return;
            }
            after = next.group(1);
        }
        throw new AssertionError("the list does not end");
    }

    @Test
    void a_denial_is_explained_by_its_id_with_both_sides() {
        AccessKey credential = iam.createAccessKey(b -> b.userName("nobody")).accessKey();
        try (KmsClient client =
                server.client(credential.accessKeyId(), credential.secretAccessKey(), TestServer.REGION)) {
            assertThatThrownBy(() -> client.disableKey(b -> b.keyId(key)))
                    .isInstanceOfSatisfying(KmsException.class, refused -> {
                        String id = refused.awsErrorDetails()
                                .sdkHttpResponse()
                                .firstMatchingHeader("x-trent-denial-id")
                                .orElseThrow();
                        assertThat(installation.command("explain", id).succeeded())
                                .contains("The caller's side", "The key's side", "\"frozen\" (Deny) applies");
                    });
        }
    }

    @Test
    void a_simulation_leaves_no_trace() throws IOException {
        int records = installation.records().size();

        simulated("denied", "kms:Encrypt");

        assertThat(installation.records()).hasSize(records);
    }

    @Test
    void what_cannot_be_asked_is_refused_in_a_sentence() {
        String unknown = "a0b1c2d3-0000-4000-8000-000000000000";
        assertThat(installation.command("explain", unknown).failed(1)).contains("There is no denial '" + unknown);
        assertThat(installation.command("explain", "x'; DROP TABLE denial").failed(1))
                .contains("There is no denial");
        assertThat(installation.command("who-can", key + "0").failed(1)).contains("There is no key");
        assertThat(installation.command("who-can", key, "kms:Sign").failed(2)).contains("of this kind");
        assertThat(installation.command("who-can", key, "--limit", "0").failed(2))
                .contains("--limit");
        assertThat(installation.command("who-can", unknown).failed(2)).contains("--region");
        assertThat(simulated("ghost", "kms:Encrypt").exit()).isEqualTo(1);
        assertThat(simulated("ghost", "kms:Encrypt").err()).contains("There is no principal " + user("ghost"));
        assertThat(simulated("granted", "kms:decrypt").exit()).isZero();
        assertThat(simulated("app", "Encrypt").exit()).isEqualTo(2);
        assertThat(simulated("app", "kms:Encrypt", "--fact=aws:PrincipalArn=x").err())
                .contains("not the request's to decide");
        assertThat(simulated("app", "kms:Encrypt", "--fact=aws:RequestedRegion=us-east-1")
                        .err())
                .contains("give it with --region");
        assertThat(simulated("app", "kms:Encrypt", "--fact=nonsense").err()).contains("NAME=VALUE");
        assertThat(simulated("app", "kms:Encrypt", "--resource=*").err()).contains("not both");
        assertThat(simulated("app", "kms:RetireGrant").exit()).isEqualTo(2);
        assertThat(simulated("app", "kms:Encrypt", "--grant-token=forged").out())
                .startsWith("denied: The grant token is not valid.");
        assertThat(installation
                        .command("simulate", "--principal", "me", "--action", "kms:Encrypt", "--key", key)
                        .failed(2))
                .contains("is not the ARN of a user");
        assertThat(installation
                        .command(
                                "simulate",
                                "--principal",
                                user("app"),
                                "--action",
                                "sts:AssumeRole",
                                "--resource",
                                "arn:aws:iam::" + A + ":role/operator")
                        .failed(2))
                .contains("trust policy");
    }

    @Test
    void a_key_that_is_not_there_is_hidden_from_others_as_the_server_hides_it() {
        String missing = key.replaceAll("[0-9a-f]{12}$", "000000000000");
        assertThat(installation
                        .command("simulate", "--principal", user("app"), "--action", "kms:Decrypt", "--key", missing)
                        .out())
                .startsWith("denied: Key '" + missing + "' does not exist\n");
        assertThat(installation
                        .command(
                                "simulate",
                                "--principal",
                                "arn:aws:iam::" + C + ":root",
                                "--action",
                                "kms:Decrypt",
                                "--key",
                                missing)
                        .out())
                .contains("on this resource because the resource does not exist in this Region");
    }
}
