package dev.trent.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a refusal list the constants of another set, if AWS is known to print that set.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ListedAs {
    /// The set that is listed.
    Class<? extends Enum<?>> value();
}
