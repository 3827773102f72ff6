package dev.trent.kms;

import static dev.trent.aws.AwsError.NOT_FOUND;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.access.Access;
import dev.trent.access.GrantTokens;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.keys.Grant;
import dev.trent.keys.Grants;
import dev.trent.keys.KmsAction;
import dev.trent.store.Change;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import org.jspecify.annotations.Nullable;

/// Ends a grant by a right from the grant itself. The retiring principal has this right, the grantee if the
/// grant has the operation RetireGrant, and the account that made the grant.
///
/// Source: [RetireGrant](https://docs.aws.amazon.com/kms/latest/APIReference/API_RetireGrant.html).
final class RetireGrant implements Writing<RetireGrant.Request, NoContent> {
    private final Access access;
    private final Grants grants;
    private final GrantTokens tokens;

    /// The request: a token, or a key with the id of one of its grants.
    public record Request(
            @Sensitive @Nullable @Length(min = 1, max = 8192)
            String grantToken,

            @Nullable @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Nullable @Length(min = 1, max = 128) String grantId,
            @Logged(withDefault = false) @Default("false") Boolean dryRun) {}

    RetireGrant(Access access, Grants grants, GrantTokens tokens) {
        this.access = access;
        this.grants = grants;
        this.tokens = tokens;
    }

    /// Ends the grant. It allows no request that starts after the answer.
    ///
    /// Errors: ValidationException, NotFoundException, InvalidArnException, InvalidGrantTokenException,
    /// InvalidGrantIdException, AccessDeniedException, DryRunOperationException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Grant grant = request.grantToken() != null ? byToken(call, request.grantToken()) : byId(call, request);
        call.adds("grantId", grant.grantId());
        DryRun.stopIf(request.dryRun());
        return tx -> {
            grants.delete(tx, grant);
            return NoContent.INSTANCE;
        };
    }

    /// A caller with a token of a grant knows the grant. So the answer may say that the grant has ended.
    private Grant byToken(Invocation call, String token) {
        GrantTokens.Address address = tokens.open(token);
        Grant grant = grants.find(address.region(), address.keyId(), address.grantId());
        if (grant == null || !address.region().equals(call.region())) {
            throw Grants.missing(address.grantId());
        }
        return permitted(call, KeyRequest.of(KmsAction.RetireGrant, grant.key().toString()), grant);
    }

    private Grant byId(Invocation call, Request request) {
        if (request.keyId() == null || request.grantId() == null) {
            throw VALIDATION.because("Specify a GrantToken, or a KeyId together with a GrantId.");
        }
        String grantId = GrantRules.checkId(request.grantId());
        KeyRequest asked = KeyRequest.of(KmsAction.RetireGrant, request.keyId());
        String keyId = access.keyIdOf(call, asked);
        Grant grant = keyId == null ? null : grants.find(call.region(), keyId, grantId);
        return permitted(call, asked, grant);
    }

    private Grant permitted(Invocation call, KeyRequest asked, @Nullable Grant grant) {
        KeyRequest complete = grant == null
                ? asked
                : asked.inContext(
                                grant.constraint() == null
                                        ? null
                                        : grant.constraint().pairs())
                        .with(facts -> GrantRules.addTo(facts, grant));
        access.permitRetiring(call, complete, grant);
        if (grant == null) {
            throw NOT_FOUND.because("The grant does not exist.");
        }
        return grant;
    }
}
