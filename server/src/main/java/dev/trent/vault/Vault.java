package dev.trent.vault;

import static dev.trent.aws.AwsError.INVALID_KEY_USAGE;
import static dev.trent.aws.AwsError.UNSUPPORTED_OPERATION;

import dev.trent.access.AccountPermit;
import dev.trent.access.Permit;
import dev.trent.aws.Arn;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.CounterKdf;
import dev.trent.crypto.EncodedPair;
import dev.trent.crypto.Engine;
import dev.trent.crypto.MlKem;
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
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The only room that sees key material in the clear, and only for the holder of a permit.
///
/// Each kind of use has a class of its own, which this one hands out after every check on the key; what can be
/// used is unwrapped once and then kept in [UnsealedMaterials], so that using a key touches no database.
public final class Vault implements AutoCloseable {
    private static final int SYMMETRIC_BYTES = AesGcm.KEY_BYTES;
    private static final int OPERATIONS_WAITING_MAX = 256;
    private static final int GENERATIONS_WAITING_MAX = 32;

    private final MaterialSeal seal;
    private final UnsealedMaterials unsealed;
    private final SecureRandom random;
    private final AesGcm aesGcm;
    private final CounterKdf kdf;
    private final Algorithms algorithms;
    private final HeavyWork heavyWork;

    /// Makes the vault.
    ///
    /// @param memory what keeps material in the clear
    /// @param heavyThreads how many threads do the heavy work
    public Vault(
            Materials materials, Keys keys, DomainKeys domainKeys, Engine engine, Memory memory, int heavyThreads) {
        this.seal = new MaterialSeal(domainKeys, engine);
        this.random = engine.random();
        this.aesGcm = new AesGcm(engine);
        this.kdf = new CounterKdf(engine);
        this.algorithms = new Algorithms(engine);
        this.heavyWork = new HeavyWork(heavyThreads, OPERATIONS_WAITING_MAX, GENERATIONS_WAITING_MAX);
        this.unsealed = new UnsealedMaterials(materials, keys, seal, algorithms, memory);
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
        try (Secret material = drawMaterial(key.account(), spec, clientGone)) {
            return seal.wrapFirst(key, keyId, material, now);
        }
    }

    /// Returns random bytes for a caller; whoever gets them closes them.
    ///
    /// @param permit the right to have them
    /// @param lengthBytes 1 to 1024
    public Secret random(AccountPermit permit, int lengthBytes) {
        Door.CHANCE.admit(permit.action());
        return draw(lengthBytes);
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
        return generate(permit.key().account(), spec, clientGone);
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
                ? new SymmetricKey(this, permit)
                : new AsymmetricKey(this, pair(key), permit, algorithm);
    }

    /// Opens a key that data keys are encrypted with, as [#encryption].
    public SymmetricKey symmetric(Permit permit, String operation) {
        Door.ENCRYPTION.admit(permit.action());
        Key key = usable(permit, KeyUsage.ENCRYPT_DECRYPT, operation);
        if (key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw INVALID_KEY_USAGE.because("You cannot generate a data key with an asymmetric CMK");
        }
        return new SymmetricKey(this, permit);
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
        return new SigningKey(this, pair(key), permit, algorithms.signatures(key.spec(), algorithm, type));
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
        return new MacKey(this, permit, Algorithms.hash(algorithm));
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
        return new AgreementKey(pair(key), algorithms.family(key.spec()));
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
        return new EncapsulationKey(pair(key), permit, (MlKem) algorithms.family(key.spec()));
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
        return unsealed.publicHalf(key, currentMaterial(key));
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

    /// Returns a copy of a symmetric material in the clear, which the caller zeroes.
    ///
    /// Errors: InvalidCiphertextException if the key has no such material.
    byte[] material(Key key, String materialId) {
        return unsealed.copy(key, materialId);
    }

    /// Returns the id of the material that a key encrypts or signs with.
    String currentMaterial(Key key) {
        String materialId = key.currentMaterialId();
        if (materialId == null) {
            throw new AssertionError(key.arn() + " is " + key.state() + " without material");
        }
        return materialId;
    }

    /// Does work with a private key, beside the other requests if it is heavy.
    <T> T operate(Key key, Supplier<T> work) {
        return switch (key.spec()) {
            case RSA_3072, RSA_4096 -> heavyWork.operate(key.account(), work);
            default -> work.get();
        };
    }

    AesGcm aesGcm() {
        return aesGcm;
    }

    CounterKdf kdf() {
        return kdf;
    }

    Algorithms algorithms() {
        return algorithms;
    }

    byte[] chance(int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        random.nextBytes(bytes);
        return bytes;
    }

    Secret draw(int lengthBytes) {
        return Secret.owning(chance(lengthBytes));
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

    private Secret drawMaterial(String account, KeySpec spec, BooleanSupplier clientGone) {
        return switch (spec) {
            case SYMMETRIC_DEFAULT -> draw(SYMMETRIC_BYTES);
            case HMAC_224, HMAC_256, HMAC_384, HMAC_512 ->
                draw(Algorithms.hash(spec.macAlgorithms().getFirst()).lengthBytes());
            default -> {
                try (EncodedPair pair = generate(account, spec, clientGone)) {
                    yield PairMaterial.join(pair);
                }
            }
        };
    }

    /// Draws a pair; RSA has to look for primes.
    private EncodedPair generate(String account, KeySpec spec, BooleanSupplier clientGone) {
        return switch (spec) {
            case RSA_2048, RSA_3072, RSA_4096, ML_KEM_512, ML_KEM_768, ML_KEM_1024 ->
                heavyWork.generate(account, algorithms.family(spec)::generate, clientGone);
            default -> algorithms.family(spec).generate();
        };
    }

    private UnsealedPair pair(Key key) {
        return unsealed.pair(key, currentMaterial(key));
    }
}
