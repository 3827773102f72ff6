package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Markers;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.keys.ExpirationModel;
import dev.trent.keys.Key;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KmsAction;
import dev.trent.keys.Material;
import dev.trent.keys.Materials;
import dev.trent.keys.RotationType;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the rotations of a key, the oldest first. Or lists all of its materials, in the order in which the key
/// got them.
///
/// Source: [ListKeyRotations](https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyRotations.html).
final class ListKeyRotations implements Reading<ListKeyRotations.Request, ListKeyRotations.Response> {
    private static final int LIMIT_USUAL = 100;

    private final Access access;
    private final Materials materials;

    /// The materials that are listed. The names are those on the wire.
    public enum IncludeKeyMaterial {
        /// The materials that a rotation made current.
        ROTATIONS_ONLY,
        /// Also the first material, and a material that waits for its rotation.
        ALL_KEY_MATERIAL
    }

    /// Whether the bytes of imported material are there. The names are those on the wire.
    public enum ImportState {
        IMPORTED,
        PENDING_IMPORT
    }

    /// The request: a key id or key ARN, the kind of list, the size of a page, and the marker of its beginning.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Default("ROTATIONS_ONLY") IncludeKeyMaterial includeKeyMaterial,
            @Logged @Nullable @Range(min = 1, max = 1000) Integer limit,

            @Logged @Nullable @Length(min = 1, max = 1024) @Matches(KmsPattern.MARKER)
            String marker) {}

    /// The answer: one page, and the marker of the next page.
    public record Response(List<Entry> rotations, @Nullable String nextMarker, Boolean truncated) {}

    /// One material.
    ///
    /// @param keyId the bare id of the key
    /// @param rotationDate the date of the rotation that made it current; null for the first material, and if
    ///     it was never current
    /// @param importState null if the material was not imported; `expirationModel` and `validTo` are then
    ///     null too
    public record Entry(
            String keyId,
            String keyMaterialId,
            @Nullable String keyMaterialDescription,
            @Nullable ImportState importState,
            Material.State keyMaterialState,
            @Nullable ExpirationModel expirationModel,
            @Nullable Instant validTo,
            @Nullable Instant rotationDate,
            @Nullable RotationType rotationType) {

        static Entry of(Key key, Material material) {
            Material.Became became = material.became();
            Material.Imported imported = material.imported();
            Instant validTo = imported == null ? null : imported.validTo();
            boolean external = key.origin() == KeyOrigin.EXTERNAL;
            boolean present = external && material.present();
            return new Entry(
                    key.keyId(),
                    material.materialId(),
                    imported == null ? null : imported.description(),
                    !external ? null : present ? ImportState.IMPORTED : ImportState.PENDING_IMPORT,
                    material.state(),
                    !present ? null : model(validTo),
                    present ? validTo : null,
                    became == null ? null : became.date(),
                    became == null ? null : became.type());
        }

        private static ExpirationModel model(@Nullable Instant validTo) {
            return validTo == null
                    ? ExpirationModel.KEY_MATERIAL_DOES_NOT_EXPIRE
                    : ExpirationModel.KEY_MATERIAL_EXPIRES;
        }
    }

    ListKeyRotations(Access access, Materials materials) {
        this.access = access;
        this.materials = materials;
    }

    /// Errors: NotFoundException, InvalidArnException, InvalidMarkerException, AccessDeniedException,
    /// UnsupportedOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.ListKeyRotations, request.keyId()))
                .key();
        RotationRules.requireSymmetric(key);
        boolean all = request.includeKeyMaterial() == IncludeKeyMaterial.ALL_KEY_MATERIAL;
        Markers markers = KmsMarkers.of(call, "ListKeyRotations", key.keyId() + "/" + request.includeKeyMaterial());
        long after = after(markers.position(request.marker()));
        int limit = request.limit() == null ? LIMIT_USUAL : request.limit();
        Page<Material> page = markers.on(materials.list(key, all, after, limit));
        return new Response(page.map(each -> Entry.of(key, each)), page.next(), page.truncated());
    }

    private static long after(@Nullable String position) {
        try {
            return position == null ? -1 : Long.parseLong(position);
        } catch (NumberFormatException _) {
            throw KmsMarkers.unusable();
        }
    }
}
