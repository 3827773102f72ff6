package dev.trent.sigv4;

import dev.trent.aws.Caller;
import dev.trent.aws.Secret;

/// A usable access key: its owner and its secret.
///
/// @param caller the owner, proved by a signature with this key
/// @param secret the secret access key, as UTF-8; the verifier reads it and neither keeps nor closes it
/// @param version a number that changes when the key is changed, disabled or replaced: signing keys of another
///     version are not used any more
public record Credential(Caller caller, Secret secret, long version) {}
