package dev.trent.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The codes of a virtual second factor: six digits, a new code every 30 seconds.
///
/// Source: RFC 6238 with HMAC-SHA-1, which is what all authenticator programs do.
public final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int CODES = 1_000_000;

    private Totp() {}

    /// Returns the number of the step of 30 seconds that a time is in.
    public static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /// Returns the code of a step: six digits.
    ///
    /// @param seed the secret that both sides have; stays the caller's
    public static String code(byte[] seed, long step) {
        String algorithm = Hash.SHA_1.hmacName();
        try {
            Mac mac = Mac.getInstance(algorithm, Engine.jdk("SunJCE"));
            mac.init(new SecretKeySpec(seed, algorithm));
            byte[] digest =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = digest[digest.length - 1] & 0xF;
            int number = ByteBuffer.wrap(digest).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % CODES);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(algorithm + " cannot be computed", impossible);
        }
    }
}
