package dev.trent.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Which implementation of the algorithms is in use: AWS-LC through the Amazon Corretto Crypto Provider where
/// its native library loads, else Bouncy Castle and the JDK.
///
/// Both give the same bytes for the same input; the vectors in the tests run against both. Only the speed
/// differs.
public final class Engine {
    /// Without it the provider leaves the reading of Ed25519 keys to the JDK, and translates them for each use,
    /// which costs as much as to sign. It is read once, when the provider is made.
    private static final String READS_ED25519_KEYS = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

    private final Provider provider;
    private final SecureRandom random;
    private final String description;

    /// Bouncy Castle takes a tenth of a second to set up; with AWS-LC only SM2 and ML-KEM need it, when they
    /// are first used.
    private static final class BouncyCastle {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }

    private Engine(Provider provider, SecureRandom random, String description) {
        this.provider = provider;
        this.random = random;
        this.description = description;
    }

    /// Returns the fastest engine that works on this machine.
    public static Engine fastest() {
        System.setProperty(READS_ED25519_KEYS, "true");
        AmazonCorrettoCryptoProvider accp = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable reason = accp.getLoadingError();
        if (reason != null) {
            return portable("the native library of the Amazon Corretto Crypto Provider does not load here: " + reason);
        }
        try {
            accp.assertHealthy();
            SecureRandom random = SecureRandom.getInstance("LibCryptoRng", accp);
            return new Engine(accp, random, "AWS-LC (" + accp.getName() + " " + accp.getVersionStr() + ")");
        } catch (GeneralSecurityException | RuntimeException unhealthy) {
            return portable("the self-tests of the Amazon Corretto Crypto Provider failed: " + unhealthy.getMessage());
        }
    }

    /// Returns the engine that works on every machine: Bouncy Castle's algorithms, the JDK's randomness.
    ///
    /// The JDK's own algorithms are spread over several providers, and everything above takes one.
    ///
    /// @param reason why, for the start-up line
    public static Engine portable(String reason) {
        return new Engine(
                bouncyCastle(),
                kernelRandom(),
                "Bouncy Castle " + bouncyCastle().getVersionStr() + " and the JDK (" + reason + ")");
    }

    /// Returns the kernel's generator where it can be read without blocking, else the JDK's DRBG; neither needs
    /// a seed.
    private static SecureRandom kernelRandom() {
        try {
            return SecureRandom.getInstance("NativePRNGNonBlocking");
        } catch (NoSuchAlgorithmException notThisSystem) {
            return new SecureRandom();
        }
    }

    /// Returns the same engine with another source of nonces and keys, which has to be as good.
    public Engine drawingFrom(SecureRandom source) {
        return new Engine(provider, source, description);
    }

    /// Returns the provider of ciphers, MACs, and most kinds of keys.
    public Provider provider() {
        return provider;
    }

    /// Returns whether the provider is AWS-LC's, which has its own names for some algorithms.
    boolean isNative() {
        return provider instanceof AmazonCorrettoCryptoProvider;
    }

    /// Returns the provider of what AWS-LC and the JDK lack.
    static Provider bouncyCastle() {
        return BouncyCastle.PROVIDER;
    }

    /// Returns one of the JDK's own providers.
    ///
    /// @param name such as `SunEC`
    static Provider jdk(String name) {
        Provider provider = Security.getProvider(name);
        if (provider == null) {
            throw new AssertionError("this JDK lacks its provider " + name);
        }
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
