package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import dev.trent.wire.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the SSH keys of a user: none, for Trent has no repositories.
///
/// Source: [ListSSHPublicKeys](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html).
final class ListSSHPublicKeys implements Reading<ListSSHPublicKeys.Request, ListSSHPublicKeys.Response> {
    private final Rights rights;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(Constraint.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems) {}

    /// The answer.
    public record Response(
            @WireName("SSHPublicKeys") List<SshPublicKeyMetadata> sshPublicKeys,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// An SSH key.
    public record SshPublicKeyMetadata(
            String userName,
            @WireName("SSHPublicKeyId") String sshPublicKeyId,
            AccessKeyStatus status,
            Instant uploadDate) {}

    ListSSHPublicKeys(Rights rights) {
        this.rights = rights;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.onUserOrSelf(call, "ListSSHPublicKeys", request.userName());
        // There is no page to go on with.
        Paging.of(call, "ListSSHPublicKeys", request.marker(), request.maxItems());
        return new Response(List.of(), false, null);
    }
}
