package dev.trent.keys;

import dev.trent.aws.Blob;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One piece of a key's material, wrapped under a domain key; a key has several after a rotation, one of them
/// current.
///
/// @param region the Region of the key
/// @param keyId the key it belongs to
/// @param materialId 64 lower-case hexadecimal digits
/// @param domainKeyId which domain key wraps it
/// @param state whether it encrypts and decrypts, or only decrypts
/// @param wrapped the bytes, in the form of `docs/spec/ciphertext-blob.md`; empty if it is imported material that
///     was deleted or has expired
/// @param ordinal the place in the order of the key's materials, from 0
/// @param became how it became current; null for the first one, and for one that never was
/// @param imported what its importer said; null if it was made here
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

    /// What a material may be used for, by the names on the wire.
    public enum State {
        /// It encrypts and decrypts.
        CURRENT,
        /// It decrypts.
        NON_CURRENT,
        /// It was imported, and becomes current by the next rotation on demand.
        PENDING_ROTATION,
        /// As `PENDING_ROTATION`, and some replica does not have it yet.
        PENDING_MULTI_REGION_IMPORT_AND_ROTATION
    }

    /// A rotation.
    public record Became(Instant date, RotationType type) {}

    /// What the importer of a material said.
    ///
    /// @param validTo when it expires; null for never
    /// @param description null for none
    public record Imported(
            @Nullable Instant validTo, @Nullable String description) {}

    /// Returns whether its bytes are there.
    public boolean present() {
        return wrapped.length() > 0;
    }

    /// Returns the material at another place in the order of its key's materials.
    Material at(long place) {
        return new Material(region, keyId, materialId, domainKeyId, state, wrapped, created, place, became, imported);
    }

    /// Returns the material as the one that encrypts from now on.
    Material current(Became now) {
        return new Material(
                region, keyId, materialId, domainKeyId, State.CURRENT, wrapped, created, ordinal, now, imported);
    }

    /// Returns the material as another key of the set has it.
    ///
    /// @param bytes the material, wrapped for that key
    public Material wrappedFor(String otherRegion, String domainKey, Blob bytes) {
        return new Material(
                otherRegion, keyId, materialId, domainKey, state, bytes, created, ordinal, became, imported);
    }

    /// Returns the material as another key of the set has it, into which it was not imported.
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

    /// Returns the material with what its importer said.
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

    /// Returns the same material with bytes that were imported again; a description that is not given stays.
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

    /// Returns when it expires; null if it does not, or is not there.
    @Nullable
    Instant validTo() {
        return present() && imported != null ? imported.validTo : null;
    }

    /// Returns whether it stays with its key for ever: it has been current.
    boolean permanent() {
        return state == State.CURRENT || state == State.NON_CURRENT;
    }

    /// Returns the material in another state.
    public Material in(State next) {
        return new Material(region, keyId, materialId, domainKeyId, next, wrapped, created, ordinal, became, imported);
    }
}
