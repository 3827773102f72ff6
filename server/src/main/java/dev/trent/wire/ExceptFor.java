package dev.trent.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Leaves the constraints of a text member to its operation if the member before it has a certain value, so that
/// no refusal quotes the text.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ExceptFor {
    /// The value of the member before.
    String value();
}
