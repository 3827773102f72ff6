package dev.trent.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Bounds a length: of a text in characters, of a blob in bytes, of a list or map in entries.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Length {
    /// The least length allowed.
    int min();

    /// The greatest length allowed.
    int max();
}
