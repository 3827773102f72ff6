package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.AccountPermit;
import dev.trent.access.KeyRequest;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Partition;
import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Key;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeyState;
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

/// Makes a replica of a primary key in another Region. The replica is a separate key with the same id and
/// material.
///
/// The description, the policy and the tags of the primary key are not copied. The answer shows the replica in
/// the state `Creating`, as AWS does. Every later call finds it complete.
///
/// Source: [ReplicateKey](https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html).
final class ReplicateKey implements Writing<ReplicateKey.Request, ReplicateKey.Response> {
    /// More Regions than AWS has. A set costs each of its keys as much memory as it has Regions.
    private static final int REGIONS_MAX = 40;

    private final Access access;
    private final Vault vault;
    private final Keys keys;
    private final PrincipalNames names;
    private final MaterialTag materialTag;

    /// The request: a key id or key ARN, the Region, and the description, policy and tags of the replica.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Length(min = 1, max = 32) @Matches(KmsPattern.REGION)
            String replicaRegion,

            @Logged @Nullable @Length(min = 1, max = 131072) @Matches(KmsPattern.POLICY)
            String policy,

            @Logged @Nullable Boolean bypassPolicyLockoutSafetyCheck,

            @Logged @Default("") @Length(min = 0, max = 8192) @Matches(KmsPattern.STORABLE)
            String description,

            @Logged @Nullable List<KmsTag> tags) {}

    /// The answer.
    ///
    /// @param replicaTags null if it has none
    public record Response(
            @Logged KeyMetadata replicaKeyMetadata,
            @Logged String replicaPolicy,
            @Logged @Nullable List<KmsTag> replicaTags) {}

    ReplicateKey(Access access, Vault vault, Keys keys, PrincipalNames names, MaterialTag materialTag) {
        this.access = access;
        this.vault = vault;
        this.keys = keys;
        this.names = names;
        this.materialTag = materialTag;
    }

    @Override
    public Request recorded(Request request) {
        return new Request(
                request.keyId(),
                request.replicaRegion(),
                request.policy(),
                KeyPolicy.insists(request.bypassPolicyLockoutSafetyCheck()),
                request.description(),
                materialTag.without(request.tags()));
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, UnsupportedOperationException,
    /// DisabledException, KMSInvalidStateException, AlreadyExistsException, ValidationException, TagException,
    /// MalformedPolicyDocumentException, LimitExceededException.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        String region = request.replicaRegion();
        materialTag.refuseIn(request.tags());
        KmsTagRules.refuseTooLarge(request.tags());
        Key primary = access.permit(
                        call,
                        KeyRequest.of(KmsAction.ReplicateKey, request.keyId())
                                .with(facts -> facts.add("kms:ReplicaRegion", region)))
                .key();
        MultiRegion set = MultiRegionRules.requirePrimary(primary);
        primary.in(KmsAction.ReplicateKey.states());
        requireOtherRegion(call, primary, region);

        Invocation there = call.elsewhere(region, "CreateKey");
        AccountPermit permit =
                access.permit(there, KmsAction.CreateKey.action(), facts -> addTo(facts, there, primary, request));
        List<Tag> tags = tags(there, permit, primary, request);
        if (set.regions().contains(region)) {
            throw alreadyThere(Arn.ofKey(region, primary.account(), primary.keyId()));
        }
        if (set.regions().size() >= REGIONS_MAX) {
            throw AwsError.LIMIT_EXCEEDED.because("A multi-Region key can be in " + REGIONS_MAX + " Regions at most.");
        }
        Policy policy = KeyPolicy.bound(
                names,
                request.policy() == null
                        ? KeyPolicy.standard(call.partition().root(permit.account()))
                        : request.policy());
        Key replica = replica(primary, set.with(region), call.time().truncatedTo(ChronoUnit.MILLIS), request, policy);
        if (request.policy() != null) {
            KeyRequest later = KeyRequest.of(KmsAction.PutKeyPolicy, replica.keyId())
                    .with(facts -> KeyPolicy.addTo(facts, request.bypassPolicyLockoutSafetyCheck()));
            KeyPolicy.refuseLockout(
                    () -> access.wouldAllow(there, later, replica, tags), request.bypassPolicyLockoutSafetyCheck());
        }
        List<Material> materials = vault.replicas(primary, region);
        Response response = new Response(
                KeyMetadata.of(replica.creating()),
                KeyPolicy.shown(names, policy.text()),
                tags.isEmpty() ? null : tags.stream().map(KmsTag::of).toList());
        return tx -> {
            try {
                keys.replicate(tx, primary, replica, materials, tags);
            } catch (DuplicateException _) {
                throw alreadyThere(replica.arn());
            }
            there.touches(replica.arn());
            return response;
        };
    }

    private static AwsException alreadyThere(Arn key) {
        return AwsError.ALREADY_EXISTS.because("The Region " + key.region() + " already has the key '" + key + "'.");
    }

    private static void requireOtherRegion(Invocation call, Key primary, String region) {
        if (region.equals(primary.region()) || Partition.ofRegion(region) != call.partition()) {
            throw AwsError.VALIDATION.because(
                    "A key of " + primary.region() + " cannot have a replica in the Region " + region + ".");
        }
    }

    private List<Tag> tags(Invocation there, AccountPermit permit, Key primary, Request request) {
        if (request.tags() == null || request.tags().isEmpty()) {
            return List.of();
        }
        // As with CreateKey, a right to particular keys is not enough.
        String anyKey = Arn.ofKey(there.region(), permit.account(), "*").toString();
        access.permit(there, KmsAction.TagResource.action(), anyKey, facts -> addTo(facts, there, primary, request));
        return KmsTagRules.check(request.tags());
    }

    private static Key replica(Key primary, MultiRegion set, Instant now, Request request, Policy policy) {
        String region = request.replicaRegion();
        String material = primary.currentMaterialId();
        Key.Life life =
                Key.Life.beginning(primary.origin() == KeyOrigin.EXTERNAL ? KeyState.PendingImport : KeyState.Enabled);
        return new Key(
                        Arn.ofKey(region, primary.account(), primary.keyId()),
                        primary.keyId(),
                        primary.spec(),
                        primary.usage(),
                        primary.origin(),
                        primary.manager(),
                        request.description(),
                        policy.text(),
                        set,
                        now,
                        material == null ? life : life.holding(material))
                .rotating(primary.rotation());
    }

    private static void addTo(RequestContext facts, Invocation call, Key primary, Request request) {
        KeyRules.addTo(facts, call, primary.spec(), primary.usage(), primary.origin());
        facts.add("kms:MultiRegion", "true").add("kms:MultiRegionKeyType", "REPLICA");
        KeyPolicy.addTo(facts, request.bypassPolicyLockoutSafetyCheck());
        if (request.tags() != null) {
            KmsTagRules.addTo(facts, request.tags());
        }
    }
}
