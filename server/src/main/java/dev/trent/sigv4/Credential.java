package dev.trent.sigv4;

import dev.trent.aws.Caller;
import dev.trent.aws.Secret;

/// A usable access key: whose it is and the secret that signs with it.
///
/// @param caller whom a signature with this key proves
/// @param secret the secret access key, as UTF-8; the verifier reads it and neither keeps nor closes it
/// @param version any number that changes when the key is changed, disabled or replaced: signing keys
///     derived under another version are no longer found
public record Credential(Caller caller, Secret secret, long version) {}
