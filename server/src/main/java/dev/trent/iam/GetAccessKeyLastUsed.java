package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.AccessKeyFacts;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.Entities;
import dev.trent.identity.Entity;
import dev.trent.identity.LastUses;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Returns when an access key of the account was last used, and for which service and Region.
///
/// Source:
/// [GetAccessKeyLastUsed](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html).
final class GetAccessKeyLastUsed implements Reading<GetAccessKeyLastUsed.Request, GetAccessKeyLastUsed.Response> {
    private final IamRights rights;
    private final Entities entities;
    private final AccessKeys accessKeys;
    private final LastUses lastUses;

    /// The request.
    public record Request(
            @Logged @Length(min = 16, max = 128) @Matches(IamPattern.ID)
            String accessKeyId) {}

    /// The answer.
    public record Response(@Nullable String userName, AccessKeyLastUsed accessKeyLastUsed) {}

    /// The last use; service and Region are `N/A` for a key that was never used.
    public record AccessKeyLastUsed(@Nullable Instant lastUsedDate, String serviceName, String region) {
        private static final AccessKeyLastUsed NEVER = new AccessKeyLastUsed(null, "N/A", "N/A");

        private static AccessKeyLastUsed of(AccessKeyFacts.@Nullable LastUse use) {
            return use == null ? NEVER : new AccessKeyLastUsed(use.time(), use.service(), use.region());
        }
    }

    GetAccessKeyLastUsed(IamRights rights, Entities entities, AccessKeys accessKeys, LastUses lastUses) {
        this.rights = rights;
        this.entities = entities;
        this.accessKeys = accessKeys;
        this.lastUses = lastUses;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Response perform(Invocation call, Request request) {
        AccessKeyFacts key = accessKeys.facts(request.accessKeyId());
        AccessKeyFacts own = key != null && key.account().equals(IamRights.account(call)) ? key : null;
        Entity user = own == null || own.userId() == null ? null : entities.find(own.userId());
        rights.ask(call, "GetAccessKeyLastUsed", user == null ? "*" : user.arn().toString(), IamFacts.none());
        if (own == null) {
            throw AccessKeys.missing(request.accessKeyId());
        }
        return new Response(user == null ? null : user.name(), AccessKeyLastUsed.of(lastUses.of(own)));
    }
}
