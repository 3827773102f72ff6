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

/// Lists the signing certificates of a user: none, for Trent has none.
///
/// Source:
/// [ListSigningCertificates](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSigningCertificates.html).
final class ListSigningCertificates
        implements Reading<ListSigningCertificates.Request, ListSigningCertificates.Response> {
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
            List<SigningCertificate> certificates,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// A signing certificate.
    public record SigningCertificate(
            String userName,
            String certificateId,
            String certificateBody,
            AccessKeyStatus status,
            @Nullable Instant uploadDate) {}

    ListSigningCertificates(Rights rights) {
        this.rights = rights;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.onUserOrSelf(call, "ListSigningCertificates", request.userName());
        // There is no page to go on with.
        Paging.of(call, "ListSigningCertificates", request.marker(), request.maxItems());
        return new Response(List.of(), false, null);
    }
}
