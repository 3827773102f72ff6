package dev.trent.vault;

import static dev.trent.store.Writes.write;

import dev.trent.access.Access;
import dev.trent.access.AccessFixture;
import dev.trent.access.AccountPermit;
import dev.trent.access.KeyRequest;
import dev.trent.access.Permit;
import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.Caller;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.crypto.Engine;
import dev.trent.keys.ExpirationModel;
import dev.trent.keys.Key;
import dev.trent.keys.KeyManagerType;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeyRecords;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyState;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.KmsAction;
import dev.trent.keys.Material;
import dev.trent.keys.Materials;
import dev.trent.memory.Memory;
import dev.trent.seal.Seal;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A vault over a real store; its permits come from [Access], as an operation's do.
final class VaultFixture implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";

    final Store store;
    final Seal seal;
    final Materials materials;
    private final KeyRecords records;
    private final Access access;
    private final Memory memory;
    private final DomainKeys domainKeys;
    private final Engine engine;
    private Instant now = Instant.EPOCH;

    VaultFixture(Path folder, Engine engine, byte[] rootKey) {
        this(folder, engine, rootKey, null);
    }

    /// Makes a vault over the data of another installation.
    ///
    /// @param domainKey the one domain key that is there already; null for none
    VaultFixture(Path folder, Engine engine, byte[] rootKey, Materials.@Nullable WrappedDomainKey domainKey) {
        this.engine = engine;
        this.store = GenuineRows.in(Store.open("jdbc:sqlite:" + folder.resolve("trent.db")));
        store.write(tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", ACCOUNT, 0L));
        this.seal = new Seal(Secret.owning(rootKey.clone()), engine);
        this.materials = new Materials(store);
        if (domainKey != null) {
            materials.addFirstDomainKey(domainKey);
        }
        this.domainKeys = DomainKeys.open(materials, seal, engine.random(), Instant.EPOCH);
        AccessFixture fixture = AccessFixture.on(store, seal, engine);
        this.records = fixture.records();
        this.access = fixture.access();
        this.memory = fixture.memory();
    }

    Vault vault(long memoryBytesMax) {
        return new Vault(records, domainKeys, seal, engine, new Memory(memoryBytesMax), 1, () -> now);
    }

    /// Returns another cache of the same materials.
    UnsealedMaterials unsealed(long memoryBytesMax) {
        return new UnsealedMaterials(
                materials, records.keys(), materialSeal(), new Algorithms(engine), new Memory(memoryBytesMax));
    }

    MaterialSeal materialSeal() {
        return new MaterialSeal(domainKeys, engine);
    }

    Key create(Vault vault, String keyId) {
        return create(vault, keyId, KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT);
    }

    Key create(Vault vault, String keyId, KeySpec spec, KeyUsage usage) {
        AccountPermit permit = accountPermit("CreateKey");
        Arn arn = Arn.ofKey(REGION, ACCOUNT, keyId);
        return store(
                arn,
                spec,
                usage,
                KeyOrigin.AWS_KMS,
                vault.firstMaterial(permit, arn, keyId, spec, Instant.EPOCH, () -> false));
    }

    /// Sets the time of the vault.
    void at(Instant time) {
        now = time;
    }

    /// Gives a key material that expires.
    Key expiring(Key key, Instant validTo) {
        return store.write(tx -> records.keys()
                .change(
                        tx,
                        key,
                        stored -> new Key(
                                stored.arn(),
                                stored.keyId(),
                                stored.spec(),
                                stored.usage(),
                                stored.origin(),
                                stored.manager(),
                                stored.description(),
                                stored.policy(),
                                stored.set(),
                                stored.created(),
                                new Key.Life(
                                        stored.state(),
                                        stored.currentMaterialId(),
                                        null,
                                        null,
                                        new Key.Expiration(ExpirationModel.KEY_MATERIAL_EXPIRES, validTo)))));
    }

    /// Stores a key with a material that is wrapped already.
    Key store(Arn arn, KeySpec spec, KeyUsage usage, KeyOrigin origin, Material material) {
        Key key = new Key(
                arn,
                material.keyId(),
                spec,
                usage,
                origin,
                KeyManagerType.CUSTOMER,
                "",
                """
                {"Statement":{"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"kms:*","Resource":"*"}}""".formatted(ACCOUNT),
                null,
                Instant.EPOCH,
                Key.Life.beginning(KeyState.Enabled).holding(material.materialId()));
        write(store, tx -> records.keys().create(tx, key, material, List.of()));
        return key;
    }

    SymmetricKey encrypting(Vault vault, Key key) {
        return vault.symmetric(permit("Encrypt", key), "Encrypt");
    }

    SymmetricKey decrypting(Vault vault, Key key) {
        return vault.symmetric(permit("Decrypt", key), "Decrypt");
    }

    AccountPermit accountPermit(String action) {
        return access.permit(call(), Action.kms(action));
    }

    Permit permit(String action, Key key) {
        return permit(action, key.keyId());
    }

    Permit permit(String action, String keyId) {
        return access.permit(call(), KeyRequest.of(KmsAction.valueOf(action), keyId));
    }

    /// Returns the memory of keys and decisions.
    Memory memory() {
        return memory;
    }

    void disable(Key key) {
        store.write(tx -> records.keys().change(tx, key, Key::disable));
    }

    private static Invocation call() {
        return new Invocation(
                Caller.root(Partition.AWS, ACCOUNT, "test"),
                REGION,
                "id",
                Instant.EPOCH,
                new Origin("127.0.0.1", null, "", "", ""));
    }

    @Override
    public void close() {
        domainKeys.close();
        seal.close();
        store.close();
    }
}
