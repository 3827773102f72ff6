package dev.trent.aws;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Ids that have the form of a lower-case UUID of version 4.
public final class Uuids {
    private static final int LENGTH = 36;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private Uuids() {}

    /// Returns an id that differs from every other and need not be secret.
    public static String random() {
        return UUID.randomUUID().toString();
    }

    /// Returns the id made of two numbers. It uses 122 of their bits. The ids are as unique, and as hard to
    /// guess, as the numbers.
    public static String of(long first, long second) {
        long high = (first & ~0xF000L) | 0x4000L;
        long low = second >>> 2 | 0x8000_0000_0000_0000L;
        byte[] text = new byte[LENGTH];
        int digit = 60;
        for (int i = 0; i < 18; i++) {
            if (i == 8 || i == 13) {
                text[i] = '-';
            } else {
                text[i] = HEX[(int) (high >>> digit) & 15];
                digit -= 4;
            }
        }
        digit = 60;
        for (int i = 18; i < LENGTH; i++) {
            if (i == 18 || i == 23) {
                text[i] = '-';
            } else {
                text[i] = HEX[(int) (low >>> digit) & 15];
                digit -= 4;
            }
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
