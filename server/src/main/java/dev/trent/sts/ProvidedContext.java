package dev.trent.sts;

import dev.trent.wire.Length;
import org.jspecify.annotations.Nullable;

/// What an identity provider asserts of the caller; there is none that Trent could believe.
record ProvidedContext(
        @Nullable @Length(min = 20, max = 2048) String providerArn,
        @Nullable @Length(min = 4, max = 2048) String contextAssertion) {}
