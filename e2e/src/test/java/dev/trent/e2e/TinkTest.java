package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.kms.AWSKMS;
import com.amazonaws.services.kms.AWSKMSClientBuilder;
import com.amazonaws.services.kms.model.DisabledException;
import com.amazonaws.services.kms.model.InvalidCiphertextException;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.integration.awskms.AwsKmsAead;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tink with a remote key in KMS: its envelopes, and its stored keysets. It brings version 1 of the AWS SDK for
/// Java.
class TinkTest {

    private static final Configuration TINK = AeadConfig2026.get();
    private static final byte[] SECRET = "the secret of this test".getBytes(UTF_8);
    private static final byte[] ASSOCIATED = "row 17".getBytes(UTF_8);

    @TempDir
    static Path data;

    @AutoClose
    private static DevServer server;

    private static AWSKMS tinksOwn;

    @BeforeAll
    static void start() throws GeneralSecurityException {
        AeadConfig.register();
        server = DevServer.start(data);
        tinksOwn = AWSKMSClientBuilder.standard()
                .withEndpointConfiguration(
                        new EndpointConfiguration(server.trent().endpoint().toString(), Trent.REGION))
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials("test", "test")))
                .build();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            tinksOwn.shutdown();
        }
    }

    @Test
    void an_envelope_is_opened_by_its_key_and_with_its_associated_data_only() throws GeneralSecurityException {
        Aead envelopes = envelopes(server.key());
        byte[] envelope = envelopes.encrypt(SECRET, ASSOCIATED);

        assertThat(envelopes.decrypt(envelope, ASSOCIATED)).isEqualTo(SECRET);
        refused(envelopes, envelope, "row 18".getBytes(UTF_8));
        refused(envelopes(server.key()), envelope, ASSOCIATED);
        for (int position : new int[] {3, 40, envelope.length - 1}) {
            byte[] changed = envelope.clone();
            changed[position] ^= 1;
            refused(envelopes, changed, ASSOCIATED);
        }
    }

    @Test
    void what_kms_encrypts_itself_is_bound_to_its_associated_data() throws GeneralSecurityException {
        Aead remote = new AwsKmsAead(tinksOwn, server.key());
        byte[] ciphertext = remote.encrypt(SECRET, ASSOCIATED);

        assertThat(remote.decrypt(ciphertext, ASSOCIATED)).isEqualTo(SECRET);
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> remote.decrypt(ciphertext, new byte[0]))
                .withCauseInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void a_keyset_at_rest_is_opened_by_its_key_until_it_is_disabled() throws GeneralSecurityException {
        String key = server.key();
        Aead remote = new AwsKmsAead(tinksOwn, key);
        KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
        String atRest = TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(keyset, remote, ASSOCIATED, TINK);

        byte[] ciphertext = primitive(keyset).encrypt(SECRET, ASSOCIATED);
        KeysetHandle opened = TinkJsonProtoKeysetFormat.parseEncryptedKeyset(atRest, remote, ASSOCIATED, TINK);
        server.kms().disableKey(request -> request.keyId(key));

        assertThat(primitive(opened).decrypt(ciphertext, ASSOCIATED)).isEqualTo(SECRET);
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> TinkJsonProtoKeysetFormat.parseEncryptedKeyset(atRest, remote, ASSOCIATED, TINK))
                .withRootCauseInstanceOf(DisabledException.class);
    }

    private static void refused(Aead aead, byte[] ciphertext, byte[] associated) {
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> aead.decrypt(ciphertext, associated));
    }

    private static Aead envelopes(String key) throws GeneralSecurityException {
        return KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, new AwsKmsAead(tinksOwn, key));
    }

    private static Aead primitive(KeysetHandle keyset) throws GeneralSecurityException {
        return keyset.getPrimitive(TINK, Aead.class);
    }
}
