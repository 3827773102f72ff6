package dev.trent.sts;

import dev.trent.wire.Length;
import dev.trent.wire.WireName;
import org.jspecify.annotations.Nullable;

/// The ARN of a managed policy that is passed as a session policy.
record PolicyDescriptorType(
        @WireName("arn") @Nullable @Length(min = 20, max = 2048)
        String arn) {}
