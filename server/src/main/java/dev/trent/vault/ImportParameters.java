package dev.trent.vault;

import dev.trent.aws.Blob;
import java.time.Instant;

/// What somebody needs who wants to import key material.
///
/// @param token goes back with the material; says nothing to whoever has it
/// @param publicKey wraps the material, `SubjectPublicKeyInfo`
/// @param validTo when the token expires
public record ImportParameters(Blob token, Blob publicKey, Instant validTo) {}
