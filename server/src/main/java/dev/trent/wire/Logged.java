package dev.trent.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Lets a member appear in audit records. A member without this mark never appears.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Logged {
    /// Returns whether the member also appears with its default value.
    boolean withDefault() default true;

    /// Returns the name in the record; empty for the name on the wire with a small first letter.
    String name() default "";
}
