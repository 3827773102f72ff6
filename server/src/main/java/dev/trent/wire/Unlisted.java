package dev.trent.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Leaves a constant out of the set that a refusal lists, as AWS does with some that it reads.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Unlisted {}
