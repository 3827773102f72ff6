package dev.trent.iam;

import dev.trent.crypto.Totp;
import java.io.ByteArrayOutputStream;
import java.time.Instant;

/// The program on a telephone that makes the codes of a second factor.
public final class Authenticator {
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    private final byte[] seed;

    /// Takes a seed as CreateVirtualMFADevice shows it, as text in Base32.
    public Authenticator(String seed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int bits = 0;
        int value = 0;
        for (int i = 0; i < seed.length(); i++) {
            value = ((value << 5) | BASE_32.indexOf(seed.charAt(i))) & 0xFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(value >> bits);
            }
        }
        this.seed = bytes.toByteArray();
    }

    /// Returns the code that is shown at a time.
    public String code(Instant time) {
        return Totp.code(seed, Totp.step(time));
    }

    /// Returns the code that was shown before that.
    public String codeBefore(Instant time) {
        return code(time.minusSeconds(STEP_SECONDS));
    }
}
