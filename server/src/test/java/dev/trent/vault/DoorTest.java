package dev.trent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.access.AccountPermit;
import dev.trent.access.Permit;
import dev.trent.aws.Arn;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.crypto.Hash;
import dev.trent.crypto.Rsa;
import dev.trent.keys.EncapsulationAlgorithm;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.ImportWrapping;
import dev.trent.keys.Key;
import dev.trent.keys.KeyAgreementAlgorithm;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.MacAlgorithm;
import dev.trent.keys.MessageType;
import dev.trent.keys.SigningAlgorithm;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.security.spec.InvalidKeySpecException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tries every door of the vault with a permit for every action.
class DoorTest {
    private static final Secret MESSAGE = Secret.owning(new byte[32]);
    private static final EncryptionContext NO_CONTEXT = EncryptionContext.of(null);

    /// Actions of KMS: those that use the vault, and some others. A door opens for the actions that it names only.
    private static final List<String> ACTIONS = List.of(
            "ImportKeyMaterial",
            "GetParametersForImport",
            "CreateKey",
            "Decapsulate",
            "Decrypt",
            "DeriveSharedSecret",
            "DescribeKey",
            "DisableKey",
            "Encapsulate",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateMac",
            "GenerateRandom",
            "GetPublicKey",
            "PutKeyPolicy",
            "ReEncryptFrom",
            "ReEncryptTo",
            "ScheduleKeyDeletion",
            "Sign",
            "Verify",
            "VerifyMac");

    private static VaultFixture fixture;
    private static Vault vault;
    private static Key symmetric;
    private static Key rsa;
    private static Key ecc;
    private static Key agreeing;
    private static Key hmac;
    private static Key mlKem;

    /// One service of the vault.
    ///
    /// @param method the method that takes the permit, or that uses a key opened with it
    /// @param actions the actions that may use the service
    /// @param attempt asks for the service
    record Attempt(String method, Set<String> actions, BiConsumer<Permit, AccountPermit> attempt, Key key) {
        @Override
        public String toString() {
            return method + " of " + key.spec();
        }
    }

    @BeforeAll
    static void open(@TempDir Path folder) {
        fixture = new VaultFixture(folder, Engine.fastest(), new byte[32]);
        vault = fixture.vault(1 << 20);
        symmetric = create(1, KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT);
        rsa = create(2, KeySpec.RSA_2048, KeyUsage.ENCRYPT_DECRYPT);
        ecc = create(3, KeySpec.ECC_NIST_P256, KeyUsage.SIGN_VERIFY);
        agreeing = create(4, KeySpec.ECC_NIST_P256, KeyUsage.KEY_AGREEMENT);
        hmac = create(5, KeySpec.HMAC_256, KeyUsage.GENERATE_VERIFY_MAC);
        mlKem = create(6, KeySpec.ML_KEM_512, KeyUsage.ENCAPSULATE_DECAPSULATE);
    }

    @AfterAll
    static void close() {
        vault.close();
        fixture.close();
    }

    private static Key create(int number, KeySpec spec, KeyUsage usage) {
        return fixture.create(vault, "1234abcd-12ab-34cd-56ef-12345678900" + number, spec, usage);
    }

    private static List<Attempt> attempts() {
        Set<String> encrypt = Set.of(
                "Encrypt",
                "ReEncryptTo",
                "GenerateDataKey",
                "GenerateDataKeyWithoutPlaintext",
                "GenerateDataKeyPair",
                "GenerateDataKeyPairWithoutPlaintext");
        Set<String> decrypt = Set.of("Decrypt", "ReEncryptFrom");
        Set<String> either =
                Set.of(Stream.concat(encrypt.stream(), decrypt.stream()).toArray(String[]::new));
        Set<String> dataKey = Set.of("GenerateDataKey", "GenerateDataKeyWithoutPlaintext");
        Set<String> dataKeyPair = Set.of("GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext");
        CiphertextBlob blob = CiphertextBlob.parse(fixture.encrypting(vault, symmetric)
                .encrypt(MESSAGE, NO_CONTEXT)
                .bytes());
        EncryptionAlgorithm oaep = EncryptionAlgorithm.RSAES_OAEP_SHA_256;
        Blob sealed = vault.encryption(fixture.permit("Encrypt", rsa), "Encrypt", oaep)
                .encrypt(MESSAGE, NO_CONTEXT);
        Blob code = vault.mac(fixture.permit("GenerateMac", hmac), "GenerateMac", MacAlgorithm.HMAC_SHA_256)
                .generate(MESSAGE);
        ImportParameters parameters = importParameters(fixture.permit("GetParametersForImport", symmetric));
        Blob material = wrapped(parameters);
        Blob encapsulated = encapsulation(fixture.permit("Encapsulate", mlKem))
                .encapsulate()
                .ciphertext();
        Arn fresh = Arn.ofKey(VaultFixture.REGION, VaultFixture.ACCOUNT, "1234abcd-12ab-34cd-56ef-123456789009");
        return List.of(
                new Attempt(
                        "firstMaterial",
                        Set.of("CreateKey"),
                        (_, account) -> vault.firstMaterial(
                                account,
                                fresh,
                                "1234abcd-12ab-34cd-56ef-123456789009",
                                KeySpec.SYMMETRIC_DEFAULT,
                                Instant.EPOCH,
                                () -> false),
                        symmetric),
                new Attempt(
                        "chosenMaterial",
                        Set.of("CreateKey"),
                        (_, account) -> vault.chosenMaterial(
                                account,
                                fresh,
                                "1234abcd-12ab-34cd-56ef-123456789009",
                                KeySpec.SYMMETRIC_DEFAULT,
                                Instant.EPOCH,
                                MESSAGE),
                        symmetric),
                new Attempt(
                        "importParameters",
                        Set.of("GetParametersForImport"),
                        (permit, _) -> importParameters(permit),
                        symmetric),
                new Attempt(
                        "imported",
                        Set.of("ImportKeyMaterial"),
                        (permit, _) -> vault.imported(permit, parameters.token(), material, Instant.EPOCH, null),
                        symmetric),
                new Attempt("random", Set.of("GenerateRandom"), (_, account) -> vault.random(account, 8), symmetric),
                new Attempt(
                        "dataKeyPair",
                        dataKeyPair,
                        (permit, _) -> vault.dataKeyPair(permit, KeySpec.ECC_NIST_P256, () -> false),
                        symmetric),
                new Attempt(
                        "encryption",
                        either,
                        (permit, _) -> vault.encryption(permit, "X", EncryptionAlgorithm.SYMMETRIC_DEFAULT),
                        symmetric),
                new Attempt("encryption", either, (permit, _) -> vault.encryption(permit, "X", oaep), rsa),
                new Attempt("symmetric", either, (permit, _) -> vault.symmetric(permit, "X"), symmetric),
                new Attempt(
                        "SymmetricKey.encrypt",
                        encrypt,
                        (permit, _) -> vault.symmetric(permit, "X").encrypt(MESSAGE, NO_CONTEXT),
                        symmetric),
                new Attempt(
                        "SymmetricKey.decrypt",
                        decrypt,
                        (permit, _) -> vault.symmetric(permit, "X").decrypt(blob, NO_CONTEXT),
                        symmetric),
                new Attempt(
                        "SymmetricKey.dataKey",
                        dataKey,
                        (permit, _) -> vault.symmetric(permit, "X").dataKey(32),
                        symmetric),
                new Attempt(
                        "AsymmetricKey.encrypt",
                        encrypt,
                        (permit, _) -> vault.encryption(permit, "X", oaep).encrypt(MESSAGE, NO_CONTEXT),
                        rsa),
                new Attempt(
                        "AsymmetricKey.decrypt",
                        decrypt,
                        (permit, _) ->
                                ((AsymmetricKey) vault.encryption(permit, "X", oaep)).decrypt(sealed, NO_CONTEXT),
                        rsa),
                new Attempt("signing", Set.of("Sign", "Verify"), (permit, _) -> signing(permit), ecc),
                new Attempt(
                        "SigningKey.sign",
                        Set.of("Sign"),
                        (permit, _) -> signing(permit).sign(MESSAGE),
                        ecc),
                new Attempt(
                        "SigningKey.verify",
                        Set.of("Verify"),
                        (permit, _) -> signing(permit).verify(MESSAGE, Blob.owning(new byte[70])),
                        ecc),
                new Attempt(
                        "mac",
                        Set.of("GenerateMac", "VerifyMac"),
                        (permit, _) -> vault.mac(permit, "X", MacAlgorithm.HMAC_SHA_256),
                        hmac),
                new Attempt(
                        "MacKey.generate",
                        Set.of("GenerateMac"),
                        (permit, _) -> vault.mac(permit, "X", MacAlgorithm.HMAC_SHA_256)
                                .generate(MESSAGE),
                        hmac),
                new Attempt(
                        "MacKey.verify",
                        Set.of("VerifyMac"),
                        (permit, _) -> vault.mac(permit, "X", MacAlgorithm.HMAC_SHA_256)
                                .verify(MESSAGE, code),
                        hmac),
                new Attempt(
                        "agreement",
                        Set.of("DeriveSharedSecret"),
                        (permit, _) -> vault.agreement(permit, "X", KeyAgreementAlgorithm.ECDH),
                        agreeing),
                new Attempt(
                        "encapsulation",
                        Set.of("Encapsulate", "Decapsulate"),
                        (permit, _) -> encapsulation(permit),
                        mlKem),
                new Attempt(
                        "EncapsulationKey.encapsulate",
                        Set.of("Encapsulate"),
                        (permit, _) -> encapsulation(permit).encapsulate(),
                        mlKem),
                new Attempt(
                        "EncapsulationKey.decapsulate",
                        Set.of("Decapsulate"),
                        (permit, _) -> encapsulation(permit).decapsulate(encapsulated),
                        mlKem),
                new Attempt("publicKey", Set.of("GetPublicKey"), (permit, _) -> vault.publicKey(permit), ecc));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void a_door_opens_for_its_own_actions_and_for_no_other(Attempt attempt) {
        for (String action : ACTIONS) {
            Permit permit = fixture.permit(action, attempt.key);
            AccountPermit account = fixture.accountPermit(action);
            if (attempt.actions.contains(action)) {
                attempt.attempt.accept(permit, account);
            } else {
                assertThatThrownBy(() -> attempt.attempt.accept(permit, account))
                        .as(action)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageStartingWith("a permit for kms:" + action + " does not open ");
            }
        }
    }

    @Test
    void every_door_is_tried() {
        List<String> tried = attempts().stream().map(Attempt::method).distinct().toList();
        assertThat(tried).containsAll(methodsThatTakePermits());
        assertThat(ACTIONS)
                .containsAll(attempts().stream()
                        .flatMap(each -> each.actions.stream())
                        .toList());
    }

    private static List<String> methodsThatTakePermits() {
        return Arrays.stream(Vault.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> Stream.of(method.getParameterTypes())
                        .anyMatch(type -> type.getSimpleName().endsWith("Permit")))
                .map(Method::getName)
                .distinct()
                .toList();
    }

    private static ImportParameters importParameters(Permit permit) {
        return vault.importParameters(
                permit, ImportWrapping.RSAES_OAEP_SHA_256, KeySpec.RSA_2048, Instant.EPOCH, () -> false);
    }

    private static Blob wrapped(ImportParameters parameters) {
        Rsa family = new Rsa(Engine.fastest(), 2048);
        try {
            return Blob.owning(family.oaep(Hash.SHA_256)
                    .encrypt(family.publicKey(parameters.publicKey().bytes()), new byte[32]));
        } catch (InvalidKeySpecException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static SigningKey signing(Permit permit) {
        return vault.signing(permit, "X", SigningAlgorithm.ECDSA_SHA_256, MessageType.RAW, MESSAGE);
    }

    private static EncapsulationKey encapsulation(Permit permit) {
        return vault.encapsulation(permit, "X", EncapsulationAlgorithm.ML_KEM);
    }
}
