package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.keys.Grant;
import dev.trent.keys.Grants;
import dev.trent.keys.Key;
import dev.trent.keys.KmsAction;
import dev.trent.store.Change;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Ends a grant by a right to the key.
///
/// Source: [RevokeGrant](https://docs.aws.amazon.com/kms/latest/APIReference/API_RevokeGrant.html).
final class RevokeGrant implements Writing<RevokeGrant.Request, NoContent> {
    private final Access access;
    private final Grants grants;

    /// The request: a key id or key ARN, and the grant.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Length(min = 1, max = 128) String grantId,
            @Logged(withDefault = false) @Default("false") Boolean dryRun) {}

    RevokeGrant(Access access, Grants grants) {
        this.access = access;
        this.grants = grants;
    }

    /// Ends the grant. It allows no request that starts after the answer.
    ///
    /// Errors: NotFoundException, InvalidArnException, InvalidGrantIdException, AccessDeniedException,
    /// DryRunOperationException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Key key = access.permit(
                        call,
                        KeyRequest.of(KmsAction.RevokeGrant, request.keyId()).with(GrantRules::addTo))
                .key();
        Grant grant = grants.find(key.region(), key.keyId(), GrantRules.checkId(request.grantId()));
        if (grant == null) {
            throw Grants.missing(request.grantId());
        }
        DryRun.stopIf(request.dryRun());
        return tx -> {
            grants.delete(tx, grant);
            return NoContent.INSTANCE;
        };
    }
}
