package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every kind of key and every algorithm, checked with OpenSSL and the Python package `cryptography`.
///
/// The scripts share one server. They also share one key of each kind, through its alias.
class CryptographyTest {

    private static final JsonMapper JSON = new JsonMapper();

    /// The parts of requests that the audit log shows. It does not show the input of signatures, encryptions
    /// and MACs.
    private static final Map<String, Set<String>> RECORDED = Map.of(
            "Sign", Set.of("keyId", "messageType", "signingAlgorithm"),
            "Verify", Set.of("keyId", "messageType", "signingAlgorithm"),
            "GenerateMac", Set.of("keyId", "macAlgorithm"),
            "VerifyMac", Set.of("keyId", "macAlgorithm"),
            "DeriveSharedSecret", Set.of("keyId", "keyAgreementAlgorithm"),
            "Encapsulate", Set.of("keyId", "encapsulationAlgorithm"),
            "Decapsulate", Set.of("keyId", "encapsulationAlgorithm"),
            "GenerateDataKeyPair", Set.of("keyId", "keyPairSpec", "encryptionContext"),
            "GenerateDataKeyPairWithoutPlaintext", Set.of("keyId", "keyPairSpec", "encryptionContext"),
            "GetPublicKey", Set.of("keyId"));

    @TempDir
    static Path data;

    private static Trent trent;

    private static String python;

    @BeforeAll
    static void start() {
        ThirdParty.needsOpenssl();
        python = ThirdParty.pythonWithBoto3AndCryptography();
        trent = Trent.dev(data);
    }

    @AfterAll
    static void stop() {
        if (trent != null) {
            trent.close();
        }
    }

    @Test
    void every_kind_of_key_is_listed_as_aws_lists_it_and_its_public_key_loads() {
        run("kinds_of_keys.py");
    }

    @Test
    void others_accept_what_is_signed() {
        run("signing.py");
    }

    @Test
    void what_others_encrypt_is_decrypted() {
        run("public_key_encryption.py");
    }

    @Test
    void others_derive_the_same_secret() {
        run("key_agreement.py");
    }

    @Test
    void what_others_encapsulate_is_decapsulated() {
        run("encapsulation.py");
    }

    @Test
    void a_mac_is_verified_by_its_key_alone() {
        run("macs.py");
    }

    @Test
    void a_data_key_pair_works_outside() {
        run("data_key_pairs.py");
    }

    @Test
    void bytes_changed_at_random_are_refused_and_break_nothing() {
        run("mutations.py");
    }

    @Test
    void every_operation_is_tried_granted_and_refused_alike() {
        run("request_options.py");

        var seen = new HashSet<String>();
        records().filter(record -> RECORDED.containsKey(name(record))).forEach(record -> {
            seen.add(name(record));
            Set<String> expected = new HashSet<>(RECORDED.get(name(record)));
            // It is there if it is true.
            expected.add("dryRun");
            assertThat(record.path("requestParameters").propertyNames())
                    .as(record.toString())
                    .isSubsetOf(expected);
            assertThat(record.path("responseElements").isNull())
                    .as(record.toString())
                    .isTrue();
        });
        assertThat(seen).isEqualTo(RECORDED.keySet());
    }

    private static String name(JsonNode record) {
        return record.path("eventName").asString("");
    }

    private static Stream<JsonNode> records() {
        return AuditLines.of(data).map(JSON::readTree);
    }

    private static void run(String script) {
        trent.shell(Checkout.PYTHON).run(python, script).succeeded();
    }
}
