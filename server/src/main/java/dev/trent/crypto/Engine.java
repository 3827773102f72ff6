package dev.trent.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// The implementation of the algorithms. It is AWS-LC through the Amazon Corretto Crypto Provider if its native
/// library loads, else Bouncy Castle and the JDK.
///
/// Both give the same bytes for the same input, and the tests run the vectors against both. Only the speed differs.
public final class Engine {
    /// Lets the provider read Ed25519 keys. Without this property the JDK reads them, and the provider translates
    /// them for each use, which takes as long as a signature. The provider reads the property once, at its start.
    private static final String READS_ED25519_KEYS = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

    private final Provider provider;
    private final SecureRandom random;
    private final boolean ownRandom;
    private final String description;

    /// Made at the first use, because Bouncy Castle takes a tenth of a second to start. With AWS-LC only SM2 and
    /// ML-KEM need it.
    private static final class BouncyCastle {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }

    private Engine(Provider provider, SecureRandom random, boolean ownRandom, String description) {
        this.provider = provider;
        this.random = random;
        this.ownRandom = ownRandom;
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
            return new Engine(accp, random, true, "AWS-LC (" + accp.getName() + " " + accp.getVersionStr() + ")");
        } catch (GeneralSecurityException | RuntimeException unhealthy) {
            return portable("the self-tests of the Amazon Corretto Crypto Provider failed: " + unhealthy.getMessage());
        }
    }

    /// Returns the engine that works on every machine: Bouncy Castle's algorithms, the JDK's randomness.
    ///
    /// It does not use the JDK's algorithms: several providers share them, and an engine has one provider.
    ///
    /// @param reason why this engine is in use, for the start-up line
    public static Engine portable(String reason) {
        return new Engine(
                bouncyCastle(),
                kernelRandom(),
                true,
                "Bouncy Castle " + bouncyCastle().getVersionStr() + " and the JDK (" + reason + ")");
    }

    /// Returns the kernel's random generator if the machine has one that never blocks, else the JDK's DRBG.
    /// Neither needs a seed.
    private static SecureRandom kernelRandom() {
        try {
            return SecureRandom.getInstance("NativePRNGNonBlocking");
        } catch (NoSuchAlgorithmException notThisSystem) {
            return new SecureRandom();
        }
    }

    /// Returns the same engine with another source of nonces and keys.
    ///
    /// @param source a source as good as this engine's
    public Engine drawingFrom(SecureRandom source) {
        return new Engine(provider, source, false, description);
    }

    /// Returns the provider of ciphers, MACs, and most kinds of keys.
    public Provider provider() {
        return provider;
    }

    /// Returns whether the provider is AWS-LC's; it has its own names for some algorithms.
    public boolean isNative() {
        return provider instanceof AmazonCorrettoCryptoProvider;
    }

    /// Returns the provider of the algorithms that AWS-LC and the JDK lack.
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

    /// Returns the source of nonces and keys; many threads may use it at once.
    public SecureRandom random() {
        return random;
    }

    /// Returns whether the source is this engine's own, and not one that was given.
    boolean drawsFromItsOwn() {
        return ownRandom;
    }

    /// Returns the names and versions of the implementation, for the start-up line.
    public String description() {
        return description;
    }
}
