package dev.trent.iam;

import dev.trent.identity.ManagedPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of a managed policy as the API writes it.
///
/// Source: [PolicyVersion](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html).
public record PolicyVersionEntry(
        @Nullable String document, String versionId, Boolean isDefaultVersion, Instant createDate) {

    /// Returns a version with its document, percent-encoded.
    static PolicyVersionEntry of(ManagedPolicy.Version version) {
        return new PolicyVersionEntry(
                Documents.encoded(version.document()), "v" + version.number(), version.isDefault(), version.created());
    }

    /// Returns a version as lists show it: without its document.
    static PolicyVersionEntry listed(ManagedPolicy.Version version) {
        return new PolicyVersionEntry(null, "v" + version.number(), version.isDefault(), version.created());
    }
}
