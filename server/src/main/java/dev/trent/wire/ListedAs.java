package dev.trent.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Has a refusal list the constants of another set, where AWS is known to print that one.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ListedAs {
    /// The set that is listed.
    Class<? extends Enum<?>> value();
}
