package dev.trent.crypto;

import dev.trent.aws.Spares;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Derives 256-bit keys: the counter mode of NIST SP 800-108r1 §4.1 with HMAC-SHA-256.
///
/// The output is as long as one HMAC. So the counter is always 1, and the function is one HMAC over
/// `00000001 ‖ Label ‖ 00 ‖ Context ‖ 00000100`. The first number is the counter, the last one is the length of
/// the output in bits; both have 32 bits and are big-endian.
///
/// The MACs are kept. SAFE: before a MAC is given back it gets a key that is no secret, because the key-derivation
/// key is the material of a KMS key, and such material must not stay in memory.
public final class CounterKdf {
    /// The length of a derived key.
    public static final int OUTPUT_BYTES = 32;

    private static final byte[] COUNTER_ONE = {0, 0, 0, 1};
    private static final byte[] OUTPUT_BITS = {0, 0, 1, 0};

    private static final SecretKeySpec NO_SECRET = new SecretKeySpec(new byte[OUTPUT_BYTES], "HmacSHA256");

    private final Provider provider;
    private final Spares<Mac> macs = new Spares<>(this::newMac);

    /// Makes the function with the provider of an engine.
    public CounterKdf(Engine engine) {
        this.provider = engine.provider();
    }

    /// Derives a key.
    ///
    /// @param key the key-derivation key, at least 32 bytes
    /// @param label the purpose of the derived key; ASCII without a zero byte
    /// @param context differs from the context of every other derivation with this label, and has a fixed
    ///     layout
    /// @return 32 bytes, which the caller zeroes
    public byte[] derive(byte[] key, String label, byte[] context) {
        if (key.length < OUTPUT_BYTES) {
            throw new AssertionError("a key-derivation key of " + key.length + " bytes");
        }
        try {
            Mac mac = macs.take();
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(COUNTER_ONE);
            mac.update(label.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            mac.update(context);
            mac.update(OUTPUT_BITS);
            byte[] derived = mac.doFinal();
            mac.init(NO_SECRET);
            macs.giveBack(mac);
            return derived;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("HMAC-SHA-256 cannot be computed", impossible);
        }
    }

    private Mac newMac() {
        try {
            return Mac.getInstance("HmacSHA256", provider);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("there is no HMAC-SHA-256", impossible);
        }
    }
}
