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

/// Lists SSH keys or signing certificates of a user. The lists are empty, because Trent has no
/// such credentials.
///
/// Source:
/// [ListSSHPublicKeys](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html),
/// [ListSigningCertificates](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSigningCertificates.html).
///
/// @param none the empty answer
record ListNoCredentials<R extends Record>(String name, R none, IamRights rights)
        implements Reading<ListNoCredentials.Request, R> {

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The SSH keys.
    public record SshPublicKeys(
            @WireName("SSHPublicKeys") List<SshPublicKeyMetadata> sshPublicKeys,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// An SSH key.
    public record SshPublicKeyMetadata(
            String userName,
            @WireName("SSHPublicKeyId") String sshPublicKeyId,
            AccessKeyStatus status,
            Instant uploadDate) {}

    /// The signing certificates.
    public record SigningCertificates(
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

    @Override
    @SuppressWarnings("unchecked") // a record's class is final, so that it is exactly the answer's type
    public Class<R> response() {
        return (Class<R>) none.getClass();
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public R perform(Invocation call, Request request) {
        rights.onUserOrSelf(call, name, request.userName());
        // Refuses every marker, because no page has a next one.
        Paging.of(call, name, request);
        return none;
    }
}
