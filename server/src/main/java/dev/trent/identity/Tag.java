package dev.trent.identity;

/// A tag of a user, role or managed policy; keys are compared without regard to case and kept with it.
public record Tag(String key, String value) {}
