package dev.trent.keys;

/// Whether imported material expires. The names are those on the wire.
public enum ExpirationModel {
    KEY_MATERIAL_EXPIRES,
    KEY_MATERIAL_DOES_NOT_EXPIRE
}
