package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.keys.ExpirationModel;
import dev.trent.keys.ImportType;
import dev.trent.keys.Imported;
import dev.trent.keys.Key;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KmsAction;
import dev.trent.keys.Material;
import dev.trent.policy.RequestContext;
import dev.trent.store.Change;
import dev.trent.vault.Vault;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Imports key material into a key that was made for imported material.
///
/// Source: [ImportKeyMaterial](https://docs.aws.amazon.com/kms/latest/APIReference/API_ImportKeyMaterial.html).
final class ImportKeyMaterial implements Writing<ImportKeyMaterial.Request, ImportKeyMaterial.Response> {
    private final Access access;
    private final Vault vault;
    private final Imported imported;

    /// The request: a key id or key ARN, the wrapped material with its token, and the terms of the import.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Length(min = 1, max = 6144) Blob importToken,
            @Length(min = 1, max = 6144) Blob encryptedKeyMaterial,
            @Logged @Nullable Instant validTo,
            @Logged @Nullable ExpirationModel expirationModel,
            @Logged @Nullable ImportType importType,

            @Logged @Nullable @Length(min = 0, max = 256) @Matches(KmsPattern.MATERIAL_DESCRIPTION)
            String keyMaterialDescription,

            @Logged @Nullable @Length(min = 64, max = 64) @Matches(KmsPattern.MATERIAL_ID)
            String keyMaterialId) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN
    /// @param keyMaterialId null unless the key is a symmetric encryption key
    public record Response(
            @Logged String keyId, @Logged @Nullable String keyMaterialId) {}

    ImportKeyMaterial(Access access, Vault vault, Imported imported) {
        this.access = access;
        this.vault = vault;
        this.imported = imported;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, UnsupportedOperationException,
    /// KMSInvalidStateException, ValidationException, InvalidImportTokenException, ExpiredImportTokenException,
    /// InvalidCiphertextException, IncorrectKeyMaterialException, ThrottlingException.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        Permit permit = access.permit(
                call,
                KeyRequest.of(KmsAction.ImportKeyMaterial, request.keyId()).with(facts -> addTo(facts, request)));
        Key key = permit.key();
        ImportRules.requireExternal(key);
        key.in(KmsAction.ImportKeyMaterial.states());
        ImportRules.checkExpiration(model(request), request.validTo(), call.time());
        boolean symmetric = key.spec() == KeySpec.SYMMETRIC_DEFAULT;
        ImportRules.checkTerms(request, symmetric);
        Material material = vault.imported(
                permit,
                request.importToken(),
                request.encryptedKeyMaterial(),
                call.time().truncatedTo(ChronoUnit.MILLIS),
                terms(request));
        ImportRules.checkId(request.keyMaterialId(), material.materialId());
        return tx -> {
            imported.put(tx, key, material, request.importType());
            return new Response(key.arn().toString(), symmetric ? material.materialId() : null);
        };
    }

    private static ExpirationModel model(Request request) {
        ExpirationModel sent = request.expirationModel();
        return sent == null ? ExpirationModel.KEY_MATERIAL_EXPIRES : sent;
    }

    private static Material.@Nullable Imported terms(Request request) {
        Instant validTo = request.validTo();
        String description = request.keyMaterialDescription();
        return validTo == null && description == null ? null : new Material.Imported(validTo, description);
    }

    private static void addTo(RequestContext facts, Request request) {
        // A condition on the model sees what was sent, and not what is taken for it otherwise.
        if (request.expirationModel() != null) {
            facts.add("kms:ExpirationModel", request.expirationModel().name());
        }
        if (request.validTo() != null) {
            facts.add("kms:ValidTo", request.validTo().toString());
        }
    }
}
