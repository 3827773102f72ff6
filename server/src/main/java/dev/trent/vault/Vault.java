package dev.trent.vault;

import static dev.trent.aws.AwsError.INVALID_KEY_USAGE;
import static dev.trent.aws.AwsError.KMS_INVALID_STATE;
import static dev.trent.aws.AwsError.UNSUPPORTED_OPERATION;

import dev.trent.access.AccountPermit;
import dev.trent.access.Permit;
import dev.trent.aws.Arn;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.EncodedPair;
import dev.trent.crypto.Engine;
import dev.trent.keys.EncapsulationAlgorithm;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.ImportWrapping;
import dev.trent.keys.Key;
import dev.trent.keys.KeyAgreementAlgorithm;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeyRecords;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.KmsAction;
import dev.trent.keys.MacAlgorithm;
import dev.trent.keys.Material;
import dev.trent.keys.Materials;
import dev.trent.keys.MessageType;
import dev.trent.keys.MultiRegion;
import dev.trent.keys.SigningAlgorithm;
import dev.trent.memory.Memory;
import dev.trent.seal.Seal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The only way to key material. It gives a key to the holder of a permit, for one use.
///
/// Each method checks the permit, and then the key's usage, state and algorithm. Then it asks the key's
/// [Keeper] for the class of that use. Material is unwrapped once and stays in [UnsealedMaterials], so a use
/// does not read the database.
public final class Vault implements AutoCloseable {
    private static final int OPERATIONS_WAITING_MAX = 256;
    private static final int GENERATIONS_WAITING_MAX = 32;

    private final Keeper database;
    private final NewKeys newKeys;
    private final Seal root;
    private final MaterialSeal seal;
    private final HeavyWork heavyWork;
    private final Materials materials;
    private final Imports imports;
    private final InstantSource clock;

    /// Makes the vault.
    ///
    /// @param seal the root of trust, which seals import tokens
    /// @param memory keeps material in the clear
    /// @param heavyThreads the number of threads for the heavy work
    /// @param clock tells whether imported material has expired
    public Vault(
            KeyRecords records,
            DomainKeys domainKeys,
            Seal seal,
            Engine engine,
            Memory memory,
            int heavyThreads,
            InstantSource clock) {
        this.clock = clock;
        this.root = seal;
        Algorithms algorithms = new Algorithms(engine);
        this.materials = records.materials();
        this.seal = new MaterialSeal(domainKeys, engine);
        this.heavyWork = new HeavyWork(heavyThreads, OPERATIONS_WAITING_MAX, GENERATIONS_WAITING_MAX);
        this.newKeys = new NewKeys(engine.random(), algorithms, heavyWork);
        this.imports = new Imports(seal, newKeys, algorithms, heavyWork);
        UnsealedMaterials unsealed = new UnsealedMaterials(materials, records.keys(), this.seal, algorithms, memory);
        this.database = new DatabaseKeeper(unsealed, new MessageCipher(unsealed, engine), algorithms, heavyWork);
    }

    /// Draws and wraps the first material of a new key.
    ///
    /// Errors: ThrottlingException.
    ///
    /// @param permit the right to make keys
    /// @param clientGone whether the client has gone and does not wait for the key
    public Material firstMaterial(
            AccountPermit permit, Arn key, String keyId, KeySpec spec, Instant now, BooleanSupplier clientGone) {
        admitNewKey(permit, key);
        try (Secret material = newKeys.material(key.account(), spec, clientGone)) {
            return seal.wrapCurrent(key, keyId, material, now, null);
        }
    }

    /// Checks and wraps the chosen first material of a new key.
    ///
    /// Errors: ValidationException for material that a key of this kind cannot have.
    ///
    /// @param permit the right to make keys
    /// @param chosen the bytes of a symmetric or HMAC key, or a private key in DER. It stays with the caller
    public Material chosenMaterial(
            AccountPermit permit, Arn key, String keyId, KeySpec spec, Instant now, Secret chosen) {
        admitNewKey(permit, key);
        try (Secret material = imports.chosen(spec, chosen)) {
            return seal.wrapCurrent(key, keyId, material, now, null);
        }
    }

    /// Returns whether a key has or had a material.
    ///
    /// No permit is needed. The caller is the seed of `trent dev`, which already has the material.
    ///
    /// Errors: ValidationException for material that a key of this kind cannot have.
    ///
    /// @param chosen the material, as in [#chosenMaterial]
    public boolean holds(Key key, Secret chosen) {
        try (Secret material = imports.chosen(key.spec(), chosen)) {
            return materials.ids(key.region(), key.keyId()).contains(MaterialSeal.materialId(key.keyId(), material));
        }
    }

    private static void admitNewKey(AccountPermit permit, Arn key) {
        Door.NEW_KEY.admit(permit.action());
        if (!key.account().equals(permit.account()) || !key.region().equals(permit.region())) {
            throw new AssertionError("a permit for " + permit.account() + " was used for " + key);
        }
    }

    /// Draws and wraps the first material of a symmetric key of a service.
    ///
    /// No permit is needed, because the caller gets only wrapped material.
    public Material firstMaterial(Key key) {
        try (Secret material = newKeys.bytes(AesGcm.KEY_BYTES)) {
            return seal.wrapCurrent(key.arn(), key.keyId(), material, key.created(), null);
        }
    }

    /// Draws and wraps the next material of a symmetric key, once for each Region of its set.
    ///
    /// No permit is needed. The caller gets only wrapped material, and only a rotation can store it.
    public List<Material> nextMaterial(Key key, Material.Became became) {
        List<Material> wrapped = new ArrayList<>();
        MultiRegion set = key.set();
        try (Secret material = newKeys.bytes(AesGcm.KEY_BYTES)) {
            for (String region : set == null ? List.of(key.region()) : set.regions()) {
                Arn arn = Arn.ofKey(region, key.account(), key.keyId());
                wrapped.add(seal.wrapCurrent(arn, key.keyId(), material, became.date(), became));
            }
        }
        return wrapped;
    }

    /// Wraps the materials of a key for a new key of its set. Imported material is not copied. It must be
    /// imported into the new key too.
    ///
    /// No permit is needed. The caller gets only wrapped material, and only the creation of a replica can store
    /// it.
    public List<Material> replicas(Key key, String region) {
        Arn arn = Arn.ofKey(region, key.account(), key.keyId());
        List<Material> copies = new ArrayList<>();
        for (Material material : materials.list(key)) {
            if (key.origin() == KeyOrigin.EXTERNAL) {
                copies.add(material.missingIn(region));
                continue;
            }
            try (Secret secret = seal.unwrap(key.arn(), material)) {
                copies.add(seal.copy(arn, material, secret));
            }
        }
        return copies;
    }

    /// Draws a wrapping key for the import of material into a key.
    ///
    /// Errors: ThrottlingException.
    ///
    /// @param spec the spec of an RSA key or of an SM2 key
    /// @param clientGone whether the client has gone and does not wait for the answer
    public ImportParameters importParameters(
            Permit permit, ImportWrapping wrapping, KeySpec spec, Instant now, BooleanSupplier clientGone) {
        Door.IMPORT_PARAMETERS.admit(permit.action());
        return imports.parameters(permit.key(), wrapping, spec, now, clientGone);
    }

    /// Unwraps imported material, checks that it fits the key, and wraps it for the key.
    ///
    /// Errors: InvalidImportTokenException, ExpiredImportTokenException, InvalidCiphertextException,
    /// IncorrectKeyMaterialException, ThrottlingException.
    ///
    /// @param token the token from [#importParameters] for this key
    public Material imported(
            Permit permit, Blob token, Blob encrypted, Instant now, Material.@Nullable Imported terms) {
        Door.IMPORT.admit(permit.action());
        Key key = permit.key();
        try (Secret material = imports.material(key, token, encrypted, now)) {
            return seal.wrapCurrent(key.arn(), key.keyId(), material, now, null).importedOn(terms);
        }
    }

    /// Draws random bytes. The caller closes the result.
    ///
    /// @param permit the right to GenerateRandom
    /// @param lengthBytes the number of bytes, 1 to 1024
    public Secret random(AccountPermit permit, int lengthBytes) {
        Door.CHANCE.admit(permit.action());
        return newKeys.bytes(lengthBytes);
    }

    /// Draws a pair of data keys. The caller closes it.
    ///
    /// Errors: ThrottlingException.
    ///
    /// @param permit the right to generate data key pairs
    /// @param spec the spec of an asymmetric key
    /// @param clientGone whether the client has gone and does not wait for the pair
    public EncodedPair dataKeyPair(Permit permit, KeySpec spec, BooleanSupplier clientGone) {
        Door.DATA_KEY_PAIR.admit(permit.action());
        return newKeys.pair(permit.key().account(), spec, clientGone);
    }

    /// Opens a key for encrypting and decrypting. The key itself checks the data.
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

    /// Opens a symmetric key for encrypting new data keys.
    ///
    /// Errors: as [#encryption].
    public SymmetricKey symmetric(Permit permit, String operation) {
        Door.ENCRYPTION.admit(permit.action());
        Key key = usable(permit, KeyUsage.ENCRYPT_DECRYPT, operation);
        if (key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw INVALID_KEY_USAGE.because("You cannot generate a data key with an asymmetric CMK");
        }
        return keeper(key).symmetric(permit);
    }

    /// Opens a key for signing and verifying. It also checks the form of the message.
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

    /// Returns the public half of a key as `SubjectPublicKeyInfo`. A disabled key returns it too.
    ///
    /// Errors: KMSInvalidStateException, UnsupportedOperationException if the key has no public half.
    public Blob publicKey(Permit permit) {
        Door.PUBLIC_KEY.admit(permit.action());
        Key key = unexpired(permit.key().in(KmsAction.States.PUBLISHED));
        if (!key.spec().isAsymmetric()) {
            throw UNSUPPORTED_OPERATION.withoutMessage();
        }
        return keeper(key).publicKey(key);
    }

    /// Refuses to make keys that take long, even if their requests wait already. The server stops and does not
    /// wait for them.
    public void stopMakingKeys() {
        heavyWork.stopGenerating();
    }

    /// Returns whether the root key is not at hand, so that nothing can be unwrapped any more.
    public boolean sealed() {
        return !root.isOpen();
    }

    /// Returns how the heavy work is doing, for the operator.
    public HeavyFigures heavyWork() {
        return heavyWork.figures();
    }

    /// Stops the threads of the heavy work.
    @Override
    public void close() {
        heavyWork.close();
    }

    /// Returns the keeper of the material of a key.
    ///
    /// INVARIANT: the origin of a key never changes, so neither does its keeper.
    private Keeper keeper(Key key) {
        return switch (key.origin()) {
            case AWS_KMS, EXTERNAL -> database;
            case AWS_CLOUDHSM, EXTERNAL_KEY_STORE ->
                throw new AssertionError(key.arn() + " is of origin " + key.origin() + ", which has no keeper");
        };
    }

    private Key usable(Permit permit, KeyUsage usage, String operation) {
        Key key = permit.key();
        if (key.usage() != usage) {
            throw INVALID_KEY_USAGE.because(
                    key.arn() + " key usage is " + key.usage() + " which is not valid for " + operation + ".");
        }
        return unexpired(key.usable());
    }

    /// Refuses a key with imported material whose time is over. A chore takes the material away, and may be late.
    private Key unexpired(Key key) {
        Key.Expiration expiration = key.expiration();
        Instant validTo = expiration == null ? null : expiration.validTo();
        if (validTo != null && !clock.instant().isBefore(validTo)) {
            throw KMS_INVALID_STATE.because(key.arn() + " is pending import.");
        }
        return key;
    }

    private static <A> void requireAlgorithm(Key key, A algorithm, List<A> allowed) {
        if (!allowed.contains(algorithm)) {
            throw INVALID_KEY_USAGE.because(
                    "Algorithm " + algorithm + " is incompatible with key spec " + key.spec() + ".");
        }
    }
}
