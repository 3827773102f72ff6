package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.AccessKeyFacts;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.AccessKeys.Owner;
import dev.trent.identity.Entity;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the access keys of a user, or of the caller.
///
/// Source: [ListAccessKeys](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html).
final class ListAccessKeys implements Reading<ListAccessKeys.Request, ListAccessKeys.Response> {
    private final IamRights rights;
    private final AccessKeys accessKeys;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            List<AccessKeyMetadata> accessKeyMetadata,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// An access key without its secret.
    public record AccessKeyMetadata(
            @Nullable String userName, String accessKeyId, AccessKeyStatus status, Instant createDate) {}

    ListAccessKeys(IamRights rights, AccessKeys accessKeys) {
        this.rights = rights;
        this.accessKeys = accessKeys;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "ListAccessKeys", request.userName());
        Owner owner = new Owner(IamRights.account(call), user);
        Paging paging = Paging.of(call, "ListAccessKeys\n" + (user == null ? "" : user.uniqueId()), request);
        Page<AccessKeyFacts> page = paging.within(accessKeys.list(owner), ListAccessKeys::position);
        return new Response(page.map(key -> metadata(user, key)), page.truncated(), page.next());
    }

    private static AccessKeyMetadata metadata(@Nullable Entity user, AccessKeyFacts key) {
        return new AccessKeyMetadata(
                user == null ? null : user.name(), key.accessKeyId(), AccessKeyStatus.of(key.active()), key.created());
    }

    /// Returns a key's position in the order: the oldest first.
    private static String position(AccessKeyFacts key) {
        return key.created() + key.accessKeyId();
    }
}
