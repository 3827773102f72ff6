package dev.trent.keys;

import dev.trent.aws.Blob;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One material of a key, wrapped under a domain key. After a rotation a key has several materials, and one of
/// them is current.
///
/// @param region the Region of the key
/// @param keyId the key it belongs to
/// @param materialId 64 lower-case hexadecimal digits
/// @param domainKeyId the domain key that wraps it
/// @param state the use that the material may have
/// @param wrapped the bytes, in the form of `docs/spec/ciphertext-blob.md`; empty if imported material was
///     deleted or has expired
/// @param ordinal the place in the order of the key's materials, from 0
/// @param became the rotation that made it current; null for the first material, and if it was never current
/// @param imported the terms of the import; null if Trent made the material, or if there are no terms
public record Material(
        String region,
        String keyId,
        String materialId,
        String domainKeyId,
        State state,
        Blob wrapped,
        Instant created,
        long ordinal,
        @Nullable Became became,
        @Nullable Imported imported) {

    /// The use that a material may have. The names are those on the wire.
    public enum State {
        /// It encrypts and decrypts.
        CURRENT,
        /// It decrypts.
        NON_CURRENT,
        /// It was imported. The next rotation on demand makes it current.
        PENDING_ROTATION,
        /// As `PENDING_ROTATION`, but some key of the set does not have it yet.
        PENDING_MULTI_REGION_IMPORT_AND_ROTATION
    }

    /// A rotation.
    public record Became(Instant date, RotationType type) {}

    /// The terms of an import.
    ///
    /// @param validTo the time at which the material expires; null for never
    /// @param description null for none
    public record Imported(
            @Nullable Instant validTo, @Nullable String description) {}

    /// Returns whether the material has its bytes.
    public boolean present() {
        return wrapped.length() > 0;
    }

    /// Returns the material at another place in the order of its key's materials.
    Material at(long place) {
        return new Material(region, keyId, materialId, domainKeyId, state, wrapped, created, place, became, imported);
    }

    /// Returns the material as the current one, which encrypts from now on.
    Material current(Became now) {
        return new Material(
                region, keyId, materialId, domainKeyId, State.CURRENT, wrapped, created, ordinal, now, imported);
    }

    /// Returns the material for another key of the set.
    ///
    /// @param bytes the material, wrapped for that key
    public Material wrappedFor(String otherRegion, String domainKey, Blob bytes) {
        return new Material(
                otherRegion, keyId, materialId, domainKey, state, bytes, created, ordinal, became, imported);
    }

    /// Returns the material for another key of the set, into which it was not imported. It has no bytes.
    public Material missingIn(String otherRegion) {
        return new Material(
                otherRegion,
                keyId,
                materialId,
                domainKeyId,
                state,
                Blob.owning(new byte[0]),
                created,
                ordinal,
                became,
                null);
    }

    /// Returns the material with the terms of its import.
    public Material importedOn(@Nullable Imported terms) {
        return new Material(region, keyId, materialId, domainKeyId, state, wrapped, created, ordinal, became, terms);
    }

    /// Returns the material without its bytes, which were deleted or have expired.
    Material emptied() {
        Imported left =
                imported == null || imported.description == null ? null : new Imported(null, imported.description);
        return new Material(
                region,
                keyId,
                materialId,
                domainKeyId,
                state,
                Blob.owning(new byte[0]),
                created,
                ordinal,
                became,
                left);
    }

    /// Returns the same material with bytes that were imported again. If the new import has no description, the
    /// old one stays.
    Material filled(Material again) {
        Imported terms = again.imported;
        String description = terms != null && terms.description != null
                ? terms.description
                : imported == null ? null : imported.description;
        Instant validTo = terms == null ? null : terms.validTo;
        return new Material(
                region,
                keyId,
                materialId,
                again.domainKeyId,
                state,
                again.wrapped,
                created,
                ordinal,
                became,
                validTo == null && description == null ? null : new Imported(validTo, description));
    }

    /// Returns the time at which it expires; null if it does not expire, or if its bytes are missing.
    @Nullable
    Instant validTo() {
        return present() && imported != null ? imported.validTo : null;
    }

    /// Returns the expiration of a key with these materials. Returns null if the bytes of a material that has
    /// been current are missing.
    static Key.@Nullable Expiration expiration(List<Material> materials) {
        List<Material> permanent =
                materials.stream().filter(Material::permanent).toList();
        if (permanent.isEmpty() || !permanent.stream().allMatch(Material::present)) {
            return null;
        }
        Instant end = firstEnd(permanent);
        return new Key.Expiration(
                end == null ? ExpirationModel.KEY_MATERIAL_DOES_NOT_EXPIRE : ExpirationModel.KEY_MATERIAL_EXPIRES, end);
    }

    /// Returns the time at which the first of some materials expires; null if none expires.
    static @Nullable Instant firstEnd(List<Material> materials) {
        return materials.stream()
                .map(Material::validTo)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// Returns whether the material stays with its key for ever. It does if it has been current.
    public boolean permanent() {
        return state == State.CURRENT || state == State.NON_CURRENT;
    }

    /// Returns the material in another state.
    public Material in(State next) {
        return new Material(region, keyId, materialId, domainKeyId, next, wrapped, created, ordinal, became, imported);
    }
}
