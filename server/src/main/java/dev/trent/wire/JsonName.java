package dev.trent.wire;

import java.nio.charset.StandardCharsets;

/// The name of a JSON member, prepared as the bytes that stand for it.
public final class JsonName {
    private final byte[] quotedWithColon;

    private JsonName(byte[] quotedWithColon) {
        this.quotedWithColon = quotedWithColon;
    }

    /// Prepares a name of ASCII characters that need no escape.
    public static JsonName of(String name) {
        return new JsonName(("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII));
    }

    byte[] bytes() {
        return quotedWithColon;
    }
}
