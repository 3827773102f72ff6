package dev.trent.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Requires a text to match a pattern as a whole. The refusal prints the pattern, so it is written as AWS
/// writes it.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Matches {
    /// The regular expression.
    String value();

    /// The whole refusal if AWS has a special sentence for it, with `%s` for the member's name. Such a refusal
    /// replaces all others.
    String says() default "";
}
