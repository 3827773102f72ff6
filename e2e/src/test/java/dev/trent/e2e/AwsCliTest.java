package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.e2e.AwsCli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A walk over every operation with the AWS CLI.
class AwsCliTest {

    private static final String NO_SUCH_KEY = "12345678-1234-1234-1234-123456789012";
    private static final String ARN = "arn:aws:kms:us-east-1:" + Trent.ACCOUNT + ":";

    @TempDir
    static Path data;

    private static Trent trent;

    @TempDir
    Path folder;

    private AwsCli aws;

    @BeforeAll
    static void start() {
        ThirdParty.needsAwsCli();
        trent = Trent.dev(data);
    }

    @AfterAll
    static void stop() {
        if (trent != null) {
            trent.close();
        }
    }

    @BeforeEach
    void cli() {
        aws = new AwsCli(trent.shell(folder));
    }

    @Test
    void the_caller_is_the_root_user_of_its_account() {
        String identity =
                aws.run("sts", "get-caller-identity", "--output", "text").succeeded();

        assertThat(identity.split("\\s+"))
                .containsExactly(Trent.ACCOUNT, "arn:aws:iam::" + Trent.ACCOUNT + ":root", Trent.ACCOUNT);
    }

    @Test
    void a_new_key_is_described_as_aws_describes_it() {
        JsonNode created = aws.kms("create-key", "--description", "first", "--tags", "TagKey=team,TagValue=blue")
                .get("KeyMetadata");
        String id = created.get("KeyId").asString();

        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(created.get("Arn").asString()).isEqualTo(ARN + "key/" + id);
        assertThat(created.get("AWSAccountId").asString()).isEqualTo(Trent.ACCOUNT);
        assertThat(created.get("Description").asString()).isEqualTo("first");
        assertThat(created.get("Enabled").asBoolean()).isTrue();
        assertThat(created.get("KeyState").asString()).isEqualTo("Enabled");
        assertThat(created.get("KeyUsage").asString()).isEqualTo("ENCRYPT_DECRYPT");
        assertThat(created.get("KeySpec").asString()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(created.get("CustomerMasterKeySpec").asString()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(created.get("Origin").asString()).isEqualTo("AWS_KMS");
        assertThat(created.get("KeyManager").asString()).isEqualTo("CUSTOMER");
        assertThat(created.get("MultiRegion").asBoolean()).isFalse();
        assertThat(created.get("EncryptionAlgorithms"))
                .extracting(JsonNode::asString)
                .containsExactly("SYMMETRIC_DEFAULT");
        assertThat(created.has("DeletionDate")).isFalse();
        assertThat(aws.kms("describe-key", "--key-id", id).get("KeyMetadata")).isEqualTo(created);
        assertThat(aws.kms("list-resource-tags", "--key-id", id).get("Tags").toString())
                .isEqualTo("[{\"TagKey\":\"team\",\"TagValue\":\"blue\"}]");
    }

    @Test
    void every_form_of_identifier_names_the_same_key() {
        String id = createKey();
        String alias = "alias/forms/" + id;
        aws.kms("create-alias", "--alias-name", alias, "--target-key-id", id);
        Path ciphertext = encrypted(id, "one key, four names");

        for (String name : List.of(id, ARN + "key/" + id, alias, ARN + alias)) {
            assertThat(aws.kmsText("KeyMetadata.Arn", "describe-key", "--key-id", name))
                    .isEqualTo(ARN + "key/" + id);
            assertThat(decoded(aws.kmsText(
                            "Plaintext", "decrypt", "--key-id", name, "--ciphertext-blob", "fileb://" + ciphertext)))
                    .isEqualTo("one key, four names");
        }
    }

    @Test
    void a_disabled_key_refuses_to_work_until_it_is_enabled_again() {
        String id = createKey();
        Path ciphertext = encrypted(id, "sleeping");

        aws.kms("disable-key", "--key-id", id);

        assertThat(aws.kmsText("KeyMetadata.[KeyState,Enabled]", "describe-key", "--key-id", id))
                .isEqualTo("Disabled\tFalse");
        var refusal = new Refusal("DisabledException", ARN + "key/" + id + " is disabled.");
        assertThat(aws.refused("decrypt", "--ciphertext-blob", "fileb://" + ciphertext))
                .isEqualTo(refusal);
        assertThat(aws.refused("generate-data-key", "--key-id", id, "--key-spec", "AES_256"))
                .isEqualTo(refusal);

        aws.kms("enable-key", "--key-id", id);

        assertThat(decrypted(ciphertext)).isEqualTo("sleeping");
    }

    @Test
    void a_description_can_be_changed() {
        String id = createKey();

        aws.kms("update-key-description", "--key-id", id, "--description", "second");

        assertThat(aws.kmsText("KeyMetadata.Description", "describe-key", "--key-id", id))
                .isEqualTo("second");
    }

    @Test
    void a_deletion_is_scheduled_and_cancelled() {
        String id = createKey();
        String arn = ARN + "key/" + id;
        Path ciphertext = encrypted(id, "nearly lost");

        JsonNode scheduled = aws.kms("schedule-key-deletion", "--key-id", id, "--pending-window-in-days", "7");

        assertThat(scheduled.get("KeyId").asString()).isEqualTo(arn);
        assertThat(scheduled.get("KeyState").asString()).isEqualTo("PendingDeletion");
        assertThat(scheduled.get("PendingWindowInDays").asInt()).isEqualTo(7);
        assertThat(scheduled.has("DeletionDate")).isTrue();
        var refusal = new Refusal("KMSInvalidStateException", arn + " is pending deletion.");
        assertThat(aws.refused("decrypt", "--ciphertext-blob", "fileb://" + ciphertext))
                .isEqualTo(refusal);
        assertThat(aws.refused("schedule-key-deletion", "--key-id", id)).isEqualTo(refusal);

        assertThat(aws.kmsText("KeyId", "cancel-key-deletion", "--key-id", id)).isEqualTo(arn);

        JsonNode metadata = aws.kms("describe-key", "--key-id", id).get("KeyMetadata");
        assertThat(metadata.get("KeyState").asString()).isEqualTo("Disabled");
        assertThat(metadata.has("DeletionDate")).isFalse();
        aws.kms("enable-key", "--key-id", id);
        assertThat(decrypted(ciphertext)).isEqualTo("nearly lost");
    }

    @Test
    void an_alias_is_made_moved_listed_and_deleted() {
        String first = createKey();
        String second = createKey();
        String alias = "alias/moving-" + first;
        String target = "Aliases[?AliasName=='" + alias + "'].TargetKeyId";

        aws.kms("create-alias", "--alias-name", alias, "--target-key-id", first);

        assertThat(aws.kmsText(target, "list-aliases")).isEqualTo(first);
        assertThat(aws.refused("create-alias", "--alias-name", alias, "--target-key-id", second))
                .isEqualTo(new Refusal(
                        "AlreadyExistsException", "An alias with the name " + ARN + alias + " already exists"));

        aws.kms("update-alias", "--alias-name", alias, "--target-key-id", second);

        assertThat(aws.kmsText(target, "list-aliases", "--key-id", second)).isEqualTo(second);
        assertThat(aws.kms("list-aliases", "--key-id", first).get("Aliases")).isEmpty();

        aws.kms("delete-alias", "--alias-name", alias);

        assertThat(aws.refused("describe-key", "--key-id", alias))
                .isEqualTo(new Refusal("NotFoundException", "Alias " + ARN + alias + " is not found."));
    }

    @Test
    void tags_are_added_overwritten_and_removed() {
        String id = createKey();
        aws.kms("tag-resource", "--key-id", id, "--tags", "TagKey=a,TagValue=1", "TagKey=b,TagValue=2");
        aws.kms("tag-resource", "--key-id", id, "--tags", "TagKey=a,TagValue=3");
        aws.kms("untag-resource", "--key-id", id, "--tag-keys", "b", "never-there");

        assertThat(aws.kms("list-resource-tags", "--key-id", id).get("Tags").toString())
                .isEqualTo("[{\"TagKey\":\"a\",\"TagValue\":\"3\"}]");
    }

    @Test
    void a_key_policy_is_read_and_replaced() {
        String id = createKey();
        String policy = """
                {"Version":"2012-10-17","Id":"mine","Statement":[{"Sid":"root","Effect":"Allow",\
                "Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:*","Resource":"*"}]}""";

        assertThat(aws.kmsText("Policy", "get-key-policy", "--key-id", id, "--policy-name", "default"))
                .contains("key-default-1", "Enable IAM User Permissions");

        aws.kms("put-key-policy", "--key-id", id, "--policy-name", "default", "--policy", policy);

        assertThat(aws.kmsText("Policy", "get-key-policy", "--key-id", id)).contains("\"mine\"");
        assertThat(aws.kmsText("PolicyNames", "list-key-policies", "--key-id", id))
                .isEqualTo("default");
        assertThat(aws.refused("put-key-policy", "--key-id", id, "--policy-name", "default", "--policy", "{}")
                        .code())
                .isEqualTo("MalformedPolicyDocumentException");
    }

    @Test
    void a_ciphertext_is_bound_to_its_encryption_context() {
        String id = createKey();
        Path plaintext = file("plain", "bound".getBytes(UTF_8));
        Path ciphertext = file(
                "bound",
                Base64.getDecoder()
                        .decode(aws.kmsText(
                                "CiphertextBlob",
                                "encrypt",
                                "--key-id",
                                id,
                                "--plaintext",
                                "fileb://" + plaintext,
                                "--encryption-context",
                                "table=users,column=name")));

        assertThat(decoded(aws.kmsText(
                        "Plaintext",
                        "decrypt",
                        "--ciphertext-blob",
                        "fileb://" + ciphertext,
                        "--encryption-context",
                        "column=name,table=users")))
                .isEqualTo("bound");
        assertThat(aws.refused("decrypt", "--ciphertext-blob", "fileb://" + ciphertext))
                .isEqualTo(new Refusal("InvalidCiphertextException", ""));
    }

    @Test
    void a_ciphertext_moves_to_another_key_without_showing_its_plaintext() {
        String source = createKey();
        String destination = createKey();
        Path ciphertext = encrypted(source, "moved");

        JsonNode moved = aws.kms(
                "re-encrypt",
                "--ciphertext-blob",
                "fileb://" + ciphertext,
                "--destination-key-id",
                destination,
                "--destination-encryption-context",
                "now=there");

        assertThat(moved.get("SourceKeyId").asString()).isEqualTo(ARN + "key/" + source);
        assertThat(moved.get("KeyId").asString()).isEqualTo(ARN + "key/" + destination);
        assertThat(moved.has("Plaintext")).isFalse();
        Path there = file(
                "moved", Base64.getDecoder().decode(moved.get("CiphertextBlob").asString()));
        JsonNode opened =
                aws.kms("decrypt", "--ciphertext-blob", "fileb://" + there, "--encryption-context", "now=there");
        assertThat(opened.get("KeyId").asString()).isEqualTo(ARN + "key/" + destination);
        assertThat(decoded(opened.get("Plaintext").asString())).isEqualTo("moved");
    }

    @Test
    void a_data_key_comes_open_and_sealed() {
        String id = createKey();

        JsonNode pair = aws.kms("generate-data-key", "--key-id", id, "--key-spec", "AES_256");
        JsonNode sealed = aws.kms("generate-data-key-without-plaintext", "--key-id", id, "--number-of-bytes", "48");

        byte[] open = Base64.getDecoder().decode(pair.get("Plaintext").asString());
        assertThat(open).hasSize(32);
        assertThat(opened(pair)).isEqualTo(open);
        assertThat(sealed.has("Plaintext")).isFalse();
        assertThat(opened(sealed)).hasSize(48);
        assertThat(aws.refused("generate-data-key", "--key-id", id))
                .isEqualTo(new Refusal("ValidationException", "Please specify either number of bytes or key spec."));
    }

    @Test
    void random_bytes_have_the_length_asked_for_and_differ() {
        String one = aws.kmsText("Plaintext", "generate-random", "--number-of-bytes", "64");
        String other = aws.kmsText("Plaintext", "generate-random", "--number-of-bytes", "64");

        assertThat(Base64.getDecoder().decode(one)).hasSize(64);
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void pages_join_to_the_whole_list() {
        var made = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            made.add(createKey());
        }

        String paged = aws.kmsText("Keys[].KeyId", "list-keys", "--page-size", "2");
        JsonNode first = aws.kms("list-keys", "--max-items", "2", "--page-size", "2");

        assertThat(paged.split("\\s+")).containsAll(made).doesNotHaveDuplicates();
        assertThat(first.get("Keys")).hasSize(2);
        assertThat(first.has("NextToken")).isTrue();
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertThat(aws.refused("describe-key", "--key-id", NO_SUCH_KEY))
                .isEqualTo(new Refusal("NotFoundException", "Key '" + ARN + "key/" + NO_SUCH_KEY + "' does not exist"));
        assertThat(aws.refused("describe-key", "--key-id", "nonsense"))
                .isEqualTo(new Refusal("NotFoundException", "Invalid keyId 'nonsense'"));
    }

    @Test
    void a_wrong_secret_is_refused() {
        var stranger = new AwsCli(new Shell(folder, trent.environment("test", "not-the-secret")));

        assertThat(stranger.refused("list-keys").code()).isEqualTo("InvalidSignatureException");
    }

    private String createKey() {
        return aws.kmsText("KeyMetadata.KeyId", "create-key");
    }

    private Path encrypted(String key, String plaintext) {
        Path open = file("open", plaintext.getBytes(UTF_8));
        String blob = aws.kmsText("CiphertextBlob", "encrypt", "--key-id", key, "--plaintext", "fileb://" + open);
        return file("sealed", Base64.getDecoder().decode(blob));
    }

    private String decrypted(Path ciphertext) {
        return decoded(aws.kmsText("Plaintext", "decrypt", "--ciphertext-blob", "fileb://" + ciphertext));
    }

    private byte[] opened(JsonNode answer) {
        Path blob = file(
                "blob", Base64.getDecoder().decode(answer.get("CiphertextBlob").asString()));
        return Base64.getDecoder().decode(aws.kmsText("Plaintext", "decrypt", "--ciphertext-blob", "fileb://" + blob));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }

    private Path file(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError("cannot write " + name, e);
        }
    }
}
