package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.AccountPermit;
import dev.trent.access.KeyRequest;
import dev.trent.aws.Arn;
import dev.trent.aws.Secret;
import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Key;
import dev.trent.keys.KeyManagerType;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyState;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.Keys;
import dev.trent.keys.KmsAction;
import dev.trent.keys.Material;
import dev.trent.keys.MultiRegion;
import dev.trent.policy.Policy;
import dev.trent.policy.RequestContext;
import dev.trent.store.Change;
import dev.trent.store.DuplicateException;
import dev.trent.vault.Vault;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a key with its first material, its policy and its tags.
///
/// Source: [CreateKey](https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html).
final class CreateKey implements Writing<CreateKey.Request, CreateKey.Response> {
    private final Access access;
    private final Vault vault;
    private final Keys keys;
    private final PrincipalNames names;
    private final KeyIds ids;
    private final MaterialTag materialTag;

    /// The request. All members are optional.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 131072) @Matches(KmsPattern.POLICY)
            String policy,

            @Logged @Default("") @Length(min = 0, max = 8192) @Matches(KmsPattern.STORABLE)
            String description,

            @Logged @Nullable KeyUsage keyUsage,
            @Logged @Nullable CustomerMasterKeySpec customerMasterKeySpec,
            @Logged @Nullable KeySpec keySpec,
            @Logged @Default("AWS_KMS") KeyOrigin origin,
            @Logged @Nullable @Length(min = 1, max = 64) String customKeyStoreId,
            @Logged @Nullable Boolean bypassPolicyLockoutSafetyCheck,
            @Logged @Nullable List<KmsTag> tags,
            @Logged @Default("false") Boolean multiRegion,

            @Logged @Nullable @Length(min = 1, max = 128) @Matches(KmsPattern.XKS_KEY_ID)
            String xksKeyId) {

        private Request tagged(@Nullable List<KmsTag> others) {
            return new Request(
                    policy,
                    description,
                    keyUsage,
                    customerMasterKeySpec,
                    keySpec,
                    origin,
                    customKeyStoreId,
                    bypassPolicyLockoutSafetyCheck,
                    others,
                    multiRegion,
                    xksKeyId);
        }

        /// Returns the request with the values that are taken for members that were not sent.
        private Request completed() {
            KeySpec kind = keySpec != null
                    ? keySpec
                    : customerMasterKeySpec != null ? customerMasterKeySpec.keySpec() : KeySpec.SYMMETRIC_DEFAULT;
            boolean usual = keyUsage == null && kind == KeySpec.SYMMETRIC_DEFAULT;
            return new Request(
                    policy,
                    description,
                    usual ? KeyUsage.ENCRYPT_DECRYPT : keyUsage,
                    customerMasterKeySpec != null ? customerMasterKeySpec : CustomerMasterKeySpec.of(kind),
                    kind,
                    origin,
                    customKeyStoreId,
                    KeyPolicy.insists(bypassPolicyLockoutSafetyCheck),
                    tags,
                    multiRegion,
                    xksKeyId);
        }
    }

    /// The answer.
    public record Response(@Logged KeyMetadata keyMetadata) {}

    CreateKey(Access access, Vault vault, Keys keys, PrincipalNames names, KeyIds ids) {
        this.access = access;
        this.vault = vault;
        this.keys = keys;
        this.names = names;
        this.ids = ids;
        this.materialTag = new MaterialTag(ids.choosable());
    }

    @Override
    public Request recorded(Request request) {
        return withoutMaterial(request).completed();
    }

    private Request withoutMaterial(Request request) {
        return request.tagged(materialTag.without(request.tags()));
    }

    /// Errors: ValidationException, UnsupportedOperationException, CustomKeyStoreNotFoundException,
    /// MalformedPolicyDocumentException, LimitExceededException, TagException, AccessDeniedException,
    /// ThrottlingException.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        try (Secret chosen = materialTag.in(request.tags())) {
            return prepare(call, withoutMaterial(request), chosen);
        }
    }

    /// @param chosen the material; null if it is drawn
    private Change<Response> prepare(Invocation call, Request request, @Nullable Secret chosen) {
        KeySpec spec = KeyRules.spec(request.keySpec(), request.customerMasterKeySpec());
        KeyUsage usage = KeyRules.usage(spec, request.keyUsage());
        KeyRules.checkOrigin(request, spec);
        KmsTagRules.refuseTooLarge(request.tags());
        AccountPermit permit =
                access.permit(call, KmsAction.CreateKey.action(), facts -> addTo(facts, call, request, spec, usage));
        if (request.tags() != null && !request.tags().isEmpty()) {
            // The key has no ARN yet. So a right to particular keys is not enough.
            String anyKey = Arn.ofKey(permit.region(), permit.account(), "*").toString();
            access.permit(
                    call, KmsAction.TagResource.action(), anyKey, facts -> addTo(facts, call, request, spec, usage));
        }
        Policy policy = KeyPolicy.bound(
                names,
                request.policy() == null
                        ? KeyPolicy.standard(call.partition().root(permit.account()))
                        : request.policy());
        List<Tag> tags = request.tags() == null ? List.of() : KmsTagRules.check(request.tags());

        // The store keeps milliseconds, and the answer shows them.
        Instant now = call.time().truncatedTo(ChronoUnit.MILLIS);
        String keyId = ids.next(tags, request.multiRegion());
        Arn arn = Arn.ofKey(permit.region(), permit.account(), keyId);
        boolean external = request.origin() == KeyOrigin.EXTERNAL;
        if (external && chosen != null) {
            throw MaterialTag.refused("does not go with the origin EXTERNAL: ImportKeyMaterial brings its material.");
        }
        Key draft = new Key(
                arn,
                keyId,
                spec,
                usage,
                request.origin(),
                KeyManagerType.CUSTOMER,
                request.description(),
                policy.text(),
                request.multiRegion() ? MultiRegion.of(permit.region()) : null,
                now,
                Key.Life.beginning(external ? KeyState.PendingImport : KeyState.Enabled));
        if (request.policy() != null) {
            KeyRequest later = KeyRequest.of(KmsAction.PutKeyPolicy, keyId)
                    .with(facts -> KeyPolicy.addTo(facts, request.bypassPolicyLockoutSafetyCheck()));
            KeyPolicy.refuseLockout(
                    () -> access.wouldAllow(call, later, draft, tags), request.bypassPolicyLockoutSafetyCheck());
        }
        keys.refuseFull(permit.account(), permit.region());
        Material material = external
                ? null
                : chosen == null
                        ? vault.firstMaterial(permit, arn, keyId, spec, now, call::clientGone)
                        : vault.chosenMaterial(permit, arn, keyId, spec, now, chosen);
        Key key = material == null ? draft : draft.holding(material.materialId());
        return tx -> {
            try {
                keys.create(tx, key, material, tags);
            } catch (DuplicateException _) {
                throw KeyIds.taken(keyId);
            }
            call.touches(arn);
            return new Response(KeyMetadata.of(key));
        };
    }

    private static void addTo(RequestContext facts, Invocation call, Request request, KeySpec spec, KeyUsage usage) {
        KeyRules.addTo(facts, call, spec, usage, request.origin());
        facts.add("kms:MultiRegion", request.multiRegion().toString());
        if (request.multiRegion()) {
            facts.add("kms:MultiRegionKeyType", "PRIMARY");
        }
        KeyPolicy.addTo(facts, request.bypassPolicyLockoutSafetyCheck());
        if (request.tags() != null) {
            KmsTagRules.addTo(facts, request.tags());
        }
    }
}
