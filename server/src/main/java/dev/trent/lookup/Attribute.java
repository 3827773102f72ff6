package dev.trent.lookup;

/// An attribute that events have exactly.
public record Attribute(AttributeKey key, String value) {}
