package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.MovedClock;
import dev.trent.cli.TestServer;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.ExpiredImportTokenException;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.ImportState;
import software.amazon.awssdk.services.kms.model.ImportType;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.IncorrectKeyMaterialException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidImportTokenException;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;
import software.amazon.awssdk.services.kms.model.WrappingKeySpec;

/// Imported key material: it is imported, used, deleted, and imported again.
class ImportTest {
    private static final SdkBytes HELLO = SdkBytes.fromUtf8String("hello");

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static KmsClient kms;
    private static MovedClock clock;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        kms = server.client(TestServer.ACCOUNT, TestServer.REGION);
        clock = new MovedClock(server.uri());
    }

    @AfterAll
    static void stop() {
        kms.close();
        server.close();
    }

    private static String external(KeySpec spec, KeyUsageType usage) {
        return kms.createKey(request -> request.keySpec(spec).keyUsage(usage).origin(OriginType.EXTERNAL))
                .keyMetadata()
                .keyId();
    }

    private static String external() {
        return external(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
    }

    private static byte[] material(int fill) {
        byte[] material = new byte[32];
        Arrays.fill(material, (byte) fill);
        return material;
    }

    private static GetParametersForImportResponse parameters(String key, AlgorithmSpec algorithm) {
        return kms.getParametersForImport(
                request -> request.keyId(key).wrappingAlgorithm(algorithm).wrappingKeySpec(WrappingKeySpec.RSA_2048));
    }

    private static byte[] wrap(GetParametersForImportResponse parameters, AlgorithmSpec algorithm, byte[] material) {
        try {
            PublicKey key = KeyFactory.getInstance("RSA")
                    .generatePublic(
                            new X509EncodedKeySpec(parameters.publicKey().asByteArray()));
            return switch (algorithm) {
                case RSAES_OAEP_SHA_1 -> oaep(key, "SHA-1", material);
                case RSAES_OAEP_SHA_256 -> oaep(key, "SHA-256", material);
                case RSA_AES_KEY_WRAP_SHA_1 -> joined(oaep(key, "SHA-1", material(9)), kwp(material(9), material));
                case RSA_AES_KEY_WRAP_SHA_256 -> joined(oaep(key, "SHA-256", material(9)), kwp(material(9), material));
                default -> throw new AssertionError(algorithm);
            };
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] oaep(PublicKey key, String hash, byte[] plaintext) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                key,
                new OAEPParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT));
        return cipher.doFinal(plaintext);
    }

    private static byte[] kwp(byte[] kek, byte[] plaintext) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding");
        cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(kek, "AES"));
        return cipher.wrap(new SecretKeySpec(plaintext, "RAW"));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static ImportKeyMaterialRequest.Builder request(String key, AlgorithmSpec algorithm, byte[] material) {
        GetParametersForImportResponse parameters = parameters(key, algorithm);
        return ImportKeyMaterialRequest.builder()
                .keyId(key)
                .importToken(parameters.importToken())
                .encryptedKeyMaterial(SdkBytes.fromByteArray(wrap(parameters, algorithm, material)))
                .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);
    }

    private static ImportKeyMaterialRequest.Builder request(String key, byte[] material) {
        return request(key, AlgorithmSpec.RSAES_OAEP_SHA_256, material);
    }

    private static ImportKeyMaterialResponse importInto(String key, byte[] material) {
        return kms.importKeyMaterial(request(key, material).build());
    }

    private static DescribeKeyResponse describe(String key) {
        return kms.describeKey(request -> request.keyId(key));
    }

    private static KeyState state(String key) {
        return describe(key).keyMetadata().keyState();
    }

    private static SdkBytes encrypt(String key) {
        return kms.encrypt(request -> request.keyId(key).plaintext(HELLO)).ciphertextBlob();
    }

    private static void opens(SdkBytes ciphertext) {
        assertThat(kms.decrypt(request -> request.ciphertextBlob(ciphertext)).plaintext())
                .isEqualTo(HELLO);
    }

    @ParameterizedTest
    @EnumSource(
            value = AlgorithmSpec.class,
            names = {"RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "RSA_AES_KEY_WRAP_SHA_1", "RSA_AES_KEY_WRAP_SHA_256"})
    void a_symmetric_key_works_with_the_material_that_was_imported(AlgorithmSpec algorithm) {
        String key = external();
        assertThat(state(key)).isEqualTo(KeyState.PENDING_IMPORT);
        assertThatThrownBy(() -> encrypt(key))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining(" is pending import.");

        ImportKeyMaterialResponse answer =
                kms.importKeyMaterial(request(key, algorithm, material(1)).build());

        assertThat(answer.keyId()).endsWith(":key/" + key);
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
        assertThat(describe(key).keyMetadata().currentKeyMaterialId()).isEqualTo(answer.keyMaterialId());
        assertThat(describe(key).keyMetadata().expirationModel())
                .isEqualTo(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);
        opens(encrypt(key));
    }

    @Test
    void an_hmac_key_makes_the_macs_of_the_imported_material() throws GeneralSecurityException {
        String key = external(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC);
        assertThat(importInto(key, material(5)).keyMaterialId()).isNull();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(material(5), "HmacSHA256"));
        assertThat(kms.generateMac(request ->
                                request.keyId(key).message(HELLO).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))
                        .mac()
                        .asByteArray())
                .isEqualTo(mac.doFinal(HELLO.asByteArray()));
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256, EC, secp256r1, ECDSA_SHA_256, SHA256withECDSA",
        "ECC_NIST_P384, EC, secp384r1, ECDSA_SHA_384, SHA384withECDSA",
        "ECC_NIST_P521, EC, secp521r1, ECDSA_SHA_512, SHA512withECDSA",
        "ECC_NIST_EDWARDS25519, Ed25519, -, ED25519_SHA_512, Ed25519",
        "RSA_2048, RSA, 2048, RSASSA_PKCS1_V1_5_SHA_256, SHA256withRSA",
        "ML_DSA_44, ML-DSA-44, -, ML_DSA_SHAKE_256, ML-DSA",
    })
    void a_pair_of_keys_signs_as_the_imported_private_half(
            KeySpec spec, String kind, String size, SigningAlgorithmSpec algorithm, String jca)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        switch (kind) {
            case "EC" -> generator.initialize(new ECGenParameterSpec(size));
            case "RSA" -> generator.initialize(Integer.parseInt(size));
            default -> {
                // The algorithm has only one size.
            }
        }
        var pair = generator.generateKeyPair();
        String key = external(spec, KeyUsageType.SIGN_VERIFY);
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        kms.importKeyMaterial(
                request(key, AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_256, pkcs8).build());

        assertThat(kms.getPublicKey(request -> request.keyId(key)).publicKey().asByteArray())
                .isEqualTo(pair.getPublic().getEncoded());
        SdkBytes signature = kms.sign(
                        request -> request.keyId(key).message(HELLO).signingAlgorithm(algorithm))
                .signature();
        Signature verifier = Signature.getInstance(jca);
        verifier.initVerify(pair.getPublic());
        verifier.update(HELLO.asByteArray());
        assertThat(verifier.verify(signature.asByteArray())).isTrue();

        kms.deleteImportedKeyMaterial(request -> request.keyId(key));
        byte[] other = generator.generateKeyPair().getPrivate().getEncoded();
        assertThatThrownBy(() -> kms.importKeyMaterial(request(key, AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_256, other)
                        .build()))
                .isInstanceOf(IncorrectKeyMaterialException.class);
        kms.importKeyMaterial(
                request(key, AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_256, pkcs8).build());
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void deleted_material_comes_back_and_opens_what_it_sealed() {
        String key = external();
        String material = importInto(key, material(1)).keyMaterialId();
        SdkBytes ciphertext = encrypt(key);
        assertThat(kms.deleteImportedKeyMaterial(request -> request.keyId(key)).keyMaterialId())
                .isEqualTo(material);
        assertThat(state(key)).isEqualTo(KeyState.PENDING_IMPORT);
        assertThat(describe(key).keyMetadata().expirationModel()).isNull();
        assertThat(describe(key).keyMetadata().currentKeyMaterialId()).isEqualTo(material);
        assertThatThrownBy(() -> opens(ciphertext)).isInstanceOf(KmsInvalidStateException.class);
        assertThatThrownBy(() -> importInto(key, material(2))).isInstanceOf(IncorrectKeyMaterialException.class);

        assertThat(importInto(key, material(1)).keyMaterialId()).isEqualTo(material);
        opens(ciphertext);
    }

    @Test
    void further_material_waits_for_a_rotation_on_demand() {
        String key = external();
        String first = importInto(key, material(1)).keyMaterialId();
        SdkBytes before = encrypt(key);
        assertThatThrownBy(() -> kms.rotateKeyOnDemand(request -> request.keyId(key)))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining("No available key material pending rotation for the key: arn:aws:kms:");
        String second = kms.importKeyMaterial(request(key, material(2))
                        .importType(ImportType.NEW_KEY_MATERIAL)
                        .keyMaterialDescription("the second")
                        .build())
                .keyMaterialId();
        assertThat(describe(key).keyMetadata().currentKeyMaterialId()).isEqualTo(first);
        ImportKeyMaterialRequest third = request(key, material(3))
                .importType(ImportType.NEW_KEY_MATERIAL)
                .build();
        assertThatThrownBy(() -> kms.importKeyMaterial(third))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining("because another key material (id: " + second + ") is pending rotation.");
        assertThat(all(key).getLast())
                .returns(KeyMaterialState.PENDING_ROTATION, RotationsListEntry::keyMaterialState)
                .returns("the second", RotationsListEntry::keyMaterialDescription)
                .returns(ImportState.IMPORTED, RotationsListEntry::importState);

        kms.rotateKeyOnDemand(request -> request.keyId(key));

        assertThat(describe(key).keyMetadata().currentKeyMaterialId()).isEqualTo(second);
        opens(before);
        opens(encrypt(key));
        kms.deleteImportedKeyMaterial(request -> request.keyId(key).keyMaterialId(first));
        assertThat(state(key)).isEqualTo(KeyState.PENDING_IMPORT);
        assertThat(all(key).getFirst().importState()).isEqualTo(ImportState.PENDING_IMPORT);
        importInto(key, material(1));
        opens(before);
    }

    private static java.util.List<RotationsListEntry> all(String key) {
        return kms.listKeyRotations(
                        request -> request.keyId(key).includeKeyMaterial(IncludeKeyMaterial.ALL_KEY_MATERIAL))
                .rotations();
    }

    @Test
    void material_expires_when_its_time_is_over() {
        String key = external();
        Instant validTo = clock.now().plus(Duration.ofDays(10));
        kms.importKeyMaterial(request(key, material(1))
                .expirationModel(ExpirationModelType.KEY_MATERIAL_EXPIRES)
                .validTo(validTo)
                .build());
        assertThat(describe(key).keyMetadata().validTo()).isBetween(validTo.minusMillis(1), validTo);
        SdkBytes ciphertext = encrypt(key);
        clock.advance("P9D");
        opens(ciphertext);

        clock.advance("P2D");

        assertThat(state(key)).isEqualTo(KeyState.PENDING_IMPORT);
        assertThat(clock.events(folder, "DeleteExpiredKeyMaterial", key)).isEqualTo(1);
        importInto(key, material(1));
        opens(ciphertext);
        clock.advance("P400D");
        opens(ciphertext);
    }

    @Test
    void a_disabled_key_stays_disabled() {
        String key = external();
        importInto(key, material(1));
        kms.disableKey(request -> request.keyId(key));
        importInto(key, material(1));
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void the_keys_of_a_set_get_their_material_one_by_one() {
        String key = kms.createKey(
                        request -> request.origin(OriginType.EXTERNAL).multiRegion(true))
                .keyMetadata()
                .keyId();
        importInto(key, material(1));
        SdkBytes before = encrypt(key);
        kms.replicateKey(request -> request.keyId(key).replicaRegion("us-west-2"));
        try (KmsClient there = server.client(TestServer.ACCOUNT, "us-west-2")) {
            assertThat(there.describeKey(request -> request.keyId(key))
                            .keyMetadata()
                            .keyState())
                    .isEqualTo(KeyState.PENDING_IMPORT);
            assertThatThrownBy(() -> importThere(there, key, material(2)))
                    .isInstanceOf(IncorrectKeyMaterialException.class);
            importThere(there, key, material(1));
            assertThat(there.decrypt(request -> request.ciphertextBlob(before)).plaintext())
                    .isEqualTo(HELLO);

            kms.importKeyMaterial(request(key, material(2))
                    .importType(ImportType.NEW_KEY_MATERIAL)
                    .build());
            assertThat(all(key).getLast().keyMaterialState())
                    .isEqualTo(KeyMaterialState.PENDING_MULTI_REGION_IMPORT_AND_ROTATION);
            assertThatThrownBy(() -> kms.rotateKeyOnDemand(request -> request.keyId(key)))
                    .isInstanceOf(KmsInvalidStateException.class);
            importThere(there, key, material(2));
            assertThat(all(key).getLast().keyMaterialState()).isEqualTo(KeyMaterialState.PENDING_ROTATION);
            kms.rotateKeyOnDemand(request -> request.keyId(key));
            SdkBytes after = encrypt(key);
            assertThat(there.decrypt(request -> request.ciphertextBlob(after)).plaintext())
                    .isEqualTo(HELLO);
        }
    }

    private static ImportKeyMaterialRequest.Builder further(String key, int seed) {
        return request(key, material(seed)).importType(ImportType.NEW_KEY_MATERIAL);
    }

    @Test
    void material_that_waits_for_its_rotation_expires_in_time_whatever_becomes_of_its_key_meanwhile() {
        String key = external();
        kms.importKeyMaterial(request(key, material(1))
                .expirationModel(ExpirationModelType.KEY_MATERIAL_EXPIRES)
                .validTo(clock.now().plus(Duration.ofDays(300)))
                .build());
        kms.importKeyMaterial(further(key, 2)
                .expirationModel(ExpirationModelType.KEY_MATERIAL_EXPIRES)
                .validTo(clock.now().plus(Duration.ofDays(5)))
                .build());
        kms.disableKey(request -> request.keyId(key));
        clock.advance("P6D");
        assertThat(all(key)).hasSize(1);
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void a_key_shows_when_the_material_ends_that_a_rotation_has_brought() {
        String key = external();
        importInto(key, material(1));
        Instant validTo = clock.now().plus(Duration.ofDays(5));
        kms.importKeyMaterial(further(key, 2)
                .expirationModel(ExpirationModelType.KEY_MATERIAL_EXPIRES)
                .validTo(validTo)
                .build());
        assertThat(describe(key).keyMetadata().validTo()).isNull();
        kms.rotateKeyOnDemand(request -> request.keyId(key));
        assertThat(describe(key).keyMetadata().validTo()).isBetween(validTo.minusMillis(1), validTo);
    }

    @Test
    void what_waits_for_a_replica_waits_no_more_when_the_replica_is_gone() {
        String key = kms.createKey(
                        request -> request.origin(OriginType.EXTERNAL).multiRegion(true))
                .keyMetadata()
                .keyId();
        importInto(key, material(1));
        kms.importKeyMaterial(further(key, 2).build());
        assertThat(all(key).getLast().keyMaterialState()).isEqualTo(KeyMaterialState.PENDING_ROTATION);
        kms.replicateKey(request -> request.keyId(key).replicaRegion("us-west-2"));
        assertThat(all(key).getLast().keyMaterialState())
                .isEqualTo(KeyMaterialState.PENDING_MULTI_REGION_IMPORT_AND_ROTATION);
        try (KmsClient there = server.client(TestServer.ACCOUNT, "us-west-2")) {
            there.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        }
        clock.advance("P8D");
        assertThat(all(key).getLast().keyMaterialState()).isEqualTo(KeyMaterialState.PENDING_ROTATION);
        kms.rotateKeyOnDemand(request -> request.keyId(key));
    }

    private static void importThere(KmsClient there, String key, byte[] material) {
        GetParametersForImportResponse parameters = there.getParametersForImport(request -> request.keyId(key)
                .wrappingAlgorithm(AlgorithmSpec.RSAES_OAEP_SHA_256)
                .wrappingKeySpec(WrappingKeySpec.RSA_2048));
        byte[] wrapped = wrap(parameters, AlgorithmSpec.RSAES_OAEP_SHA_256, material);
        there.importKeyMaterial(request -> request.keyId(key)
                .importToken(parameters.importToken())
                .encryptedKeyMaterial(SdkBytes.fromByteArray(wrapped))
                .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE));
    }

    @Test
    void a_token_is_good_for_its_key_and_a_day() {
        String key = external();
        String other = external();
        ImportKeyMaterialRequest good = request(key, material(1)).build();
        assertThatThrownBy(() ->
                        kms.importKeyMaterial(good.toBuilder().keyId(other).build()))
                .isInstanceOf(InvalidImportTokenException.class);
        byte[] damaged = good.importToken().asByteArray();
        damaged[damaged.length - 1] ^= 1;
        assertThatThrownBy(() -> kms.importKeyMaterial(good.toBuilder()
                        .importToken(SdkBytes.fromByteArray(damaged))
                        .build()))
                .isInstanceOf(InvalidImportTokenException.class);
        byte[] wrong = good.encryptedKeyMaterial().asByteArray();
        wrong[7] ^= 1;
        assertThatThrownBy(() -> kms.importKeyMaterial(good.toBuilder()
                        .encryptedKeyMaterial(SdkBytes.fromByteArray(wrong))
                        .build()))
                .isInstanceOf(InvalidCiphertextException.class);
        clock.advance("PT24H");
        assertThatThrownBy(() -> kms.importKeyMaterial(good)).isInstanceOf(ExpiredImportTokenException.class);
    }

    @Test
    void material_of_another_kind_is_refused() throws GeneralSecurityException {
        String symmetric = external();
        for (int length : new int[] {1, 16, 31, 33, 64}) {
            assertThatThrownBy(() -> importInto(symmetric, new byte[length]))
                    .isInstanceOf(IncorrectKeyMaterialException.class);
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        byte[] p384 = generator.generateKeyPair().getPrivate().getEncoded();
        String p256 = external(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
        for (byte[] material : new byte[][] {p384, material(1), new byte[0x100], joined(p384, new byte[1])}) {
            assertThatThrownBy(
                            () -> kms.importKeyMaterial(request(p256, AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_256, material)
                                    .build()))
                    .isInstanceOf(IncorrectKeyMaterialException.class);
        }
        assertThat(state(p256)).isEqualTo(KeyState.PENDING_IMPORT);
    }

    @Test
    void requests_that_do_not_fit_are_refused() {
        String ours = kms.createKey(request -> {}).keyMetadata().keyId();
        assertThatThrownBy(() -> parameters(ours, AlgorithmSpec.RSAES_OAEP_SHA_256))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(" origin is AWS_KMS which is not valid for this operation.");
        assertThatThrownBy(() -> kms.deleteImportedKeyMaterial(request -> request.keyId(ours)))
                .isInstanceOf(UnsupportedOperationException.class);
        String key = external();
        assertThatThrownBy(() -> parameters(key, AlgorithmSpec.RSAES_PKCS1_V1_5))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> parameters(key, AlgorithmSpec.SM2_PKE)).satisfies(ImportTest::isValidation);
        assertThatThrownBy(() -> kms.enableKeyRotation(request -> request.keyId(key)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(" origin is EXTERNAL which is not valid for this operation.");
        ImportKeyMaterialRequest.Builder expiring =
                request(key, material(1)).expirationModel(ExpirationModelType.KEY_MATERIAL_EXPIRES);
        assertThatThrownBy(() -> kms.importKeyMaterial(expiring.build()))
                .hasMessageContaining("A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES");
        for (Duration far : new Duration[] {Duration.ofDays(-1), Duration.ofDays(366)}) {
            assertThatThrownBy(() -> kms.importKeyMaterial(
                            expiring.validTo(clock.now().plus(far)).build()))
                    .satisfies(ImportTest::isValidation);
        }
        assertThat(state(key)).isEqualTo(KeyState.PENDING_IMPORT);
    }

    @Test
    void a_huge_rsa_key_is_refused_before_anybody_computes_with_it() throws Exception {
        BigInteger modulus = BigInteger.ONE.shiftLeft(12_000).setBit(0);
        BigInteger small = BigInteger.valueOf(3);
        byte[] pkcs8 = new PrivateKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        new RSAPrivateKey(modulus, small, small, small, small, small, small, small))
                .getEncoded();
        String key = external(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);
        assertThatThrownBy(() -> kms.importKeyMaterial(request(key, AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_256, pkcs8)
                        .build()))
                .isInstanceOf(IncorrectKeyMaterialException.class);
    }

    private static void isValidation(Throwable refusal) {
        assertThat(refusal)
                .isInstanceOfSatisfying(
                        KmsException.class,
                        kmsRefusal -> assertThat(kmsRefusal.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationException"));
    }
}
