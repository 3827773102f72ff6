package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the passwords of a user for single services. The list is empty, because Trent has no such passwords.
///
/// Source:
/// [ListServiceSpecificCredentials](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html).
final class ListServiceSpecificCredentials
        implements Reading<ListServiceSpecificCredentials.Request, ListServiceSpecificCredentials.Response> {
    private final IamRights rights;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Nullable String serviceName,

            @Logged @Nullable Boolean allUsers,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            List<ServiceSpecificCredentialMetadata> serviceSpecificCredentials,
            @Nullable String marker,
            Boolean isTruncated) {}

    /// A password for one service.
    public record ServiceSpecificCredentialMetadata(
            String userName,
            AccessKeyStatus status,
            @Nullable String serviceUserName,
            @Nullable String serviceCredentialAlias,
            Instant createDate,
            @Nullable Instant expirationDate,
            String serviceSpecificCredentialId,
            String serviceName) {}

    ListServiceSpecificCredentials(IamRights rights) {
        this.rights = rights;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        if (Boolean.TRUE.equals(request.allUsers())) {
            rights.inAccount(call, "ListServiceSpecificCredentials");
        } else {
            rights.onUserOrSelf(call, "ListServiceSpecificCredentials", request.userName());
        }
        // Refuses every marker, because no page has a next one.
        Paging.of(call, "ListServiceSpecificCredentials", request);
        return new Response(List.of(), null, false);
    }
}
