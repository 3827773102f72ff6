package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.keys.Key;
import dev.trent.keys.Keys;
import dev.trent.keys.KmsAction;
import dev.trent.keys.MultiRegion;
import dev.trent.store.Change;
import dev.trent.store.OutdatedException;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Makes a replica the primary key of its set, and makes the primary key a replica. Both change at the same
/// time.
///
/// Source:
/// [UpdatePrimaryRegion](https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdatePrimaryRegion.html).
final class UpdatePrimaryRegion implements Writing<UpdatePrimaryRegion.Request, NoContent> {
    private final Access access;
    private final Keys keys;

    /// The request: the id or ARN of the primary key, and the Region of the replica that takes its place.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Length(min = 1, max = 32) @Matches(KmsPattern.REGION)
            String primaryRegion) {}

    UpdatePrimaryRegion(Access access, Keys keys) {
        this.access = access;
        this.keys = keys;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, UnsupportedOperationException,
    /// DisabledException, KMSInvalidStateException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        String region = request.primaryRegion();
        Key primary = permitted(call, request.keyId(), region);
        MultiRegion set = MultiRegionRules.requirePrimary(primary);
        primary.in(KmsAction.UpdatePrimaryRegion.states());
        String arn = Arn.ofKey(region, primary.account(), primary.keyId()).toString();
        if (!set.replicas().contains(region)) {
            throw AwsError.NOT_FOUND.because("Key '" + arn + "' does not exist");
        }
        Invocation there = call.elsewhere(region, "UpdatePrimaryRegion");
        Key replica = permitted(there, arn, region).in(KmsAction.UpdatePrimaryRegion.states());
        return tx -> {
            if (!set.equals(keys.reread(tx, primary).set())) {
                throw new OutdatedException();
            }
            keys.reread(tx, replica).in(KmsAction.UpdatePrimaryRegion.states());
            keys.changeSet(
                    tx,
                    primary,
                    stored -> stored.in(KmsAction.UpdatePrimaryRegion.states()).in(set.led(region)));
            return NoContent.INSTANCE;
        };
    }

    private Key permitted(Invocation where, String key, String region) {
        return access.permit(
                        where,
                        KeyRequest.of(KmsAction.UpdatePrimaryRegion, key)
                                .with(facts -> facts.add("kms:PrimaryRegion", region)))
                .key();
    }
}
