package dev.trent.keys;

/// The stored keys with their aliases, tags and grants.
public record KeyRecords(Keys keys, Aliases aliases, Tags tags, Grants grants) {}
