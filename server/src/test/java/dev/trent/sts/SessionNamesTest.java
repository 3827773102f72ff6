package dev.trent.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trent.cli.TestServer;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import dev.trent.sts.World.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// Rights that name a session by its ARN belong to its role. A later role of the same name does not inherit
/// them. Every place that can name a session is tested.
class SessionNamesTest {
    private static final String SESSION = "batch-7";

    @TempDir
    Path folder;

    private TestServer server;
    private World world;
    private AwsCredentials ann;
    private String key;

    @BeforeEach
    void begin() {
        start(folder);
        ann = world.user("ann");
        world.role("reader", world.userArn("ann"));
        key = world.kms(world.root(), kms -> kms.createKey().keyMetadata().keyId());
    }

    @AfterEach
    void stop() {
        world.close();
        server.close();
    }

    private String sessionArn(String role) {
        return "arn:aws:sts::" + world.account + ":assumed-role/" + role + "/" + SESSION;
    }

    private AwsCredentials session(String role) {
        return world.assume(ann, world.roleArn(role));
    }

    private String idOf(String role) {
        return world.iam.getRole(r -> r.roleName(role)).role().roleId();
    }

    private void recreate(String role) {
        world.iam.deleteRole(r -> r.roleName(role));
        world.role(role, world.userArn("ann"));
    }

    private @Nullable Refusal encrypt(AwsCredentials caller) {
        return world.refusal(() ->
                world.kms(caller, kms -> kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")))));
    }

    private String grant(String grantee, @Nullable String retiring) {
        return world.kms(
                world.root(),
                kms -> kms.createGrant(r -> r.keyId(key)
                                .granteePrincipal(grantee)
                                .retiringPrincipal(retiring)
                                .operations(GrantOperation.ENCRYPT))
                        .grantId());
    }

    private List<GrantListEntry> grants(@Nullable String grantee) {
        return world.kms(
                world.root(),
                kms -> kms.listGrants(r -> r.keyId(key).granteePrincipal(grantee))
                        .grants());
    }

    private static boolean isDenied(@Nullable Refusal refusal) {
        return refusal != null && refusal.code().startsWith("AccessDenied");
    }

    @Test
    void a_grant_to_a_session() {
        grant(sessionArn("reader"), null);
        String id = idOf("reader") + ":" + SESSION;
        assertThat(encrypt(session("reader"))).isNull();
        assertThat(grants(sessionArn("reader")))
                .extracting(GrantListEntry::granteePrincipal)
                .containsExactly(sessionArn("reader"));

        recreate("reader");

        assertThat(isDenied(encrypt(session("reader")))).isTrue();
        assertThat(grants(null)).extracting(GrantListEntry::granteePrincipal).containsExactly(id);
        assertThat(grants(id)).hasSize(1);
        assertThat(grants(sessionArn("reader"))).isEmpty();
    }

    @Test
    void the_right_of_a_session_to_retire_a_grant() {
        world.role("retirer", world.userArn("ann"));
        String kept = grant(world.userArn("ann"), sessionArn("retirer"));
        String ended = grant(world.userArn("ann"), sessionArn("retirer"));
        AwsCredentials first = session("retirer");
        assertThat(world.refusal(() -> world.kms(
                        first, kms -> kms.retireGrant(r -> r.keyId(keyArn()).grantId(ended)))))
                .isNull();
        String id = idOf("retirer") + ":" + SESSION;

        recreate("retirer");

        AwsCredentials second = session("retirer");
        assertThat(isDenied(world.refusal(() -> world.kms(
                        second, kms -> kms.retireGrant(r -> r.keyId(keyArn()).grantId(kept))))))
                .isTrue();
        assertThat(grants(null)).extracting(GrantListEntry::retiringPrincipal).containsExactly(id);
        assertThat(world.<List<GrantListEntry>>kms(
                        world.root(),
                        kms -> kms.listRetirableGrants(r -> r.retiringPrincipal(sessionArn("retirer")))
                                .grants()))
                .isEmpty();
    }

    private String keyArn() {
        return "arn:aws:kms:" + TestServer.REGION + ":" + world.account + ":key/" + key;
    }

    @Test
    void a_key_policy_that_lets_a_session_in() {
        putKeyPolicy("{'Effect':'Allow','Principal':{'AWS':'" + sessionArn("reader")
                + "'},'Action':'kms:Encrypt','Resource':'*'}");
        String id = idOf("reader") + ":" + SESSION;
        assertThat(encrypt(session("reader"))).isNull();
        assertThat(keyPolicy()).contains("\"" + sessionArn("reader") + "\"").doesNotContain(id);

        recreate("reader");

        assertThat(isDenied(encrypt(session("reader")))).isTrue();
        assertThat(keyPolicy()).contains("\"" + id + "\"").doesNotContain(sessionArn("reader"));
    }

    @Test
    void a_key_policy_that_excepts_a_session_from_a_deny() {
        world.rolePolicy("reader", "Allow", "kms:Encrypt", "*");
        putKeyPolicy("{'Effect':'Deny','NotPrincipal':{'AWS':['" + world.delegation() + "','" + world.roleArn("reader")
                + "','" + sessionArn("reader") + "']},'Action':'kms:Encrypt','Resource':'*'}");
        assertThat(encrypt(session("reader"))).isNull();

        world.iam.deleteRolePolicy(r -> r.roleName("reader").policyName("Allowkms:Encrypt".replace(":", "")));
        recreate("reader");
        world.rolePolicy("reader", "Allow", "kms:Encrypt", "*");

        assertThat(isDenied(encrypt(session("reader")))).isTrue();
    }

    @Test
    void a_trust_policy_that_lets_a_session_in() {
        world.role("writer", sessionArn("reader"));
        String id = idOf("reader") + ":" + SESSION;
        assertThat(world.refusedToAssume(session("reader"), world.roleArn("writer")))
                .isNull();
        assertThat(trust("writer")).contains(sessionArn("reader"));

        recreate("reader");

        assertThat(isDenied(world.refusedToAssume(session("reader"), world.roleArn("writer"))))
                .isTrue();
        assertThat(trust("writer")).contains(id).doesNotContain(sessionArn("reader"));
    }

    @Test
    void a_session_of_a_role_that_does_not_exist_cannot_be_named() {
        assertThat(world.refusal(() -> grant(sessionArn("nobody"), null)))
                .extracting(Refusal::code)
                .isEqualTo("InvalidArnException");
        assertThat(world.refusal(() -> grant("AROAAAAAAAAAAAAAAAAAA:s", null)))
                .extracting(Refusal::code)
                .isEqualTo("InvalidArnException");
        assertThat(world.refusal(() -> world.role("writer", sessionArn("nobody"))))
                .extracting(Refusal::code)
                .isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void what_an_older_trent_stored_by_arn_is_bound_at_the_next_start() {
        putKeyPolicy("{'Effect':'Allow','Principal':{'AWS':['" + sessionArn("reader") + "','" + world.roleArn("reader")
                + "']},'Action':'kms:DescribeKey','Resource':'*'}");
        world.role("writer", sessionArn("reader"));
        grant(sessionArn("reader"), sessionArn("reader"));
        String id = idOf("reader") + ":" + SESSION;
        stop();
        String gone = "arn:aws:sts::" + TestServer.ACCOUNT + ":assumed-role/gone/" + SESSION;
        try (Store store = Store.open("jdbc:sqlite:" + folder.resolve("trent.db"))) {
            store.write(tx -> tx.run(
                    "UPDATE kms_key SET policy = REPLACE(policy, ?, ?)",
                    "\"" + id + "\"",
                    "\"" + sessionArn("reader") + "\",\"" + gone.replace("assumed-role", "assumed\\u002drole") + "\""));
            store.write(tx ->
                    tx.run("UPDATE iam_role SET trust_policy = REPLACE(trust_policy, ?, ?)", id, sessionArn("reader")));
            store.write(tx -> tx.run("UPDATE kms_grant SET grantee = ?, retiring = ?", sessionArn("reader"), gone));
            store.write(tx -> tx.run("INSERT INTO conversion (name) VALUES ('sessions-by-id')"));
        }
        GenuineRows.forgetIn(folder);

        start(folder);

        assertThat(keyPolicy()).contains(sessionArn("reader"), "\"AROA00000000000000000:" + SESSION + "\"");
        assertThat(grants(null))
                .extracting(GrantListEntry::granteePrincipal, GrantListEntry::retiringPrincipal)
                .containsExactly(tuple(sessionArn("reader"), "AROA00000000000000000:" + SESSION));
        assertThat(encrypt(session("reader"))).isNull();
        assertThat(world.refusedToAssume(session("reader"), world.roleArn("writer")))
                .isNull();
        recreate("reader");
        world.role("gone", world.userArn("ann"));
        assertThat(keyPolicy()).contains("\"" + id + "\"").doesNotContain("assumed");
        assertThat(isDenied(encrypt(session("reader")))).isTrue();
        assertThat(isDenied(world.refusal(() -> world.kms(session("gone"), kms -> kms.describeKey(r -> r.keyId(key))))))
                .isTrue();
        assertThat(isDenied(world.refusedToAssume(session("reader"), world.roleArn("writer"))))
                .isTrue();
    }

    private void start(Path data) {
        server = TestServer.start(data);
        world = new World(server, TestServer.ACCOUNT);
    }

    private void putKeyPolicy(String statement) {
        world.kms(
                world.root(),
                kms -> kms.putKeyPolicy(r -> r.keyId(key)
                        .policy(World.document("{'Effect':'Allow','Principal':{'AWS':'" + world.account
                                + "'},'Action':'kms:*','Resource':'*'}," + statement))));
    }

    private String keyPolicy() {
        return world.kms(
                world.root(), kms -> kms.getKeyPolicy(r -> r.keyId(key)).policy());
    }

    private String trust(String role) {
        return URLDecoder.decode(
                world.iam.getRole(r -> r.roleName(role)).role().assumeRolePolicyDocument(), StandardCharsets.UTF_8);
    }
}
