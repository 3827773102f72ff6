package dev.trent.sigv4;

import dev.trent.aws.Caller;
import dev.trent.aws.Secret;

/// What an access key id stands for.
///
/// @param secret the secret access key in ASCII; stays its owner's
/// @param version changes whenever the secret of this id may have changed, so that derived keys die with it
public record Credential(Caller caller, Secret secret, long version) {}
