package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key does not rotate by itself unless somebody enables rotation: keys of several kinds, in several states.
class GetKeyRotationStatusTest {
    @Test
    void no_key_rotates(@TempDir Path data) {
        try (TestServer server = TestServer.start(data)) {
            for (String kind : List.of(
                    "{}",
                    "{\"KeySpec\":\"ECC_NIST_P256\",\"KeyUsage\":\"SIGN_VERIFY\"}",
                    "{\"KeySpec\":\"HMAC_256\",\"KeyUsage\":\"GENERATE_VERIFY_MAC\"}",
                    "{\"KeySpec\":\"ML_KEM_512\",\"KeyUsage\":\"ENCAPSULATE_DECAPSULATE\"}")) {
                String created = server.kms("CreateKey", kind).body();
                String arn = created.replaceAll(".*\"Arn\":\"([^\"]*)\".*", "$1");
                String byArn = "{\"KeyId\":\"" + arn + "\"}";
                String byId = "{\"KeyId\":\"" + arn.substring(arn.lastIndexOf('/') + 1) + "\"}";
                TestServer.Answer off =
                        new TestServer.Answer(200, "{\"KeyId\":\"" + arn + "\",\"KeyRotationEnabled\":false}");
                assertThat(server.kms("GetKeyRotationStatus", byId)).isEqualTo(off);
                assertThat(server.kms("GetKeyRotationStatus", byArn)).isEqualTo(off);
                server.kms("DisableKey", byId);
                assertThat(server.kms("GetKeyRotationStatus", byId)).isEqualTo(off);
                server.kms("ScheduleKeyDeletion", byId);
                assertThat(server.kms("GetKeyRotationStatus", byId)).isEqualTo(off);
            }
        }
    }
}
