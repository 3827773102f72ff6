package dev.trent.vault;

import static dev.trent.aws.AwsError.INVALID_KEY_USAGE;
import static dev.trent.aws.AwsError.UNSUPPORTED_OPERATION;

import dev.trent.access.AccountPermit;
import dev.trent.access.Permit;
import dev.trent.aws.Arn;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.EncodedPair;
import dev.trent.crypto.Engine;
import dev.trent.keys.EncapsulationAlgorithm;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.Key;
import dev.trent.keys.KeyAgreementAlgorithm;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.Keys;
import dev.trent.keys.MacAlgorithm;
import dev.trent.keys.Material;
import dev.trent.keys.Materials;
import dev.trent.keys.MessageType;
import dev.trent.keys.SigningAlgorithm;
import dev.trent.memory.Memory;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The only room that sees key material in the clear, and only for the holder of a permit.
///
/// Each kind of use has a class of its own, which this one hands out after every check on the key; what can be
/// used is unwrapped once and then kept in [UnsealedMaterials], so that using a key touches no database.
public final class Vault implements AutoCloseable {
    private static final int OPERATIONS_WAITING_MAX = 256;
    private static final int GENERATIONS_WAITING_MAX = 32;

    private final Keeper database;
    private final NewKeys newKeys;
    private final MaterialSeal seal;
    private final HeavyWork heavyWork;

    /// Makes the vault.
    ///
    /// @param memory what holds material in the clear
    /// @param heavyThreads how many threads do the heavy work
    public Vault(
            Materials materials, Keys keys, DomainKeys domainKeys, Engine engine, Memory memory, int heavyThreads) {
        Algorithms algorithms = new Algorithms(engine);
        this.seal = new MaterialSeal(domainKeys, engine);
        this.heavyWork = new HeavyWork(heavyThreads, OPERATIONS_WAITING_MAX, GENERATIONS_WAITING_MAX);
        this.newKeys = new NewKeys(engine.random(), algorithms, heavyWork);
        UnsealedMaterials unsealed = new UnsealedMaterials(materials, keys, seal, algorithms, memory);
        this.database =
                new DatabaseKeeper(unsealed, new MessageCipher(unsealed, engine), algorithms, heavyWork);
    }

    /// Draws and wraps the first material of a key that is about to be made.
    ///
    /// Errors: ThrottlingException.
    ///
    /// @param permit the right to make keys
    /// @param clientGone whether nobody waits for the key any more
    public Material firstMaterial(
            AccountPermit permit, Arn key, String keyId, KeySpec spec, Instant now, BooleanSupplier clientGone) {
        Door.NEW_KEY.admit(permit.action());
        if (!key.account().equals(permit.account()) || !key.region().equals(permit.region())) {
            throw new AssertionError("a permit for " + permit.account() + " was used for " + key);
        }
        try (Secret material = newKeys.material(key.account(), spec, clientGone)) {
            return seal.wrapFirst(key, keyId, material, now);
        }
    }

    /// Returns random bytes for a caller; whoever gets them closes them.
    ///
    /// @param permit the right to have them
    /// @param lengthBytes 1 to 1024
    public Secret random(AccountPermit permit, int lengthBytes) {
        Door.CHANCE.admit(permit.action());
        return newKeys.bytes(lengthBytes);
    }

    /// Draws a pair of data keys for a caller; whoever gets it closes it.
    ///
    /// Errors: ThrottlingException.
    ///
    /// @param permit the right to have it
    /// @param spec an asymmetric one
    /// @param clientGone whether nobody waits for the pair any more
    public EncodedPair dataKeyPair(Permit permit, KeySpec spec, BooleanSupplier clientGone) {
        Door.DATA_KEY_PAIR.admit(permit.action());
        return newKeys.pair(permit.key().account(), spec, clientGone);
    }

    /// Opens a key for encrypting and decrypting, after every check but those on the data itself.
    ///
    /// Errors: DisabledException, KMSInvalidStateException, InvalidKeyUsageException.
    ///
    /// @param operation the operation's name, for the refusal
    public EncryptionKey encryption(Permit permit, String operation, EncryptionAlgorithm algorithm) {
        Door.ENCRYPTION.admit(permit.action());
        Key key = usable(permit, KeyUsage.ENCRYPT_DECRYPT, operation);
        requireAlgorithm(key, algorithm, key.spec().encryptionAlgorithms());
        return algorithm == EncryptionAlgorithm.SYMMETRIC_DEFAULT
                ? keeper(key).symmetric(permit)
                : keeper(key).asymmetric(permit, algorithm);
    }

    /// Opens a key that data keys are encrypted with, as [#encryption].
    public SymmetricKey symmetric(Permit permit, String operation) {
        Door.ENCRYPTION.admit(permit.action());
        Key key = usable(permit, KeyUsage.ENCRYPT_DECRYPT, operation);
        if (key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw INVALID_KEY_USAGE.because("You cannot generate a data key with an asymmetric CMK");
        }
        return keeper(key).symmetric(permit);
    }

    /// Opens a key for signing and verifying, after every check on it and on the form of the message.
    ///
    /// Errors: DisabledException, KMSInvalidStateException, InvalidKeyUsageException, ValidationException.
    ///
    /// @param operation the operation's name, for the refusal
    public SigningKey signing(
            Permit permit, String operation, SigningAlgorithm algorithm, MessageType type, Secret message) {
        Door.SIGNING.admit(permit.action());
        Key key = usable(permit, KeyUsage.SIGN_VERIFY, operation);
        requireAlgorithm(key, algorithm, key.spec().signingAlgorithms());
        SigningKey.check(key.spec(), algorithm, type, message.length());
        return keeper(key).signing(permit, algorithm, type);
    }

    /// Opens a key for making and checking message authentication codes.
    ///
    /// Errors: DisabledException, KMSInvalidStateException, InvalidKeyUsageException.
    ///
    /// @param operation the operation's name, for the refusal
    public MacKey mac(Permit permit, String operation, MacAlgorithm algorithm) {
        Door.MAC.admit(permit.action());
        Key key = usable(permit, KeyUsage.GENERATE_VERIFY_MAC, operation);
        requireAlgorithm(key, algorithm, key.spec().macAlgorithms());
        return keeper(key).mac(permit, algorithm);
    }

    /// Opens a key for agreeing on secrets.
    ///
    /// Errors: DisabledException, KMSInvalidStateException, InvalidKeyUsageException.
    ///
    /// @param operation the operation's name, for the refusal
    public AgreementKey agreement(Permit permit, String operation, KeyAgreementAlgorithm algorithm) {
        Door.AGREEMENT.admit(permit.action());
        Key key = usable(permit, KeyUsage.KEY_AGREEMENT, operation);
        requireAlgorithm(key, algorithm, key.spec().keyAgreementAlgorithms());
        return keeper(key).agreement(permit);
    }

    /// Opens a key for encapsulating and decapsulating secrets.
    ///
    /// Errors: DisabledException, KMSInvalidStateException, InvalidKeyUsageException.
    ///
    /// @param operation the operation's name, for the refusal
    public EncapsulationKey encapsulation(Permit permit, String operation, EncapsulationAlgorithm algorithm) {
        Door.ENCAPSULATION.admit(permit.action());
        Key key = usable(permit, KeyUsage.ENCAPSULATE_DECAPSULATE, operation);
        requireAlgorithm(key, algorithm, key.spec().encapsulationAlgorithms());
        return keeper(key).encapsulation(permit);
    }

    /// Returns the public half of a key, as `SubjectPublicKeyInfo`; also of a disabled key.
    ///
    /// Errors: KMSInvalidStateException, UnsupportedOperationException if it has none.
    public Blob publicKey(Permit permit) {
        Door.PUBLIC_KEY.admit(permit.action());
        Key key = permit.key().published();
        if (!key.spec().isAsymmetric()) {
            throw UNSUPPORTED_OPERATION.withoutMessage();
        }
        return keeper(key).publicKey(key);
    }

    /// Drops every material of a key from memory, after it became unusable.
    public void forget(Key key) {
        keeper(key).forget(key);
    }

    /// Makes no more keys that take long, and sends away who waits for one: the server is about to stop, and
    /// what waits would hold it up.
    public void stopMakingKeys() {
        heavyWork.stopGenerating();
    }

    /// Ends the threads of the heavy work.
    @Override
    public void close() {
        heavyWork.close();
    }

    /// Returns who keeps the material of a key.
    ///
    /// INVARIANT: the origin of a key never changes, so neither does its keeper.
    private Keeper keeper(Key key) {
        return switch (key.origin()) {
            case AWS_KMS, EXTERNAL -> database;
            case AWS_CLOUDHSM, EXTERNAL_KEY_STORE ->
                throw new AssertionError(key.arn() + " is of origin " + key.origin() + ", which has no keeper");
        };
    }

    private static Key usable(Permit permit, KeyUsage usage, String operation) {
        Key key = permit.key();
        if (key.usage() != usage) {
            throw INVALID_KEY_USAGE.because(
                    key.arn() + " key usage is " + key.usage() + " which is not valid for " + operation + ".");
        }
        return key.usable();
    }

    private static <A> void requireAlgorithm(Key key, A algorithm, List<A> allowed) {
        if (!allowed.contains(algorithm)) {
            throw INVALID_KEY_USAGE.because(
                    "Algorithm " + algorithm + " is incompatible with key spec " + key.spec() + ".");
        }
    }
}
