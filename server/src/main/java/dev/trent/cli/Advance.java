package dev.trent.cli;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.operator.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;

/// The amount by which the clock is moved. It is calendar time in UTC, such as `P1Y`, or exact time, such as
/// `PT36H`.
///
/// @param text the text as it was given
record Advance(String text, TemporalAmount amount) {
    /// The greatest distance between the moved clock and the clock of the machine, in years.
    private static final int YEARS_MAX = 100;

    private static final int SHOWN_CHARACTERS_MAX = 40;

    /// Reads an amount in ISO 8601.
    ///
    /// Errors: ValidationException.
    static Advance parse(String text) {
        try {
            return new Advance(text, Period.parse(text));
        } catch (DateTimeParseException noPeriod) {
            try {
                return new Advance(text, Duration.parse(text));
            } catch (DateTimeParseException noDuration) {
                throw AwsError.VALIDATION.because(
                        "'" + shown(text) + "' is no amount of time in ISO 8601, such as P366D, P1Y or PT36H.");
            }
        }
    }

    /// Returns the moment to which the clock is moved.
    ///
    /// Errors: ValidationException if the new moment is not later, or is too far ahead.
    ///
    /// @param now the moment from which it is moved
    /// @param real the time of the machine
    Instant from(Instant now, Instant real) {
        Instant latest = real.atZone(ZoneOffset.UTC).plusYears(YEARS_MAX).toInstant();
        Instant then;
        try {
            then = now.atZone(ZoneOffset.UTC).plus(amount).toInstant();
        } catch (DateTimeException | ArithmeticException _) {
            throw tooFar();
        }
        if (!then.isAfter(now)) {
            throw AwsError.VALIDATION.because("The clock only goes forward: '" + shown(text) + "' would not move it.");
        }
        if (then.isAfter(latest)) {
            throw tooFar();
        }
        return then;
    }

    private AwsException tooFar() {
        return AwsError.VALIDATION.because("The clock may be at most " + YEARS_MAX + " years ahead of the machine's: '"
                + shown(text) + "' is too far.");
    }

    private static String shown(String text) {
        return Printable.of(text, SHOWN_CHARACTERS_MAX);
    }
}
