package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.keys.Imported;
import dev.trent.keys.Key;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KmsAction;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import org.jspecify.annotations.Nullable;

/// Deletes imported key material. The key stays, and the same material can be imported again.
///
/// Source: [DeleteImportedKeyMaterial](
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteImportedKeyMaterial.html).
final class DeleteImportedKeyMaterial
        implements Writing<DeleteImportedKeyMaterial.Request, DeleteImportedKeyMaterial.Response> {
    private final Access access;
    private final Imported imported;

    /// The request: a key id or key ARN, and the id of the material. Without that id, the current material is
    /// meant.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Nullable @Length(min = 64, max = 64) @Matches(KmsPattern.MATERIAL_ID)
            String keyMaterialId) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN
    /// @param keyMaterialId null if the key never had material, or if it is not a symmetric encryption key
    public record Response(
            @Logged String keyId, @Logged @Nullable String keyMaterialId) {}

    DeleteImportedKeyMaterial(Access access, Imported imported) {
        this.access = access;
        this.imported = imported;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, UnsupportedOperationException,
    /// KMSInvalidStateException, IncorrectKeyMaterialException.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.DeleteImportedKeyMaterial, request.keyId()))
                .key();
        ImportRules.requireExternal(key);
        return tx -> {
            String deleted = imported.delete(tx, key, request.keyMaterialId());
            boolean named = key.spec() == KeySpec.SYMMETRIC_DEFAULT;
            return new Response(key.arn().toString(), named ? deleted : null);
        };
    }
}
