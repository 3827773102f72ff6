package dev.trent.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Fold;
import dev.trent.cli.TestServer;
import dev.trent.sts.World.Refusal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.model.Tag;

/// Some characters become Latin letters only by Unicode case folding. A tag key with such a character is not
/// the key with the letter, neither in the request nor in a policy. Through the front door.
class FoldingTest {
    private static TestServer server;
    private static long accounts = 300_000_000_000L;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static final String USE_BY_TAG = "{'Effect':'Allow','Action':'kms:ListKeys','Resource':'*',"
            + "'Condition':{'StringEquals':{'aws:PrincipalTag/KEY':'high'}}}";

    /// @param written with the Kelvin sign, the long s, the capital I with a dot
    @ParameterizedTest
    @CsvSource({"ran\u212A, rank", "\u212Aind, kind", "cla\u017Fs, class", "\u0130tem, item"})
    void a_session_tag_is_not_another(String written, String denied) {
        try (World world = new World(server, Long.toString(accounts++))) {
            AwsCredentials ann = world.user("ann");
            world.userPolicy("ann", "Allow", "sts:TagSession", "*");
            String trust = World.allowing(world.userArn("ann"))
                    + ",{'Effect':'Deny','Principal':{'AWS':'*'},'Action':'sts:TagSession',"
                    + "'Condition':{'Null':{'aws:RequestTag/rank':'false'}}}";
            String role = world.roleOf("worker", trust.replace("rank", escaped(denied)));
            world.iam.putRolePolicy(r -> r.roleName("worker")
                    .policyName("use")
                    .policyDocument(World.document(USE_BY_TAG.replace("KEY", escaped(denied)))));

            assertThat(world.refusedToAssume(ann, role, r -> r.tags(tag(denied))))
                    .isNotNull();
            AwsCredentials session = world.assume(ann, role, r -> r.tags(tag(written)));
            Refusal refused = world.refusal(() -> world.kms(session, kms -> kms.listKeys()));
            assertThat(refused).isNotNull().extracting(Refusal::code).isEqualTo("AccessDeniedException");
        }
    }

    @ParameterizedTest
    @CsvSource({"ran\u212A, rank", "cla\u017Fs, class", "\u0130tem, item"})
    void a_users_tag_is_not_another(String written, String asked) {
        try (World world = new World(server, Long.toString(accounts++))) {
            AwsCredentials ann = world.user("ann");
            world.iam.tagUser(r -> r.userName("ann").tags(iamTag(written), iamTag(Fold.capitals(asked))));
            assertThat(world.iam.listUserTags(r -> r.userName("ann")).tags()).hasSize(2);
            world.iam.untagUser(r -> r.userName("ann").tagKeys(asked));
            assertThat(world.iam.listUserTags(r -> r.userName("ann")).tags()).containsExactly(iamTag(written));
            world.iam.putUserPolicy(r -> r.userName("ann")
                    .policyName("use")
                    .policyDocument(World.document(USE_BY_TAG.replace("KEY", escaped(asked)))));
            assertThat(world.refusal(() -> world.kms(ann, kms -> kms.listKeys())))
                    .isNotNull();
        }
    }

    /// Escapes characters above U+00FF, because a policy document cannot contain them.
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            escaped.append(c < 0x80 ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return escaped.toString();
    }

    private static software.amazon.awssdk.services.sts.model.Tag tag(String key) {
        return software.amazon.awssdk.services.sts.model.Tag.builder()
                .key(key)
                .value("high")
                .build();
    }

    private static Tag iamTag(String key) {
        return Tag.builder().key(key).value("high").build();
    }
}
