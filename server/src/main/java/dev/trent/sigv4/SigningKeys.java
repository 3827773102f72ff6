package dev.trent.sigv4;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The keys that sign, derived from secrets for a day, a Region and a service; kept in a bounded cache.
///
/// ```
/// HMAC(HMAC(HMAC(HMAC("AWS4" + secret, date), region), service), "aws4_request")
/// ```
final class SigningKeys {
    private static final int CACHED_MAX = 10_000;
    private static final String HMAC = "HmacSHA256";

    private final Provider provider;
    private final Cache<Name, SecretKey> cache =
            Caffeine.newBuilder().maximumSize(CACHED_MAX).build();

    /// INVARIANT: a cached key is used only after its credential was looked up anew, so a deleted access key has no
    /// effect.
    private record Name(String accessKeyId, long version, String date, String region, String service) {}

    SigningKeys(Provider provider) {
        this.provider = provider;
    }

    SecretKey find(Credential credential, Scope scope) {
        Name name = new Name(scope.accessKeyId(), credential.version(), scope.date(), scope.region(), scope.service());
        SecretKey cached = cache.getIfPresent(name);
        if (cached != null) {
            return cached;
        }
        return cache.get(name, missing -> derive(credential.secret().exposed(), scope));
    }

    SecretKey derive(byte[] secret, Scope scope) {
        byte[] start = new byte[4 + secret.length];
        System.arraycopy("AWS4".getBytes(StandardCharsets.US_ASCII), 0, start, 0, 4);
        System.arraycopy(secret, 0, start, 4, secret.length);
        byte[] date = hmac(new SecretKeySpec(start, HMAC), scope.date());
        Arrays.fill(start, (byte) 0);
        byte[] region = hmac(new SecretKeySpec(date, HMAC), scope.region());
        byte[] service = hmac(new SecretKeySpec(region, HMAC), scope.service());
        return new SecretKeySpec(hmac(new SecretKeySpec(service, HMAC), scope.terminator()), HMAC);
    }

    byte[] hmac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC, provider);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("HMAC-SHA-256 cannot be computed", impossible);
        }
    }
}
