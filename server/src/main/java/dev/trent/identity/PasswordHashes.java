package dev.trent.identity;

import dev.trent.aws.Secret;
import dev.trent.crypto.Argon2id;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hashes console passwords, and compares passwords with hashes.
///
/// A hash is a text that says how it was made: `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`. So other parameters can
/// follow later. All passwords of a login profile have one salt: so one computation tells whether a new password is
/// among the earlier ones.
public final class PasswordHashes {
    /// The parameters of every real server: 19 MiB and 2 passes.
    ///
    /// Source: OWASP, "Password Storage Cheat Sheet".
    public static final Argon2id STRONG = new Argon2id(19 * 1024, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final String PREFIX = "$argon2id$v=19$";

    private final PasswordLane lane;
    private final Argon2id current;
    private final SecureRandom random;

    /// @param lane computes the hashes
    /// @param current makes new hashes: [#STRONG] on every real server
    public PasswordHashes(PasswordLane lane, Argon2id current, SecureRandom random) {
        this.lane = lane;
        this.current = current;
        this.random = random;
    }

    /// The parameters and the salt of a hash.
    ///
    /// @param text the part of the hash up to and with the last `$`
    private record Setting(String text) {
        static Setting of(Secret hash) {
            String text = new String(hash.exposed(), StandardCharsets.US_ASCII);
            return new Setting(text.substring(0, text.lastIndexOf('$') + 1));
        }

        /// Returns the whole text of the hash of a password; the caller closes it.
        Secret hash(Secret password) {
            String[] parts = text.substring(PREFIX.length()).split("[$,]", -1);
            Argon2id argon2id = new Argon2id(number(parts[0], "m="), number(parts[1], "t="), number(parts[2], "p="));
            byte[] hash = argon2id.hash(password.exposed(), Base64.getDecoder().decode(parts[3]), HASH_BYTES);
            byte[] encoded = Base64.getEncoder().withoutPadding().encode(hash);
            byte[] whole = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), text.length() + encoded.length);
            System.arraycopy(encoded, 0, whole, text.length(), encoded.length);
            Arrays.fill(hash, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
            return Secret.owning(whole);
        }

        private static int number(String part, String name) {
            if (!part.startsWith(name)) {
                throw new AssertionError("an authentic hash of a password has no " + name);
            }
            return Integer.parseInt(part, name.length(), part.length(), 10);
        }

        boolean isBy(Argon2id argon2id) {
            return text.startsWith(parameters(argon2id));
        }
    }

    /// Returns the hash of a password with a new salt; the caller closes it.
    ///
    /// Errors: Throttling.
    public Secret hash(String sharer, Secret password) {
        Setting setting = fresh();
        return lane.done(sharer, () -> setting.hash(password));
    }

    /// Returns whether a hash is that of a password.
    ///
    /// Errors: Throttling.
    public boolean matches(String sharer, Secret password, Secret hash) {
        Setting setting = Setting.of(hash);
        return lane.done(sharer, () -> {
            try (Secret computed = setting.hash(password)) {
                return same(computed, hash);
            }
        });
    }

    /// Does the work of [#matches] for a hash that does not exist.
    ///
    /// Errors: Throttling.
    void matchesNothing(String sharer, Secret password) {
        hash(sharer, password).close();
    }

    /// Returns the hash of a new password, unless one of the earlier hashes is that of the same password; the caller
    /// closes it. Its salt is that of the latest hash, if the parameters are still in use.
    ///
    /// Errors: Throttling.
    ///
    /// @param latest the hash of the present password
    /// @param refused the hashes that the new password must not have
    /// @return null if the password is refused
    public @Nullable Secret replace(String sharer, Secret password, Secret latest, List<Secret> refused) {
        Setting own = Setting.of(latest);
        Setting setting = own.isBy(current) ? own : fresh();
        return lane.<@Nullable Secret>done(sharer, () -> unlessRefused(password, setting, refused));
    }

    private static @Nullable Secret unlessRefused(Secret password, Setting setting, List<Secret> refused) {
        Map<String, Secret> computed = new HashMap<>();
        boolean found = false;
        for (Secret earlier : refused) {
            Setting theirs = Setting.of(earlier);
            found |= same(computed.computeIfAbsent(theirs.text, _ -> theirs.hash(password)), earlier);
        }
        Secret own = computed.remove(setting.text);
        computed.values().forEach(Secret::close);
        if (found) {
            if (own != null) {
                own.close();
            }
            return null;
        }
        return own == null ? setting.hash(password) : own;
    }

    private Setting fresh() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Setting(
                parameters(current) + Base64.getEncoder().withoutPadding().encodeToString(salt) + "$");
    }

    private static String parameters(Argon2id argon2id) {
        return PREFIX + "m=" + argon2id.memoryKib() + ",t=" + argon2id.passes() + ",p=" + argon2id.lanes() + "$";
    }

    private static boolean same(Secret one, Secret other) {
        return MessageDigest.isEqual(one.exposed(), other.exposed());
    }
}
