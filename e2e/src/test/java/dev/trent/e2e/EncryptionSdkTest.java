package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.model.CollectionOfErrors;
import software.amazon.cryptography.primitives.model.ECDHCurveSpec;

/// The AWS Encryption SDK for Java works with each kind of keyring that calls KMS. The SDKs for Java and
/// JavaScript read each other's messages.
class EncryptionSdkTest {

    private static final AwsCrypto SDK = AwsCrypto.standard();

    /// The RSA keyring has only the public half of its key. So it refuses the algorithm suites that sign, and
    /// those are the default.
    private static final AwsCrypto UNSIGNED = AwsCrypto.builder()
            .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
            .build();

    private static final Map<String, String> CONTEXT = Map.of("purpose", "e2e", "tenant", "münchen");
    private static final String SECRET = "grüße aus dem test";

    @TempDir
    static Path data;

    @AutoClose
    private static DevServer server;

    private static Keyrings keyrings;

    @BeforeAll
    static void start() {
        server = DevServer.start(data);
        keyrings = new Keyrings(server.kms());
    }

    @Test
    void a_message_under_two_keys_is_decrypted_with_either_and_by_discovery() {
        String generator = server.key();
        String additional = server.key();

        byte[] message = encrypted(SDK, keyrings.both(generator, additional));

        assertThat(decrypted(keyrings.symmetric(generator), message)).isEqualTo(SECRET);
        assertThat(decrypted(keyrings.symmetric(additional), message)).isEqualTo(SECRET);
        assertThat(decrypted(keyrings.discovery(Trent.ACCOUNT), message)).isEqualTo(SECRET);
    }

    @Test
    void discovery_asks_no_key_of_an_account_it_does_not_trust() {
        byte[] message = encrypted(SDK, keyrings.symmetric(server.key()));

        assertThat(refusal(keyrings.discovery("111122223333"), message)).doesNotContain("Service: Kms");
    }

    @Test
    void a_message_under_another_key_or_in_another_context_is_refused() {
        String key = server.key();
        byte[] message = encrypted(SDK, keyrings.symmetric(key));

        assertThat(refusal(keyrings.symmetric(server.key()), message)).doesNotContain("Service: Kms");
        assertThat(refusal(keyrings.symmetric(key), changed(message, "e2e"))).contains("InvalidCiphertextException");
        assertThat(catchException(
                        () -> SDK.decryptData(keyrings.symmetric(key), message, Map.of("purpose", "another"))))
                .isNotNull();
    }

    @Test
    void a_disabled_key_neither_encrypts_nor_decrypts() {
        String key = server.key();
        byte[] message = encrypted(SDK, keyrings.symmetric(key));

        server.kms().disableKey(request -> request.keyId(key));

        assertThat(refusal(keyrings.symmetric(key), message)).contains("DisabledException");
        assertThat(said(catchException(() -> encrypted(SDK, keyrings.symmetric(key)))))
                .contains("DisabledException");
    }

    @Test
    void java_and_javascript_decrypt_each_others_messages() {
        Node node = Node.with(server.trent().environment());
        String generator = server.key();
        String additional = server.key();

        String fromJava = Base64.getEncoder().encodeToString(encrypted(SDK, keyrings.both(generator, additional)));
        byte[] fromJavaScript =
                Base64.getDecoder().decode(node.run("encryption-sdk.mjs", "encrypt", SECRET, generator, additional));

        for (String key : List.of(generator, additional)) {
            assertThat(node.run("encryption-sdk.mjs", "decrypt", key, fromJava)).isEqualTo(SECRET);
            assertThat(decrypted(keyrings.symmetric(key), fromJavaScript)).isEqualTo(SECRET);
        }
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048, RSAES_OAEP_SHA_1", "RSA_2048, RSAES_OAEP_SHA_256", "RSA_3072, RSAES_OAEP_SHA_256"})
    void what_anyone_encrypts_with_a_public_rsa_key_its_owner_decrypts(
            KeySpec spec, EncryptionAlgorithmSpec algorithm) {
        String key = server.key(spec, KeyUsageType.ENCRYPT_DECRYPT);
        String another = server.key(spec, KeyUsageType.ENCRYPT_DECRYPT);
        IKeyring keyring = keyrings.rsa(key, key, algorithm);

        byte[] message = encrypted(UNSIGNED, keyring);
        byte[] misnamed = encrypted(UNSIGNED, keyrings.rsa(key, another, algorithm));

        assertThat(decrypted(keyring, message)).isEqualTo(SECRET);
        assertThat(refusal(keyring, misnamed)).contains("InvalidCiphertextException");
        assertThat(refusal(keyring, changed(message, "e2e"))).contains("Encryption context digest does not match");
        assertThat(refusal(keyrings.rsa(another, another, algorithm), message)).doesNotContain("Service: Kms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521"})
    void two_keys_agree_on_a_secret_and_a_third_does_not(String spec) {
        ECDHCurveSpec curve = ECDHCurveSpec.valueOf(spec);
        String sender = server.key(KeySpec.fromValue(spec), KeyUsageType.KEY_AGREEMENT);
        String recipient = server.key(KeySpec.fromValue(spec), KeyUsageType.KEY_AGREEMENT);
        String third = server.key(KeySpec.fromValue(spec), KeyUsageType.KEY_AGREEMENT);

        byte[] message = encrypted(SDK, keyrings.agreement(sender, recipient, curve));

        assertThat(decrypted(keyrings.agreement(recipient, sender, curve), message))
                .isEqualTo(SECRET);
        assertThat(decrypted(keyrings.agreementDiscovery(recipient, curve), message))
                .isEqualTo(SECRET);
        assertThat(refusal(keyrings.agreement(third, sender, curve), message)).doesNotContain("Service: Kms");
        assertThat(refusal(keyrings.agreementDiscovery(third, curve), message)).doesNotContain("Service: Kms");
        assertThat(refusal(keyrings.agreementDiscovery(recipient, curve), changed(message, "e2e")))
                .contains("Commitment keys do not match");
    }

    @Test
    void a_message_under_a_multi_region_key_is_decrypted_in_the_other_region() {
        String region = "eu-west-1";
        String primary = server.kms()
                .createKey(request -> request.multiRegion(true))
                .keyMetadata()
                .arn();
        String replica = server.kms()
                .replicateKey(request -> request.keyId(primary).replicaRegion(region))
                .replicaKeyMetadata()
                .arn();
        byte[] message = encrypted(SDK, keyrings.multiRegion(server.kms(), primary));
        String single = server.key();
        byte[] here = encrypted(SDK, keyrings.symmetric(single));

        try (KmsClient there = Sdk.pointed(KmsClient.builder(), server.trent().endpoint())
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            IKeyring discovery = keyrings.multiRegionDiscovery(there, region, Trent.ACCOUNT);
            assertThat(decrypted(keyrings.multiRegion(there, replica), message)).isEqualTo(SECRET);
            assertThat(decrypted(discovery, message)).isEqualTo(SECRET);
            assertThat(refusal(discovery, here)).doesNotContain("Service: Kms");
            there.disableKey(request -> request.keyId(replica));
            assertThat(refusal(discovery, message)).contains("DisabledException");
        }
        assertThat(decrypted(keyrings.multiRegion(server.kms(), primary), message))
                .isEqualTo(SECRET);
    }

    private static byte[] encrypted(AwsCrypto sdk, IKeyring keyring) {
        return sdk.encryptData(keyring, SECRET.getBytes(UTF_8), CONTEXT).getResult();
    }

    private static String decrypted(IKeyring keyring, byte[] message) {
        return new String(SDK.decryptData(keyring, message, CONTEXT).getResult(), UTF_8);
    }

    /// Returns all messages of the exceptions if the message is not decrypted.
    private static String refusal(IKeyring keyring, byte[] message) {
        return said(catchException(() -> SDK.decryptData(keyring, message)));
    }

    private static String said(Throwable error) {
        assertThat(error).as("the refusal").isNotNull();
        var said = new StringBuilder(error.toString());
        if (error instanceof CollectionOfErrors collection) {
            collection.list().forEach(each -> said.append('\n').append(said(each)));
        }
        if (error.getCause() != null) {
            said.append('\n').append(said(error.getCause()));
        }
        return said.toString();
    }

    private static byte[] changed(byte[] message, String where) {
        int position = new String(message, ISO_8859_1).indexOf(where);
        assertThat(position).as("where the message says %s", where).isPositive();
        byte[] changed = message.clone();
        changed[position] ^= 1;
        return changed;
    }
}
