package dev.trent.sts;

import dev.trent.wire.Length;
import org.jspecify.annotations.Nullable;

/// A fact about the caller that an identity provider asserts. Trent trusts no identity provider.
record ProvidedContext(
        @Nullable @Length(min = 20, max = 2048) String providerArn,
        @Nullable @Length(min = 4, max = 2048) String contextAssertion) {}
