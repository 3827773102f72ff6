package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.aws.AwsError;
import dev.trent.call.Consequence;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.keys.Key;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.Keys;
import dev.trent.keys.KmsAction;
import dev.trent.keys.Material;
import dev.trent.keys.Materials;
import dev.trent.keys.RotationType;
import dev.trent.store.Change;
import dev.trent.store.OutdatedException;
import dev.trent.store.Tx;
import dev.trent.vault.Vault;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Gives a key a new material at once. The schedule of its automatic rotation stays.
///
/// Source: [RotateKeyOnDemand](https://docs.aws.amazon.com/kms/latest/APIReference/API_RotateKeyOnDemand.html).
final class RotateKeyOnDemand implements Writing<RotateKeyOnDemand.Request, RotateKeyOnDemand.Response> {
    /// Source: AWS KMS Developer Guide, "Resource quotas".
    private static final int ROTATIONS_MAX = 25;

    /// In this time before an automatic rotation, a rotation on demand is refused. Source: AWS KMS API
    /// Reference.
    private static final Duration APART = Duration.ofMinutes(20);

    private final Access access;
    private final Vault vault;
    private final Keys keys;
    private final Materials materials;

    /// The request: a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN
    public record Response(@Logged String keyId) {}

    RotateKeyOnDemand(Access access, Vault vault, Keys keys, Materials materials) {
        this.access = access;
        this.vault = vault;
        this.keys = keys;
        this.materials = materials;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, UnsupportedOperationException,
    /// DisabledException, KMSInvalidStateException, LimitExceededException, ConflictException.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.RotateKeyOnDemand, request.keyId()))
                .key();
        RotationRules.requireOnDemand(key);
        key.in(KmsAction.RotateKeyOnDemand.states());
        refuseTooMany(key, materials.list(key));
        refuseNear(key, call.time());
        Material.Became became =
                new Material.Became(call.time().truncatedTo(ChronoUnit.MILLIS), RotationType.ON_DEMAND);
        List<Consequence> acts = new ArrayList<>();
        acts.add(new Consequence.Event(
                "RotateKey",
                key.arn(),
                new TreeMap<>(Map.of("rotationType", became.type().name()))));
        acts.addAll(key.synchronizations());
        call.causes(acts);
        Response response = new Response(key.arn().toString());
        if (key.origin() == KeyOrigin.EXTERNAL) {
            return tx -> {
                refuseOutdated(tx, key);
                keys.promote(tx, key, stored -> stored.in(KmsAction.RotateKeyOnDemand.states()), became);
                return response;
            };
        }
        List<Material> fresh = vault.nextMaterial(key, became);
        return tx -> {
            refuseOutdated(tx, key);
            keys.rotate(tx, key, fresh, RotateKeyOnDemand::allowed);
            return response;
        };
    }

    /// Throws if another rotation has changed the current material since the call was prepared.
    private void refuseOutdated(Tx tx, Key key) {
        if (!Objects.equals(keys.reread(tx, key).currentMaterialId(), key.currentMaterialId())) {
            throw new OutdatedException();
        }
    }

    /// A replica gets the material in every state, as in an automatic rotation.
    private static Key allowed(Key stored) {
        return stored.isReplica() ? stored : stored.in(KmsAction.RotateKeyOnDemand.states());
    }

    private static void refuseTooMany(Key key, List<Material> materials) {
        long rotations = materials.stream()
                .map(Material::became)
                .filter(became -> became != null && became.type() == RotationType.ON_DEMAND)
                .count();
        if (rotations >= ROTATIONS_MAX) {
            throw AwsError.LIMIT_EXCEEDED.because("The on-demand rotations limit has been reached for the given keyId."
                    + " No more on-demand rotations can be performed for this key: " + key.arn());
        }
    }

    private static void refuseNear(Key key, Instant now) {
        Key.Rotation rotation = key.rotation();
        if (rotation != null && now.isAfter(rotation.next().minus(APART))) {
            throw AwsError.CONFLICT.because("An automatic rotation of " + key.arn() + " is about to happen.");
        }
    }
}
