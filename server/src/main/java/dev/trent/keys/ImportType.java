package dev.trent.keys;

/// Whether a key gets a material for the first time. The names are those on the wire.
public enum ImportType {
    NEW_KEY_MATERIAL,
    EXISTING_KEY_MATERIAL
}
