package dev.trent.keys;

import static dev.trent.aws.AwsError.INCORRECT_KEY_MATERIAL;
import static dev.trent.aws.AwsError.KMS_INVALID_STATE;

import dev.trent.keys.Material.State;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The imported materials of keys: import, deletion and expiration.
///
/// A material that has been current belongs to its key for ever, even while its bytes are missing. If the bytes
/// of one such material are missing, the key cannot be used. A further material of a symmetric key waits for
/// the next rotation. All keys of a set must have the material before that rotation.
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
    /// @param type null if the request has no import type
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
        } else {
            add(tx, now, material, materials);
        }
        MaterialRows.settleWaiting(tx, now, keys.others(tx, now));
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
        State state = materials.isEmpty() ? State.CURRENT : State.PENDING_ROTATION;
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

    /// Deletes the bytes of a material. A material that waits for its rotation is deleted as a whole, from all
    /// keys of the set. If the key is a replica, only its bytes are deleted.
    ///
    /// Errors: IncorrectKeyMaterialException for a material that the key does not have.
    ///
    /// @param materialId null for the current material
    /// @return the id of the material; null if the key never had a material
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
            MaterialRows.settleWaiting(tx, key, keys.others(tx, key));
            return;
        }
        MaterialRows.delete(tx, material);
        for (Key other : keys.others(tx, key)) {
            MaterialRows.delete(tx, material.missingIn(other.region()));
        }
    }

    /// Deletes the bytes of every material that has expired.
    ///
    /// @return the ids of the expired materials
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

    /// Returns the time at which the next material of a key expires; null if none expires.
    public @Nullable Instant nextExpiration(Tx tx, Key key) {
        return Material.firstEnd(MaterialRows.list(tx, key));
    }

    /// Brings the key into the state that its materials allow.
    private void settle(Tx tx, Key key) {
        List<Material> materials = MaterialRows.list(tx, key);
        Key.Expiration expiration = Material.expiration(materials);
        keys.change(tx, key, stored -> stored.imported(expiration));
        Instant next = Material.firstEnd(materials);
        if (next != null) {
            KeyChore.EXPIRATION.set(tx, key, next);
        }
    }
}
