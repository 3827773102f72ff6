package dev.trent.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Leaves a constant out of the set that a refusal lists. AWS reads some constants that it does not list.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Unlisted {}
