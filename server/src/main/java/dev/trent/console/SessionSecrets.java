package dev.trent.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trent.crypto.CounterKdf;
import dev.trent.crypto.Engine;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// The secret of a session: 256 random bits, which only the cookie has. The server stores their hash.
///
/// The token against forged requests is derived from the secret, so it is stored nowhere. Our own page reads it
/// from an answer. A page of another site can make the browser send the cookie, but cannot read an answer.
final class SessionSecrets {
    private static final int SECRET_BYTES = 32;
    private static final int HANDLE_BYTES = 12;
    private static final String LABEL = "trent/v1/console-csrf";

    private final SecureRandom random;
    private final Provider provider;
    private final CounterKdf kdf;

    SessionSecrets(Engine engine) {
        this.random = engine.random();
        this.provider = engine.provider();
        this.kdf = new CounterKdf(engine);
    }

    /// Draws the secret of a new session: 43 characters of URL-safe Base64.
    String draw() {
        return text(SECRET_BYTES);
    }

    /// Draws the name of a new session for its user.
    String drawHandle() {
        return text(HANDLE_BYTES);
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return base64(bytes);
    }

    /// Returns the hash under which a session is stored.
    String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256", provider).digest(secret.getBytes(US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("there is no SHA-256", impossible);
        }
    }

    /// Returns the token against forged requests.
    String csrf(String secret) {
        return base64(kdf.derive(secret.getBytes(US_ASCII), LABEL, new byte[0]));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
