package dev.trent.keys;

/// A label on a key.
///
/// @param key 1 to 128 characters, case-sensitive
/// @param value 0 to 256 characters
public record Tag(String key, String value) {}
