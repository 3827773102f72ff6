package dev.trent.iam;

import dev.trent.aws.Percent;

/// Policy documents as IAM returns them: percent-encoded by RFC 3986.
final class Documents {
    private Documents() {}

    static String encoded(String document) {
        return Percent.encoded(document);
    }
}
