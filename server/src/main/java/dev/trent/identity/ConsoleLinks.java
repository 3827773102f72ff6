package dev.trent.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trent.crypto.Hash;
import dev.trent.store.Change;
import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The links by which the root user of a new installation signs in to the console, without a secret that it has to
/// type. Each is good for one sign-in. The database has the hash of its token.
public final class ConsoleLinks {
    /// How long a link is good.
    public static final Duration LIFE = Duration.ofHours(24);

    private static final Table.Named LINK = IdentityTables.CONSOLE_LINK.as("l");
    private static final int TOKEN_BYTES = 32;

    private final Store store;
    private final SecureRandom random;

    ConsoleLinks(Store store, SecureRandom random) {
        this.store = store;
        this.random = random;
    }

    /// Draws the token of a new link: 43 characters of URL-safe Base64.
    public String draw() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// Returns the change that makes the root user of an account sign in with a token.
    public static Change<Boolean> make(String token, String account, Instant now) {
        return tx -> {
            tx.insert(IdentityTables.CONSOLE_LINK, hash(token), account, now.plus(LIFE));
            return true;
        };
    }

    /// Returns the account whose root user a token is for; null if it is good for nothing.
    public @Nullable String find(String token, Instant now) {
        return store.read(tx -> account(tx, hash(token), now));
    }

    /// Uses a token up.
    ///
    /// @return whether it was still good
    public static boolean take(Tx tx, String token, Instant now) {
        String hash = hash(token);
        return account(tx, hash, now) != null && tx.run("DELETE FROM console_link WHERE token_hash = ?", hash) == 1;
    }

    /// Makes the links of an account good for nothing.
    public static void forget(Tx tx, String account) {
        tx.run("DELETE FROM console_link WHERE account_id = ?", account);
    }

    static void deleteExpired(Tx tx, Instant now) {
        tx.run("DELETE FROM console_link WHERE expires_ms <= ?", now);
    }

    private static @Nullable String account(Tx tx, String hash, Instant now) {
        Row row = tx.first(
                "SELECT " + LINK.columns() + " FROM " + LINK + " WHERE l.token_hash = ?",
                found -> found.of(LINK),
                hash);
        return row == null || !now.isBefore(row.instant("expires_ms")) ? null : row.text("account_id");
    }

    private static String hash(String token) {
        return HexFormat.of().formatHex(Hash.SHA_256.digest(token.getBytes(US_ASCII)));
    }
}
