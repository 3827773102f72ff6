package dev.trent.keys;

import static dev.trent.aws.AwsError.INCORRECT_KEY_MATERIAL;
import static dev.trent.aws.AwsError.KMS_INVALID_STATE;

import dev.trent.keys.Material.State;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The materials of keys whose material is made elsewhere: they come, go and expire.
///
/// A material that has been current belongs to its key for ever, also while its bytes are missing. While the
/// bytes of one of those are missing, the key cannot be used. A further material of a symmetric key waits for
/// the next rotation; all keys of a set must have it before.
///
/// Source: AWS KMS Developer Guide, "Importing key material" and "Rotate imported material".
public final class Imported {
    private final Keys keys;

    /// Makes the room's view of imported materials.
    public Imported(Keys keys) {
        this.keys = keys;
    }

    /// Puts a material into a key.
    ///
    /// Errors: IncorrectKeyMaterialException, KMSInvalidStateException.
    ///
    /// @param type null if the request did not say
    public void put(Tx tx, Key key, Material material, @Nullable ImportType type) {
        Key now = keys.reread(tx, key).in(KmsAction.ImportKeyMaterial.states());
        List<Material> materials = MaterialRows.list(tx, now);
        Material known = materials.stream()
                .filter(each -> each.materialId().equals(material.materialId()))
                .findFirst()
                .orElse(null);
        boolean isNew = type == null ? materials.isEmpty() : type == ImportType.NEW_KEY_MATERIAL;
        if (known == null && !isNew) {
            throw INCORRECT_KEY_MATERIAL.because(
                    "The key material is not one that was imported into " + now.arn() + " before.");
        }
        if (known != null && isNew && now.spec() == KeySpec.SYMMETRIC_DEFAULT) {
            throw INCORRECT_KEY_MATERIAL.because(
                    "The key material was imported into " + now.arn() + " before, and is not new.");
        }
        if (known != null) {
            MaterialRows.update(tx, known.filled(material));
            settlePending(tx, now);
        } else {
            add(tx, now, material, materials);
        }
        settle(tx, now);
    }

    private void add(Tx tx, Key key, Material material, List<Material> materials) {
        if (key.isReplica()) {
            throw INCORRECT_KEY_MATERIAL.because("New key material is imported into the primary key first.");
        }
        if (!materials.isEmpty() && key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw INCORRECT_KEY_MATERIAL.because(
                    "The key material is not the one that was imported into " + key.arn() + " before.");
        }
        refuseSecondPending(key, material, materials);
        List<Key> others = keys.others(tx, key);
        State state = materials.isEmpty()
                ? State.CURRENT
                : others.isEmpty() ? State.PENDING_ROTATION : State.PENDING_MULTI_REGION_IMPORT_AND_ROTATION;
        Material placed = material.in(state).at(materials.size());
        MaterialRows.insert(tx, placed);
        for (Key other : others) {
            MaterialRows.insert(tx, placed.missingIn(other.region()));
        }
        if (state == State.CURRENT) {
            for (Key each : Stream.concat(Stream.of(key), others.stream()).toList()) {
                keys.change(tx, each, stored -> stored.holding(material.materialId()));
            }
        }
    }

    private static void refuseSecondPending(Key key, Material material, List<Material> materials) {
        for (Material other : materials) {
            if (!other.permanent()) {
                throw KMS_INVALID_STATE.because("New key material (id: " + material.materialId()
                        + ") cannot be imported into KMS key " + key.arn() + ", because another key material (id: "
                        + other.materialId() + ") is pending rotation.");
            }
        }
    }

    /// A material that every key of a set has now can become current.
    private void settlePending(Tx tx, Key key) {
        List<Key> set =
                Stream.concat(Stream.of(key), keys.others(tx, key).stream()).toList();
        List<Material> pending = set.stream()
                .flatMap(each -> MaterialRows.list(tx, each).stream())
                .filter(material -> material.state() == State.PENDING_MULTI_REGION_IMPORT_AND_ROTATION)
                .toList();
        if (!pending.isEmpty() && pending.stream().allMatch(Material::present)) {
            pending.forEach(material -> MaterialRows.update(tx, material.in(State.PENDING_ROTATION)));
        }
    }

    /// Deletes the bytes of a material. One that waits for its rotation is deleted as a whole, from the
    /// primary key for its set.
    ///
    /// Errors: IncorrectKeyMaterialException for a material that the key does not have.
    ///
    /// @param materialId null for the current one
    /// @return the id of the material; null if the key never had one
    public @Nullable String delete(Tx tx, Key key, @Nullable String materialId) {
        Key now = keys.reread(tx, key).in(KmsAction.DeleteImportedKeyMaterial.states());
        String wanted = materialId == null ? now.currentMaterialId() : materialId;
        if (wanted == null) {
            return null;
        }
        Material material = MaterialRows.find(tx, now.region(), now.keyId(), wanted);
        if (material == null) {
            throw INCORRECT_KEY_MATERIAL.because("The key " + now.arn() + " has no key material " + wanted + ".");
        }
        empty(tx, now, material);
        settle(tx, now);
        return wanted;
    }

    private void empty(Tx tx, Key key, Material material) {
        if (material.permanent() || key.isReplica()) {
            MaterialRows.update(tx, material.emptied());
            return;
        }
        MaterialRows.delete(tx, material);
        for (Key other : keys.others(tx, key)) {
            MaterialRows.delete(tx, material.missingIn(other.region()));
        }
    }

    /// Takes the bytes of every material whose time is over.
    ///
    /// @return the ids of the materials
    public List<String> expire(Tx tx, Key key, Instant now) {
        Key stored = keys.reread(tx, key);
        List<Material> over = MaterialRows.list(tx, stored).stream()
                .filter(material ->
                        material.validTo() != null && !material.validTo().isAfter(now))
                .toList();
        over.forEach(material -> empty(tx, stored, material));
        if (!over.isEmpty()) {
            settle(tx, stored);
        }
        return over.stream().map(Material::materialId).toList();
    }

    /// Returns when the next material of a key expires; null if none does.
    public @Nullable Instant nextExpiration(Tx tx, Key key) {
        return first(MaterialRows.list(tx, key).stream());
    }

    /// Brings the key into the state that its materials allow.
    private void settle(Tx tx, Key key) {
        List<Material> materials = MaterialRows.list(tx, key);
        List<Material> permanent =
                materials.stream().filter(Material::permanent).toList();
        boolean whole = !permanent.isEmpty() && permanent.stream().allMatch(Material::present);
        Instant validTo = first(permanent.stream());
        Key.Expiration expiration = !whole
                ? null
                : new Key.Expiration(
                        validTo == null
                                ? ExpirationModel.KEY_MATERIAL_DOES_NOT_EXPIRE
                                : ExpirationModel.KEY_MATERIAL_EXPIRES,
                        validTo);
        keys.change(tx, key, stored -> stored.imported(expiration));
        Instant next = first(materials.stream());
        if (next != null) {
            KeyChore.EXPIRATION.set(tx, key, next);
        }
    }

    private static @Nullable Instant first(Stream<Material> materials) {
        return materials
                .map(Material::validTo)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
