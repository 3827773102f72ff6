package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.Ed25519phSigner;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;
import software.amazon.awssdk.services.kms.model.EncapsulationAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Keys of Trent with the cryptography of Bouncy Castle, for algorithms that few other libraries have.
class BouncyCastleTest {

    private static final byte[] MESSAGE = "a message of no special length".getBytes(UTF_8);
    private static final byte[] IDENTITY = "1234567812345678".getBytes(UTF_8);
    private static final int FIELD_BYTES = 32;

    @TempDir
    static Path data;

    @AutoClose
    private static DevServer server;

    @BeforeAll
    static void start() {
        server = DevServer.start(data);
    }

    @Test
    void an_sm2_signature_is_of_the_usual_identity() throws IOException {
        String key = server.key(KeySpec.SM2, KeyUsageType.SIGN_VERIFY);

        byte[] signature = server.sign(key, SigningAlgorithmSpec.SM2_DSA, MESSAGE, MessageType.RAW);

        assertThat(verifiesSm2(key, IDENTITY, signature)).isTrue();
        assertThat(verifiesSm2(key, "another".getBytes(UTF_8), signature)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 1024})
    void what_is_encrypted_with_sm2_outside_is_decrypted(int length) throws IOException, InvalidCipherTextException {
        String key = server.key(KeySpec.SM2, KeyUsageType.ENCRYPT_DECRYPT);
        byte[] plaintext = new byte[length];
        new SecureRandom().nextBytes(plaintext);
        var engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(true, new ParametersWithRandom(publicKey(key), new SecureRandom()));
        byte[] joined = engine.processBlock(plaintext, 0, length);

        assertThat(decrypt(key, der(joined))).isEqualTo(plaintext);
        assertThatExceptionOfType(InvalidCiphertextException.class)
                .as("the parts joined, as older programs write them")
                .isThrownBy(() -> decrypt(key, joined));
    }

    @Test
    void an_sm2_ciphertext_is_the_der_of_its_four_parts() throws IOException {
        String key = server.key(KeySpec.SM2, KeyUsageType.ENCRYPT_DECRYPT);

        byte[] ciphertext = server.kms()
                .encrypt(request -> request.keyId(key)
                        .encryptionAlgorithm(EncryptionAlgorithmSpec.SM2_PKE)
                        .plaintext(SdkBytes.fromByteArray(MESSAGE)))
                .ciphertextBlob()
                .asByteArray();

        ASN1Sequence parts = ASN1Sequence.getInstance(ciphertext);
        assertThat(parts.getEncoded("DER")).isEqualTo(ciphertext);
        assertThat(parts.size()).isEqualTo(4);
        var point = ((ECPublicKeyParameters) publicKey(key))
                .getParameters()
                .getCurve()
                .validatePoint(number(parts, 0), number(parts, 1));
        assertThat(point.isInfinity()).isFalse();
        assertThat(ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets())
                .hasSize(32);
        assertThat(ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets())
                .hasSameSizeAs(MESSAGE)
                .isNotEqualTo(MESSAGE);
    }

    @Test
    void an_sm2_data_key_pair_and_a_key_derive_the_same_secret() throws IOException {
        String key = server.key(KeySpec.SM2, KeyUsageType.KEY_AGREEMENT);
        GenerateDataKeyPairResponse pair = dataKeyPair(DataKeyPairSpec.SM2);

        var agreement = new ECDHBasicAgreement();
        agreement.init(privateKey(pair));
        byte[] theirs = BigIntegers.asUnsignedByteArray(FIELD_BYTES, agreement.calculateAgreement(publicKey(key)));

        assertThat(server.kms()
                        .deriveSharedSecret(request -> request.keyId(key)
                                .keyAgreementAlgorithm(KeyAgreementAlgorithmSpec.ECDH)
                                .publicKey(pair.publicKey()))
                        .sharedSecret()
                        .asByteArray())
                .isEqualTo(theirs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
    void ml_dsa_signs_a_message_and_its_representative_alike(KeySpec spec) throws IOException, CryptoException {
        String key = server.key(spec, KeyUsageType.SIGN_VERIFY);
        var verifier = new MLDSASigner();
        verifier.init(false, publicKey(key));
        verifier.update(MESSAGE, 0, MESSAGE.length);
        byte[] representative = verifier.generateMu();

        byte[] ofMessage = server.sign(key, SigningAlgorithmSpec.ML_DSA_SHAKE_256, MESSAGE, MessageType.RAW);
        byte[] ofRepresentative =
                server.sign(key, SigningAlgorithmSpec.ML_DSA_SHAKE_256, representative, MessageType.EXTERNAL_MU);

        for (byte[] signature : new byte[][] {ofMessage, ofRepresentative}) {
            verifier.init(false, publicKey(key));
            verifier.update(MESSAGE, 0, MESSAGE.length);
            assertThat(verifier.verifySignature(signature)).isTrue();
            assertThat(accepts(key, MESSAGE, MessageType.RAW, signature)).isTrue();
            assertThat(accepts(key, representative, MessageType.EXTERNAL_MU, signature))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
    void what_is_encapsulated_outside_is_decapsulated(KeySpec spec) throws IOException {
        String key = server.key(spec, KeyUsageType.ENCAPSULATE_DECAPSULATE);

        var theirs = new MLKEMGenerator(new SecureRandom()).generateEncapsulated(publicKey(key));

        assertThat(server.kms()
                        .decapsulate(request -> request.keyId(key)
                                .encapsulationAlgorithm(EncapsulationAlgorithmSpec.ML_KEM)
                                .sharedSecretCiphertextBlob(SdkBytes.fromByteArray(theirs.getEncapsulation())))
                        .sharedSecret()
                        .asByteArray())
                .isEqualTo(theirs.getSecret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
    void an_ml_kem_data_key_pair_is_a_pair(DataKeyPairSpec spec) throws IOException {
        GenerateDataKeyPairResponse pair = dataKeyPair(spec);

        var sealed = new MLKEMGenerator(new SecureRandom())
                .generateEncapsulated(
                        PublicKeyFactory.createKey(pair.publicKey().asByteArray()));

        assertThat(new MLKEMExtractor((MLKEMPrivateKeyParameters) privateKey(pair))
                        .extractSecret(sealed.getEncapsulation()))
                .isEqualTo(sealed.getSecret());
    }

    @Test
    void ed25519ph_signs_the_given_digest_as_a_message_that_is_hashed_first() throws IOException {
        String key = server.key(KeySpec.ECC_NIST_EDWARDS25519, KeyUsageType.SIGN_VERIFY);
        byte[] digest = new byte[64];
        new SecureRandom().nextBytes(digest);

        byte[] signature = server.sign(key, SigningAlgorithmSpec.ED25519_PH_SHA_512, digest, MessageType.DIGEST);

        var verifier = new Ed25519phSigner(new byte[0]);
        verifier.init(false, publicKey(key));
        verifier.update(digest, 0, digest.length);
        assertThat(verifier.verifySignature(signature)).isTrue();
    }

    private static AsymmetricKeyParameter publicKey(String key) throws IOException {
        return PublicKeyFactory.createKey(server.publicKey(key));
    }

    private static GenerateDataKeyPairResponse dataKeyPair(DataKeyPairSpec spec) {
        String key = server.kms().createKey().keyMetadata().keyId();
        return server.kms().generateDataKeyPair(request -> request.keyId(key).keyPairSpec(spec));
    }

    private static CipherParameters privateKey(GenerateDataKeyPairResponse pair) throws IOException {
        return PrivateKeyFactory.createKey(pair.privateKeyPlaintext().asByteArray());
    }

    private static boolean accepts(String key, byte[] message, MessageType type, byte[] signature) {
        return server.verify(key, SigningAlgorithmSpec.ML_DSA_SHAKE_256, message, type, signature);
    }

    private static boolean verifiesSm2(String key, byte[] identity, byte[] signature) throws IOException {
        var verifier = new SM2Signer();
        verifier.init(false, new ParametersWithID(publicKey(key), identity));
        verifier.update(MESSAGE, 0, MESSAGE.length);
        return verifier.verifySignature(signature);
    }

    private static byte[] decrypt(String key, byte[] ciphertext) {
        return server.kms()
                .decrypt(request -> request.keyId(key)
                        .encryptionAlgorithm(EncryptionAlgorithmSpec.SM2_PKE)
                        .ciphertextBlob(SdkBytes.fromByteArray(ciphertext)))
                .plaintext()
                .asByteArray();
    }

    /// Returns a ciphertext in DER. The argument has the parts joined: the byte 4, x, y, hash, encrypted text.
    private static byte[] der(byte[] joined) throws IOException {
        int yAt = 1 + FIELD_BYTES;
        int hashAt = yAt + FIELD_BYTES;
        int textAt = hashAt + 32;
        return new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(joined, 1, yAt))),
                    new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(joined, yAt, hashAt))),
                    new DEROctetString(Arrays.copyOfRange(joined, hashAt, textAt)),
                    new DEROctetString(Arrays.copyOfRange(joined, textAt, joined.length))
                })
                .getEncoded("DER");
    }

    private static BigInteger number(ASN1Sequence parts, int index) {
        return ASN1Integer.getInstance(parts.getObjectAt(index)).getPositiveValue();
    }
}
