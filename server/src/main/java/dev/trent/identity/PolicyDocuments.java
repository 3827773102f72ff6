package dev.trent.identity;

import static dev.trent.aws.AwsError.MALFORMED_POLICY_DOCUMENT;

import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.PolicyException;

/// Policy documents before they are stored.
final class PolicyDocuments {
    /// The greatest length of a document, as a multiple of its length without white space.
    static final int PADDED_FACTOR = 4;

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

    /// Returns the stored form of a document. It is the written form, or, if the document has far too much
    /// white space, the form without white space outside its texts.
    ///
    /// White space counts for no quota. It must not cost without a bound either, because documents are stored,
    /// answered and read into memory.
    ///
    /// Errors: LimitExceeded for one that is still too long.
    ///
    /// @param sizeMax the greatest length of the document without white space
    static String kept(String document, int sizeMax) {
        int most = PADDED_FACTOR * sizeMax;
        if (document.length() <= most) {
            return document;
        }
        String squeezed = squeezed(document);
        if (squeezed.length() > most) {
            throw EntityRows.quota("PolicySize", sizeMax);
        }
        return squeezed;
    }

    /// Returns a valid document without the white space outside its texts.
    static String squeezed(String document) {
        StringBuilder squeezed = new StringBuilder();
        boolean inText = false;
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            boolean blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            if (inText || !blank) {
                squeezed.append(c);
            }
            if (inText && c == '\\') {
                squeezed.append(document.charAt(++i));
            } else if (c == '"') {
                inText = !inText;
            }
        }
        return squeezed.toString();
    }

    /// Returns the length of a document that counts: the length without white space.
    static int size(String document) {
        int size = 0;
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            size += c == ' ' || c == '\t' || c == '\n' || c == '\r' ? 0 : 1;
        }
        return size;
    }
}
