package dev.trent.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Message authentication codes from hash functions. Source: RFC 2104, FIPS 198-1.
public final class Hmac {
    private final Engine engine;
    private final Provider jdk = Engine.jdk("SunJCE");

    /// Makes the algorithm with the provider of an engine.
    public Hmac(Engine engine) {
        this.engine = engine;
    }

    /// Returns the code of a message, as long as a digest.
    ///
    /// @param key at least one byte; stays the caller's
    public byte[] code(Hash hash, byte[] key, byte[] message) {
        String algorithm = hash.hmacName();
        // AWS-LC's provider has no HMAC with SHA-224.
        Provider provider = hash == Hash.SHA_224 ? jdk : engine.provider();
        try {
            Mac mac = Mac.getInstance(algorithm, provider);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(algorithm + " cannot be computed", impossible);
        }
    }
}
