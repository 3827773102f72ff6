package dev.trent.gateway;

import dev.trent.aws.Caller;

/// What is proven about a call before its body is read.
///
/// @param caller who makes it
/// @param region the Region that it takes place in
/// @param service the signing name of the service that it is for, such as `kms`
public record Proven(Caller caller, String region, String service) {}
