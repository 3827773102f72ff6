package dev.trent.keys;

import dev.trent.aws.Arn;
import java.time.Instant;

/// A friendly name for one key of the same account and Region.
///
/// @param arn the alias's ARN; its resource is the name with its prefix, `alias/app`
/// @param keyId the id of the key
public record Alias(Arn arn, String keyId, Instant created, Instant updated) {
    /// The start of every alias name.
    public static final String PREFIX = "alias/";

    /// Returns the name with its prefix.
    public String name() {
        return arn.resource();
    }
}
