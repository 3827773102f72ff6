package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.Installation.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.Tag;

/// The tag `_custom_id_` of CreateKey chooses the id of a key in `trent dev`, and is a plain tag elsewhere.
class ChosenIdTest {
    private static final String ID = "bffb20d8-35ca-4408-9d54-f775b929b38d";

    @TempDir
    Path folder;

    private static String request(String id) {
        return "{\"Tags\":[{\"TagKey\":\"stage\",\"TagValue\":\"test\"},"
                + "{\"TagKey\":\"_custom_id_\",\"TagValue\":\"" + id + "\"}]}";
    }

    @Test
    void a_key_has_the_id_that_its_tag_chooses() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.kms("CreateKey", request(ID)).body())
                    .contains("\"KeyId\":\"" + ID + "\"")
                    .contains(":key/" + ID + "\"");
            String named = "{\"KeyId\":\"" + ID + "\"}";
            assertThat(server.kms("DescribeKey", named).status()).isEqualTo(200);
            assertThat(server.kms("ListResourceTags", named).body()).contains("_custom_id_", "stage");
            String plain = "{\"KeyId\":\"" + ID + "\",\"Plaintext\":\"AAAA\"}";
            assertThat(server.kms("Encrypt", plain).status()).isEqualTo(200);
        }
    }

    @Test
    void an_id_that_is_taken_or_no_id_is_refused() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.kms("CreateKey", request(ID)).status()).isEqualTo(200);
            assertThat(server.kms("CreateKey", request(ID)).body())
                    .isEqualTo("{\"__type\":\"AlreadyExistsException\",\"message\":\"A key with the id " + ID
                            + " exists already.\"}");
            // An id is one of a Region.
            assertThat(server.kms(TestServer.ACCOUNT, "us-west-2", "CreateKey", request(ID))
                            .status())
                    .isEqualTo(200);
            for (String wrong : List.of("", "my-key", "BFFB20D8-35CA-4408-9D54-F775B929B38D", ID + "0", "alias/a")) {
                assertThat(server.kms("CreateKey", request(wrong)).body())
                        .as(wrong)
                        .contains("ValidationException", "_custom_id_");
            }
            assertThat(server.kms("ListKeys", "{}").body()).containsOnlyOnce("KeyArn");
        }
    }

    @Test
    void in_production_it_is_a_plain_tag() throws IOException {
        Installation installation = new Installation(folder);
        Shown key = installation.init();
        try (Trent trent = installation.start();
                KmsClient kms = Installation.client(trent, key)) {
            Tag tag = Tag.builder().tagKey("_custom_id_").tagValue(ID).build();
            Tag other = Tag.builder()
                    .tagKey("_custom_key_material_")
                    .tagValue("AAAA")
                    .build();
            String keyId = kms.createKey(request -> request.tags(tag, other))
                    .keyMetadata()
                    .keyId();
            assertThat(keyId).isNotEqualTo(ID);
            assertThat(kms.listResourceTags(request -> request.keyId(keyId)).tags())
                    .containsExactly(tag, other);
        }
    }
}
