package dev.trent.identity;

import dev.trent.aws.Footprint;
import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.CounterKdf;
import dev.trent.crypto.Engine;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.seal.Seal;
import dev.trent.store.Store;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/// Makes and opens session tokens: a session exists only in its sealed token.
///
/// Making or using a session does not touch the database, except for the key of the day. The format with its
/// vectors is in `docs/spec/session-token.md`.
public final class SessionTokens implements AutoCloseable {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 16;
    private static final int IV_OFFSET = 1 + Long.BYTES + NONCE_BYTES;
    private static final int HEADER_BYTES = IV_OFFSET + AesGcm.IV_BYTES;
    private static final int SECRET_BYTES = 40;
    private static final String LABEL = "trent/v1/session-token";

    /// A longer text is not one of our tokens. The longest token is about three quarters of this.
    private static final int TOKEN_CHARACTERS_MAX = 8 * 1024;

    private final SessionKeys keys;
    private final AesGcm aesGcm;
    private final CounterKdf kdf;
    private final SecureRandom random;
    private final AccessKeyGenerator generator;
    private final InstantSource clock;
    private final SharedCache<String, TemporaryKey> opened;

    /// A new session.
    ///
    /// @param secret the secret access key; the receiver closes it
    /// @param token the session token, as secret as the secret access key
    public record Issued(SessionContent content, Secret secret, String token) {
        /// Returns the access key id alone.
        @Override
        public String toString() {
            return "Issued[" + content.accessKeyId() + "]";
        }
    }

    /// Reads no keys yet; they are read when they are needed.
    ///
    /// @param memory keeps the sessions of the opened tokens
    public SessionTokens(Store store, Seal seal, Engine engine, InstantSource clock, Memory memory) {
        this.keys = new SessionKeys(store, seal, engine);
        this.aesGcm = new AesGcm(engine);
        this.kdf = new CounterKdf(engine);
        this.random = engine.random();
        this.generator = new AccessKeyGenerator(random);
        this.clock = clock;
        this.opened = memory.cache("sessions", (_, key) -> key.content().account(), SessionTokens::bytes);
    }

    /// Prepares the key of the day, so that no session waits for the database.
    ///
    /// @return the time at which the next key is due
    public Instant prepare() {
        return keys.current(clock.instant()).made().plus(SessionKeys.ROTATED_AFTER);
    }

    /// Draws the id of a new temporary access key.
    public String drawAccessKeyId(String account) {
        return TemporaryKeyId.draw(account, random);
    }

    /// Makes the token of a session, with a new secret.
    public Issued issue(SessionContent content) {
        byte[] rest = content.toBytes();
        return generator.secret().handedTo(secret -> {
            byte[] payload = Arrays.copyOf(secret.exposed(), SECRET_BYTES + rest.length);
            System.arraycopy(rest, 0, payload, SECRET_BYTES, rest.length);
            try {
                byte[] token = seal(keys.current(clock.instant()), payload);
                return new Issued(
                        content, secret, Base64.getUrlEncoder().withoutPadding().encodeToString(token));
            } finally {
                Arrays.fill(payload, (byte) 0);
            }
        });
    }

    /// Opens a token; null if it is not authentic. The caller checks whether it has expired, and whether the
    /// user or role still exists.
    public @Nullable TemporaryKey open(String token) {
        TemporaryKey known = opened.getIfPresent(token);
        if (known != null) {
            if (known.isExpired(clock.instant())) {
                var _ = opened.remove(token);
            }
            return known;
        }
        byte[] bytes = decode(token);
        TemporaryKey key = bytes == null ? null : unseal(bytes);
        if (key != null && clock.instant().isBefore(key.content().expires())) {
            opened.put(token, key);
        }
        return key;
    }

    /// Returns the memory that a session takes, with its token.
    private static long bytes(TemporaryKey key) {
        // Base 64 writes three bytes as four characters.
        long characters =
                (HEADER_BYTES + SECRET_BYTES + AesGcm.TAG_BYTES + key.content().toBytes().length) * 4L / 3 + 4;
        return Footprint.object(6) + Footprint.array(characters, 1) + key.bytes();
    }

    /// Returns the bytes of a token; null unless the text is exactly the text that was made.
    private static byte @Nullable [] decode(String token) {
        if (token.length() > TOKEN_CHARACTERS_MAX) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            // Base 64 writes some bytes in several ways: only one of them is the token.
            boolean only = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(token);
            return only && bytes.length > HEADER_BYTES + AesGcm.TAG_BYTES && bytes[0] == VERSION ? bytes : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private byte[] seal(SessionKeys.Key key, byte[] payload) {
        byte[] nonceAndIv = new byte[NONCE_BYTES + AesGcm.IV_BYTES];
        random.nextBytes(nonceAndIv);
        byte[] token = new byte[HEADER_BYTES + payload.length + AesGcm.TAG_BYTES];
        ByteBuffer.wrap(token).put(VERSION).putLong(key.id()).put(nonceAndIv);
        byte[] messageKey = messageKey(key, token);
        try {
            byte[] iv = Arrays.copyOfRange(token, IV_OFFSET, HEADER_BYTES);
            byte[] associatedData = Arrays.copyOf(token, HEADER_BYTES);
            aesGcm.seal(messageKey, iv, associatedData, payload, token, HEADER_BYTES);
            return token;
        } finally {
            Arrays.fill(messageKey, (byte) 0);
        }
    }

    private @Nullable TemporaryKey unseal(byte[] token) {
        SessionKeys.Key key = keys.find(ByteBuffer.wrap(token).getLong(1), clock.instant());
        if (key == null) {
            return null;
        }
        byte[] messageKey = messageKey(key, token);
        byte[] payload = {};
        try {
            byte[] iv = Arrays.copyOfRange(token, IV_OFFSET, HEADER_BYTES);
            byte[] associatedData = Arrays.copyOf(token, HEADER_BYTES);
            payload = aesGcm.open(messageKey, iv, associatedData, token, HEADER_BYTES, token.length - HEADER_BYTES);
            SessionContent content =
                    SessionContent.of(ByteBuffer.wrap(payload, SECRET_BYTES, payload.length - SECRET_BYTES));
            Secret secret = Secret.owning(Arrays.copyOf(payload, SECRET_BYTES));
            return new TemporaryKey(content, secret, ByteBuffer.wrap(token).getLong(1 + Long.BYTES));
        } catch (AEADBadTagException _) {
            return null;
        } finally {
            Arrays.fill(payload, (byte) 0);
            Arrays.fill(messageKey, (byte) 0);
        }
    }

    private byte[] messageKey(SessionKeys.Key key, byte[] token) {
        return kdf.derive(key.secret().exposed(), LABEL, Arrays.copyOfRange(token, 1, IV_OFFSET));
    }

    /// Zeroes the keys.
    @Override
    public void close() {
        keys.close();
    }
}
