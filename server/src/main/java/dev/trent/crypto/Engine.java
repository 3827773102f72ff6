package dev.trent.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;

/// Which implementation of the algorithms is in use: AWS-LC through the Amazon Corretto Crypto Provider where its
/// native
/// library loads, else the JDK's own.
///
/// Both give the same bytes for the same input; the vectors in the tests run against both. Only the speed differs.
public final class Engine {
    private final Provider provider;
    private final SecureRandom random;
    private final String description;

    private Engine(Provider provider, SecureRandom random, String description) {
        this.provider = provider;
        this.random = random;
        this.description = description;
    }

    /// Returns the fastest engine that works on this machine.
    public static Engine fastest() {
        AmazonCorrettoCryptoProvider accp = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable reason = accp.getLoadingError();
        if (reason != null) {
            return jdk("the native library of the Amazon Corretto Crypto Provider does not load here: " + reason);
        }
        try {
            accp.assertHealthy();
            SecureRandom random = SecureRandom.getInstance("LibCryptoRng", accp);
            return new Engine(accp, random, "AWS-LC (" + accp.getName() + " " + accp.getVersionStr() + ")");
        } catch (GeneralSecurityException | RuntimeException unhealthy) {
            return jdk("the self-tests of the Amazon Corretto Crypto Provider failed: " + unhealthy.getMessage());
        }
    }

    /// Returns the engine made of the JDK's own providers.
    ///
    /// @param reason why, for the start-up line
    public static Engine jdk(String reason) {
        Provider sun = Security.getProvider("SunJCE");
        if (sun == null) {
            throw new AssertionError("this JDK has no SunJCE provider");
        }
        try {
            // One DRBG object serialises its callers; NativePRNGNonBlocking reads the kernel's generator instead.
            SecureRandom random = SecureRandom.getInstance("NativePRNGNonBlocking");
            return new Engine(sun, random, "the JDK (" + reason + ")");
        } catch (NoSuchAlgorithmException notThisSystem) {
            return new Engine(sun, new SecureRandom(), "the JDK (" + reason + ")");
        }
    }

    /// Returns the provider of ciphers and MACs.
    public Provider provider() {
        return provider;
    }

    /// Returns the source of nonces and keys; safe for many threads.
    public SecureRandom random() {
        return random;
    }

    /// Returns what is in use, for the start-up line.
    public String description() {
        return description;
    }
}
