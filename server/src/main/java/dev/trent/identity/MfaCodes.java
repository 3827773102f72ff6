package dev.trent.identity;

import dev.trent.aws.Secret;
import dev.trent.crypto.Totp;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;

/// Finds the step of time that a code of a second factor belongs to.
///
/// @param seed stays the caller's
/// @param lastStep the step of the last code that was accepted: a code of it, or of an earlier step, is refused
record MfaCodes(Secret seed, long lastStep) {
    /// How many steps a code may be early or late. Source: RFC 6238, section 5.2.
    private static final int WINDOW_STEPS = 1;

    /// How far the clock of a device may be off when it is synchronized: 20 minutes.
    private static final int DRIFT_STEPS_MAX = 40;

    /// Returns the step of a code.
    ///
    /// @param drift how many steps the clock of the device is ahead
    OptionalLong step(String code, Instant now, long drift) {
        long middle = Totp.step(now) + drift;
        OptionalLong found = OptionalLong.empty();
        for (long step = middle - WINDOW_STEPS; step <= middle + WINDOW_STEPS; step++) {
            if (isOf(code, step)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /// Returns the step of the second of two codes that follow each other.
    OptionalLong stepOfPair(String first, String second, Instant now) {
        return pairWithin(first, second, Totp.step(now), WINDOW_STEPS);
    }

    /// As [#stepOfPair], for a device with a clock that is off.
    OptionalLong stepOfDriftedPair(String first, String second, Instant now) {
        return pairWithin(first, second, Totp.step(now), DRIFT_STEPS_MAX);
    }

    private OptionalLong pairWithin(String first, String second, long middle, int steps) {
        for (long step = middle - steps; step <= middle + steps; step++) {
            if (isOf(first, step - 1) && isOf(second, step)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    private boolean isOf(String code, long step) {
        byte[] right = Totp.code(seed.exposed(), step).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(right, code.getBytes(StandardCharsets.UTF_8)) && step > lastStep;
    }
}
