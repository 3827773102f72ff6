package dev.trent.sigv4;

import dev.trent.aws.Caller;

/// A verified signature: who signed, and for which Region and service.
public record Signed(Caller caller, String region, String service) {}
