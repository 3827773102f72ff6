package dev.trent.sigv4;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trent.aws.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Derives signing keys from secrets. Remembers the keys that have verified a signature.
///
/// A key costs four HMACs, `HMAC(HMAC(HMAC(HMAC("AWS4" + secret, date), region), service), "aws4_request")`,
/// and serves one access key for a day in one Region of one service. A key is remembered only after a correct
/// signature. A caller who knows an access key id but no secret cannot fill the cache with Regions. A hit takes
/// no lock.
final class SigningKeys {
    private static final int REMEMBERED_KEYS_MAX = 10_000;

    /// A changed or deleted access key has another version, so its old entry is not found any more. It stays in
    /// memory for this long.
    private static final Duration REMEMBERED_MAX = Duration.ofHours(1);

    private static final byte[] PREFIX = "AWS4".getBytes(StandardCharsets.US_ASCII);

    /// @param credential access key id, date, Region, service and terminator, joined by slashes
    private record Id(String credential, long version) implements Comparable<Id> {
        private static final Comparator<Id> ORDER =
                Comparator.comparing(Id::credential).thenComparingLong(Id::version);

        /// Orders the ids. Callers choose the Region, so they can make equal hash codes; with an order the
        /// cache still finds an id quickly.
        @Override
        public int compareTo(Id other) {
            return ORDER.compare(this, other);
        }
    }

    private final Sha256 sha256;
    private final Cache<Id, SecretKey> remembered;

    SigningKeys(Sha256 sha256) {
        this.sha256 = sha256;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_KEYS_MAX)
                .expireAfterWrite(REMEMBERED_MAX)
                .executor(Runnable::run)
                .build();
    }

    /// Returns the signing key of a scope if it has verified a correct signature before, else null.
    @Nullable
    SecretKey recall(Scope scope, long version) {
        return remembered.getIfPresent(new Id(scope.credential(), version));
    }

    void remember(Scope scope, long version, SecretKey key) {
        remembered.put(new Id(scope.credential(), version), key);
    }

    SecretKey derive(Secret secret, Scope scope) {
        byte[] start = Arrays.copyOf(PREFIX, PREFIX.length + secret.length());
        System.arraycopy(secret.exposed(), 0, start, PREFIX.length, secret.length());
        SecretKey key = key(start);
        Arrays.fill(start, (byte) 0);
        key = key(sha256.mac(key, scope.date()));
        key = key(sha256.mac(key, scope.region()));
        key = key(sha256.mac(key, scope.service()));
        return key(sha256.mac(key, Scope.TERMINATOR));
    }

    private static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
