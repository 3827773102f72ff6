package dev.trent.identity;

import static dev.trent.aws.AwsError.MALFORMED_POLICY_DOCUMENT;

import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.PolicyException;

/// Policy documents before they are stored.
final class PolicyDocuments {
    private PolicyDocuments() {}

    /// Parses a document that somebody submits.
    ///
    /// Errors: MalformedPolicyDocument.
    static Policy parse(String document, Kind kind) {
        try {
            return Policy.parse(document, kind);
        } catch (PolicyException malformed) {
            throw MALFORMED_POLICY_DOCUMENT.because(malformed.wording()).by(malformed.culprit());
        }
    }

    /// Returns how long a document counts: white space does not.
    static int size(String document) {
        int size = 0;
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            size += c == ' ' || c == '\t' || c == '\n' || c == '\r' ? 0 : 1;
        }
        return size;
    }
}
