package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.audit.AuditLog;
import dev.trent.aws.Partition;
import dev.trent.cli.TestServer.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server of another partition: every ARN it shows and takes is of that partition, and of no other.
class PartitionTest {
    private static final String A = TestServer.ACCOUNT;
    private static final String B = "444455556666";

    @TempDir
    Path data;

    /// Every text that the server sent.
    private final List<String> said = new ArrayList<>();

    /// Who signs.
    private record Key(String id, String secret, @Nullable String token) {
        static Key root(String account) {
            return new Key(account, DevCredentials.SECRET, null);
        }

        static Key in(String xml) {
            Matcher token = Pattern.compile("<SessionToken>(.+?)<").matcher(xml);
            return new Key(
                    found(xml, "<AccessKeyId>(.+?)<"),
                    found(xml, "<SecretAccessKey>(.+?)<"),
                    token.find() ? token.group(1) : null);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AWS", "CHINA", "US_GOV", "ISO_B"})
    void every_arn_in_every_answer_and_record_is_of_the_partition_of_the_server(Partition partition) throws Exception {
        String arn = "arn:" + partition + ":";
        String iam = arn + "iam::" + A + ":";
        try (TestServer server = TestServer.of(partition, data)) {
            Key root = Key.root(A);
            String key = found(kms(server, root, "CreateKey", "{}"), "\"Arn\":\"(.+?)\"");
            assertThat(key).startsWith(arn + "kms:" + partition.usualRegion() + ":" + A + ":key/");
            kms(server, root, "CreateAlias", "{'AliasName':'alias/app','TargetKeyId':'" + key + "'}");
            kms(server, root, "ListAliases", "{}");
            kms(server, root, "ListKeys", "{}");
            assertThat(kms(server, root, "GetKeyPolicy", "{'KeyId':'" + key + "'}"))
                    .contains(iam + "root");
            String alias = arn + "kms:" + partition.usualRegion() + ":" + A + ":alias/app";
            assertThat(kms(server, root, "DescribeKey", "{'KeyId':'" + alias + "'}"))
                    .contains(key);

            makePrincipals(server, root, iam, key);
            Key ann = Key.in(iam(server, root, "CreateAccessKey", "UserName", "ann"));
            assertThat(iam(server, ann, "GetUser")).contains(iam + "user/team/ann");
            assertThat(sts(server, ann, "GetCallerIdentity")).contains(iam + "user/team/ann");
            kms(server, ann, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'YQ=='}");

            String assumed =
                    sts(server, ann, "AssumeRole", "RoleArn", iam + "role/operator", "RoleSessionName", "night");
            String session = arn + "sts::" + A + ":assumed-role/operator/night";
            assertThat(assumed).contains("<Arn>" + session + "</Arn>");
            Key night = Key.in(assumed);
            assertThat(sts(server, night, "GetCallerIdentity")).contains(session);
            kms(server, night, "Encrypt", "{'KeyId':'" + alias + "','Plaintext':'YQ=='}");
            String federated = sts(server, ann, "GetFederationToken", "Name", "guest");
            assertThat(sts(server, Key.in(federated), "GetCallerIdentity"))
                    .contains(arn + "sts::" + A + ":federated-user/guest");
            Key ofRoot = Key.in(sts(server, root, "GetSessionToken"));
            assertThat(sts(server, ofRoot, "GetCallerIdentity")).contains(iam + "root");
            Key guestOfRoot = Key.in(sts(server, root, "GetFederationToken", "Name", "guest"));
            assertThat(sts(server, guestOfRoot, "GetCallerIdentity")).contains(":federated-user/guest<");

            String denied = kms(400, server, ann, "DisableKey", "{'KeyId':'" + key + "'}");
            assertThat(denied).contains(iam + "user/team/ann", key);
            grant(server, root, ann, iam, key, session);
            putKeyPolicy(server, root, iam, arn, key);
            kms(server, night, "Decrypt", "{'KeyId':'" + key + "','CiphertextBlob':'" + blob(server, root, key) + "'}");

            assertThat(kms(400, server, night, "ListKeys", "{}")).contains(session);

            report(server, root);
            ask(server, key, iam, session);
            operate(server, key, iam);
        }
        said.add(AuditLog.text(data.resolve("audit")));
        String all = String.join("\n", said);
        assertThat(all).contains("\"arn\":\"" + iam + "user/team/ann\"", "\"eventSource\":\"kms.amazonaws.com\"");
        assertThat(Pattern.compile("arn(:|%3A)(?!" + partition + "\\1)[a-z-]+\\1.{0,60}")
                        .matcher(all)
                        .results()
                        .map(java.util.regex.MatchResult::group))
                .isEmpty();
    }

    private void makePrincipals(TestServer server, Key root, String iam, String key) {
        String managed = iam.substring(0, iam.indexOf(":iam:")) + ":iam::aws:policy/";
        iam(server, root, "CreateUser", "UserName", "ann", "Path", "/team/");
        iam(server, root, "AttachUserPolicy", "UserName", "ann", "PolicyArn", managed + "ReadOnlyAccess");
        assertThat(iam(server, root, "ListAttachedUserPolicies", "UserName", "ann"))
                .contains(managed + "ReadOnlyAccess");
        assertThat(iam(server, root, "GetPolicy", "PolicyArn", managed + "ReadOnlyAccess"))
                .contains(managed + "ReadOnlyAccess");
        iam(server, root, "ListPolicies");
        iam(server, root, "ListEntitiesForPolicy", "PolicyArn", managed + "ReadOnlyAccess");
        iam(server, root, "GetPolicyVersion", "PolicyArn", managed + "ReadOnlyAccess", "VersionId", "v1");
        String policy = allow("kms:*", key, null);
        iam(server, root, "CreatePolicy", "PolicyName", "use", "PolicyDocument", policy);
        iam(server, root, "AttachUserPolicy", "UserName", "ann", "PolicyArn", iam + "policy/use");
        String may = allow("sts:*", "*", null);
        iam(server, root, "PutUserPolicy", "UserName", "ann", "PolicyName", "sts", "PolicyDocument", may);
        String limit = allow(List.of("kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "sts:*", "iam:*"), "*", null);
        iam(server, root, "CreatePolicy", "PolicyName", "limit", "PolicyDocument", limit);
        iam(server, root, "PutUserPermissionsBoundary", "UserName", "ann", "PermissionsBoundary", iam + "policy/limit");
        iam(server, root, "CreateGroup", "GroupName", "all");
        iam(server, root, "AddUserToGroup", "GroupName", "all", "UserName", "ann");
        iam(server, root, "ListGroups");
        String trust = allow("sts:AssumeRole", null, iam + "user/team/ann");
        iam(server, root, "CreateRole", "RoleName", "operator", "AssumeRolePolicyDocument", trust);
        iam(server, root, "PutRolePolicy", "RoleName", "operator", "PolicyName", "use", "PolicyDocument", policy);
        assertThat(iam(server, root, "GetRole", "RoleName", "operator"))
                .contains(iam + "role/operator", URLEncoder.encode(iam + "user/team/ann", StandardCharsets.UTF_8));
    }

    private void grant(TestServer server, Key root, Key ann, String iam, String key, String session) {
        String grant = "{'KeyId':'" + key + "','Operations':['Encrypt','Decrypt'],'GranteePrincipal':'";
        kms(server, root, "CreateGrant", grant + iam + "user/team/ann','RetiringPrincipal':'" + iam + "root'}");
        kms(server, root, "CreateGrant", grant + session + "'}");
        assertThat(kms(server, root, "ListGrants", "{'KeyId':'" + key + "'}"))
                .contains("\"GranteePrincipal\":\"" + iam + "user/team/ann\"", "\"GranteePrincipal\":\"" + session)
                .contains("\"IssuingAccount\":\"" + iam + "root\"");
        kms(
                server,
                root,
                "CreateGrant",
                "{'KeyId':'" + key + "','Operations':['Encrypt'],'GranteeServicePrincipal':'rds.amazonaws.com.cn'}");
        assertThat(kms(server, root, "ListGrants", "{'KeyId':'" + key + "'}"))
                .contains("\"GranteeServicePrincipal\":\"rds.amazonaws.com.cn\"");
        kms(server, root, "ListRetirableGrants", "{'RetiringPrincipal':'" + iam + "root'}");
        String foreign = iam.replace(A, B);
        kms(server, Key.root(B), "CreateKey", "{}");
        String toAccount = found(kms(server, root, "CreateGrant", grant + foreign + "root'}"), "\"GrantId\":\"(.+?)\"");
        kms(server, Key.root(B), "Encrypt", "{'KeyId':'" + key + "','Plaintext':'YQ=='}");
        kms(server, root, "RetireGrant", "{'KeyId':'" + key + "','GrantId':'" + toAccount + "'}");
        kms(400, server, Key.root(B), "Encrypt", "{'KeyId':'" + key + "','Plaintext':'YQ=='}");
        kms(server, ann, "DescribeKey", "{'KeyId':'" + key + "'}");
    }

    private void putKeyPolicy(TestServer server, Key root, String iam, String arn, String key) {
        String statement = "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':";
        String document = "{'Version':'2012-10-17','Statement':[" + statement + "'" + A + "'}}," + statement + "['"
                + iam + "user/team/ann','" + iam + "role/operator','" + arn + "sts::" + A
                + ":federated-user/guest'," + "'" + arn + "iam::" + B + ":root']},"
                + "'Condition':{'ArnLike':{'aws:PrincipalArn':'" + arn + "iam::*:*'}}}]}";
        kms(
                server,
                root,
                "PutKeyPolicy",
                "{'KeyId':'" + key + "','Policy':'"
                        + document.replace('\'', '"').replace("\"", "\\\"") + "'}");
        assertThat(kms(server, root, "GetKeyPolicy", "{'KeyId':'" + key + "'}"))
                .contains(iam + "role/operator", arn + "iam::" + B + ":root");
    }

    private String blob(TestServer server, Key root, String key) {
        return found(
                kms(server, root, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'YQ=='}"),
                "\"CiphertextBlob\":\"(.+?)\"");
    }

    private void report(TestServer server, Key root) {
        iam(server, root, "GetAccountAuthorizationDetails");
        assertThat(iam(server, root, "GetUser")).contains(":root");
        iam(server, root, "GenerateCredentialReport");
        String report = found(iam(server, root, "GetCredentialReport"), "<Content>(.+?)<");
        String csv = new String(java.util.Base64.getMimeDecoder().decode(report), StandardCharsets.UTF_8);
        assertThat(csv).contains(":iam::" + A + ":root", "user/team/ann");
        said.add(csv);
    }

    private void ask(TestServer server, String key, String iam, String session) {
        Key root = Key.root(A);
        String simulated = iam(
                server,
                root,
                "SimulatePrincipalPolicy",
                "PolicySourceArn",
                iam + "user/team/ann",
                "ActionNames.member.1",
                "kms:Encrypt",
                "ResourceArns.member.1",
                key);
        assertThat(simulated).contains("<EvalDecision>allowed</EvalDecision>");
        String custom = iam(
                server,
                root,
                "SimulateCustomPolicy",
                "PolicyInputList.member.1",
                allow("kms:*", "*", null),
                "ActionNames.member.1",
                "kms:Encrypt",
                "ResourceArns.member.1",
                key,
                "ResourcePolicy",
                allow("kms:*", "*", iam + "root"),
                "CallerArn",
                iam + "user/team/ann");
        assertThat(custom).contains("<EvalDecision>allowed</EvalDecision>");
        said.add(server.operator("simulate", "--principal", session, "--action", "kms:Encrypt", "--key", key));
        said.add(server.operator("simulate", "--principal", iam + "root", "--action", "kms:ListKeys"));
    }

    private void operate(TestServer server, String key, String iam) {
        String whoCan = server.operator("who-can", key);
        said.add(whoCan);
        assertThat(whoCan)
                .contains("\n" + iam + "root\n", "\n" + iam + "user/team/ann\n", "\n" + iam + "role/operator\n");
        String denial = server.denialId(
                new TestServer.UserKey(B, DevCredentials.SECRET), "DisableKey", "{\"KeyId\":\"" + key + "\"}");
        said.add(server.operator("explain", String.valueOf(denial)));
    }

    @Test
    void arns_of_another_partition_are_refused() {
        try (TestServer server = TestServer.of(Partition.CHINA, data)) {
            Key root = Key.root(A);
            String key = found(kms(server, root, "CreateKey", "{}"), "\"Arn\":\"(.+?)\"");
            String foreign = key.replace("arn:aws-cn:", "arn:aws:");
            assertThat(kms(400, server, root, "DescribeKey", "{'KeyId':'" + foreign + "'}"))
                    .contains("InvalidArnException", "Invalid arn '" + foreign + "'");
            assertThat(kms(400, server, root, "Encrypt", "{'KeyId':'" + foreign + "','Plaintext':'YQ=='}"))
                    .contains("NotFoundException", "Invalid keyId '" + foreign + "'");
            iam(server, root, "CreateUser", "UserName", "ann");
            String ann = "arn:aws:iam::" + A + ":user/ann";
            String policy = "arn:aws:iam::aws:policy/ReadOnlyAccess";
            assertThat(iam(400, server, root, "AttachUserPolicy", "UserName", "ann", "PolicyArn", policy))
                    .contains("<Code>ValidationError</Code><Message>Invalid ARN partition</Message>");
            String trust = allow("sts:AssumeRole", null, ann);
            assertThat(iam(400, server, root, "CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", trust))
                    .contains("MalformedPolicyDocument", "Invalid principal in policy", ann);
            String grant = "{'KeyId':'" + key + "','Operations':['Encrypt'],'GranteePrincipal':'" + ann + "'}";
            assertThat(kms(400, server, root, "CreateGrant", grant))
                    .contains("InvalidArnException", "ARN does not refer to a valid principal: " + ann);
            String document = allow("kms:*", "*", "arn:aws:iam::" + A + ":root").replace("\"", "\\\"");
            assertThat(kms(400, server, root, "CreateKey", "{'Policy':'" + document + "'}"))
                    .contains("MalformedPolicyDocumentException", "invalid principals");
            assertThat(iam(
                            400,
                            server,
                            root,
                            "SimulateCustomPolicy",
                            "PolicyInputList.member.1",
                            allow("kms:*", "*", null),
                            "ActionNames.member.1",
                            "kms:Encrypt",
                            "CallerArn",
                            ann,
                            "ResourceArns.member.1",
                            key))
                    .contains("<Code>ValidationError</Code><Message>Invalid ARN partition</Message>");
            assertThat(sts(400, server, root, "GetFederationToken", "Name", "guest", "PolicyArns.member.1.arn", policy))
                    .contains("<Code>ValidationError</Code><Message>Invalid ARN partition</Message>");
            String role = "arn:aws:iam::" + A + ":role/operator";
            assertThat(sts(400, server, root, "AssumeRole", "RoleArn", role, "RoleSessionName", "night"))
                    .contains("<Code>ValidationError</Code><Message>" + role + " is invalid</Message>");
            Installation installation = new Installation(data);
            assertThat(installation
                            .command("simulate", "--principal", ann, "--action", "kms:ListKeys")
                            .failed(2))
                    .contains("'" + ann + "' is not the ARN of");
            assertThat(installation
                            .command(
                                    "simulate",
                                    "--principal",
                                    ann.replace("arn:aws:", "arn:aws-cn:"),
                                    "--action",
                                    "kms:ListKeys",
                                    "--region",
                                    "us-east-1")
                            .failed(2))
                    .contains(
                            "The Region 'us-east-1' belongs to the partition aws, and this installation is of aws-cn.");
        }
    }

    @Test
    void a_region_of_another_partition_is_refused_by_the_name_of_the_setting() {
        Map<String, String> foreign = Map.of(
                "cn-north-1", "aws-cn",
                "us-gov-east-1", "aws-us-gov",
                "eusc-de-east-1", "aws-eusc",
                "us-iso-west-1", "aws-iso",
                "us-isob-east-1", "aws-iso-b",
                "eu-isoe-west-1", "aws-iso-e",
                "us-isof-south-1", "aws-iso-f");
        try (TestServer server = TestServer.start(data)) {
            foreign.forEach((region, theirs) -> refused(
                    server,
                    region,
                    "The Region '" + region
                            + "' belongs to the partition " + theirs
                            + ", and this server serves aws: make the server with"
                            + " --partition " + theirs + "."));
            for (String ours : List.of("us-east-1", "us-west-2", "eu-central-1", "us-isolated-1", "ca-west-1")) {
                assertThat(server.kms(A, ours, "ListKeys", "{}").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_server_of_another_partition_refuses_all_others() {
        try (TestServer server = TestServer.of(Partition.ISO, data)) {
            refused(
                    server,
                    "eu-central-1",
                    "The Region 'eu-central-1' belongs to the partition aws, and this server"
                            + " serves aws-iso: make the server with --partition aws.");
            refused(
                    server,
                    "us-isob-east-1",
                    "The Region 'us-isob-east-1' belongs to the partition aws-iso-b, and this"
                            + " server serves aws-iso: make the server with --partition aws-iso-b.");
            assertThat(server.kms(A, "us-iso-west-1", "ListKeys", "{}").status())
                    .isEqualTo(200);
        }
    }

    /// Refused in the words of both protocols. A caller who is not proven gets no such answer.
    private static void refused(TestServer server, String region, String sentence) {
        Answer refused = server.kms(A, region, "CreateKey", "{}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("InvalidSignatureException", sentence);
        Answer unproven = server.send(
                A,
                "wrong",
                region,
                "kms",
                new TreeMap<>(
                        Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", "TrentService.ListKeys")),
                "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(unproven.body()).contains("InvalidSignatureException").doesNotContain("partition");
        Answer query = server.send(
                A,
                DevCredentials.SECRET,
                region,
                "iam",
                new TreeMap<>(Map.of("content-type", "application/x-www-form-urlencoded")),
                "Action=ListUsers&Version=2010-05-08".getBytes(StandardCharsets.UTF_8));
        assertThat(query.status()).isEqualTo(403);
        assertThat(query.body()).contains("<Code>SignatureDoesNotMatch</Code>").contains("server with --partition ");
    }

    @Test
    void a_data_folder_keeps_the_partition_that_it_was_made_with() {
        TestServer.of(Partition.CHINA, data).close();
        assertThatThrownBy(() -> TestServer.of(Partition.US_GOV, data))
                .hasMessage(
                        "The database is of the partition aws-cn, and stays so: leave out --partition aws-us-gov, or"
                                + " take another data folder or database.");
        TestServer.of(Partition.CHINA, data).close();
        try (TestServer unsaid = TestServer.start(data)) {
            assertThat(unsaid.kms(A, "cn-north-1", "CreateKey", "{}").body()).contains("arn:aws-cn:kms:cn-north-1:");
        }
    }

    @Test
    void a_folder_that_was_made_without_a_choice_is_of_aws() {
        TestServer.start(data).close();
        assertThatThrownBy(() -> TestServer.of(Partition.CHINA, data)).hasMessageContaining("of the partition aws,");
    }

    @Test
    void init_makes_an_installation_of_another_partition() throws Exception {
        Installation installation = new Installation(data);
        var shown = Installation.Shown.in(installation
                .command("init", "--account", A, "--partition", "aws-us-gov")
                .succeeded());
        try (Trent trent = installation.start();
                var sts = software.amazon.awssdk.services.sts.StsClient.builder()
                        .endpointOverride(java.net.URI.create("http://127.0.0.1:" + trent.port()))
                        .region(software.amazon.awssdk.regions.Region.US_GOV_WEST_1)
                        .credentialsProvider(software.amazon.awssdk.auth.credentials.StaticCredentialsProvider.create(
                                software.amazon.awssdk.auth.credentials.AwsBasicCredentials.create(
                                        shown.accessKeyId(), shown.secret())))
                        .build()) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws-us-gov:iam::" + A + ":root");
        }
        assertThat(String.join("\n", installation.records()))
                .contains("arn:aws-us-gov:iam::")
                .doesNotContain("arn:aws:");
    }

    @Test
    void init_names_the_partitions_when_it_does_not_know_one() {
        assertThat(new Installation(data)
                        .command("init", "--account", A, "--partition", "aws-mars")
                        .failed(2))
                .contains("'aws-mars' is no partition: there are aws, aws-cn, aws-us-gov, aws-eusc, aws-iso, aws-iso-b,"
                        + " aws-iso-e, aws-iso-f.");
        assertThat(data.resolve("root.key")).doesNotExist();
    }

    private static String allow(String action, @Nullable String resource, @Nullable String principal) {
        return allow(List.of(action), resource, principal);
    }

    private static String allow(List<String> actions, @Nullable String resource, @Nullable String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\""
                + String.join("\",\"", actions) + "\"]"
                + (resource == null ? "" : ",\"Resource\":\"" + resource + "\"")
                + (principal == null ? "" : ",\"Principal\":{\"AWS\":\"" + principal + "\"}") + "}}";
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private String kms(TestServer server, Key key, String operation, String json) {
        return kms(200, server, key, operation, json);
    }

    private String kms(int status, TestServer server, Key key, String operation, String json) {
        return send(
                status,
                server,
                key,
                "kms",
                Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", "TrentService." + operation),
                json.replace('\'', '"'));
    }

    private String iam(TestServer server, Key key, String action, String... parameters) {
        return iam(200, server, key, action, parameters);
    }

    private String iam(int status, TestServer server, Key key, String action, String... parameters) {
        return query(status, server, key, "iam", "Version=2010-05-08&Action=" + action, parameters);
    }

    private String sts(TestServer server, Key key, String action, String... parameters) {
        return sts(200, server, key, action, parameters);
    }

    private String sts(int status, TestServer server, Key key, String action, String... parameters) {
        return query(status, server, key, "sts", "Version=2011-06-15&Action=" + action, parameters);
    }

    private String query(int status, TestServer server, Key key, String service, String form, String... parameters) {
        StringBuilder all = new StringBuilder(form);
        for (int i = 0; i < parameters.length; i += 2) {
            all.append('&').append(parameters[i]).append('=');
            all.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return send(
                status,
                server,
                key,
                service,
                Map.of("content-type", "application/x-www-form-urlencoded"),
                all.toString());
    }

    private String send(
            int status, TestServer server, Key key, String service, Map<String, String> headers, String body) {
        TreeMap<String, String> all = new TreeMap<>(headers);
        if (key.token != null) {
            all.put("x-amz-security-token", key.token);
        }
        Answer answer =
                server.send(key.id, key.secret, server.region(), service, all, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(body + "\n" + answer.body()).isEqualTo(status);
        said.add(answer.body());
        return answer.body();
    }
}
