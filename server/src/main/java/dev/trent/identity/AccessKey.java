package dev.trent.identity;

import dev.trent.aws.Caller;
import dev.trent.aws.Secret;

/// An access key that may sign: its caller and its secret.
///
/// @param secret the secret access key as its 40 ASCII bytes
public record AccessKey(Caller caller, Secret secret) {}
