package dev.trent.sigv4;

import dev.trent.aws.Caller;

/// What a verified signature proves.
///
/// @param caller who signed the request
/// @param region the Region of the credential scope, such as `us-east-1`
/// @param service the signing name of the credential scope, such as `kms`
public record Signed(Caller caller, String region, String service) {}
