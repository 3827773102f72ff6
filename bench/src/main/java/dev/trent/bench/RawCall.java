package dev.trent.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What AWS-LC's provider takes for a cryptographic operation by itself: the floor under the server's.
///
/// The key objects are the provider's own, read once; everything else is as new for each call as for a request.
interface RawCall {
    /// How many calls are made between two looks at the clock.
    int BATCH = 16;

    int MESSAGE_BYTES = 64;
    String MAC = "HmacSHA256";
    Provider PROVIDER = AmazonCorrettoCryptoProvider.INSTANCE;

    void make() throws GeneralSecurityException;

    static RawCall sign(SigningKind kind) throws GeneralSecurityException {
        PrivateKey key = own(kind).getPrivate();
        byte[] message = new byte[MESSAGE_BYTES];
        SecureRandom random = SecureRandom.getInstance("LibCryptoRng", PROVIDER);
        return () -> sign(kind, key, message, random);
    }

    static RawCall verify(SigningKind kind) throws GeneralSecurityException {
        KeyPair pair = own(kind);
        PublicKey key = pair.getPublic();
        byte[] message = new byte[MESSAGE_BYTES];
        byte[] signature = sign(kind, pair.getPrivate(), message, SecureRandom.getInstance("LibCryptoRng", PROVIDER));
        return () -> {
            Signature verification = Signature.getInstance(kind.signature(), PROVIDER);
            verification.initVerify(key);
            verification.update(message);
            if (!verification.verify(signature)) {
                throw new AssertionError("a signature by " + kind + " does not fit");
            }
        };
    }

    static RawCall mac() {
        byte[] key = new byte[32];
        byte[] message = new byte[MESSAGE_BYTES];
        return () -> {
            Mac mac = Mac.getInstance(MAC, PROVIDER);
            mac.init(new SecretKeySpec(key, MAC));
            mac.doFinal(message);
        };
    }

    /// Makes the call over and over on this thread, and returns the processor time of one in microseconds.
    default double cpuMicros(Duration measured) throws GeneralSecurityException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = System.nanoTime() + measured.toNanos();
        long begin = threads.getCurrentThreadCpuTime();
        long calls = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < BATCH; i++) {
                make();
            }
            calls += BATCH;
        }
        return (threads.getCurrentThreadCpuTime() - begin) / 1e3 / calls;
    }

    private static byte[] sign(SigningKind kind, PrivateKey key, byte[] message, SecureRandom random)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(kind.signature(), PROVIDER);
        signature.initSign(key, random);
        signature.update(message);
        return signature.sign();
    }

    /// Returns a pair as the provider's own objects, where its generator returns the JDK's.
    private static KeyPair own(SigningKind kind) throws GeneralSecurityException {
        KeyPair pair = kind.pair(PROVIDER);
        KeyFactory factory = KeyFactory.getInstance(kind.keys(), PROVIDER);
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded())),
                factory.generatePrivate(
                        new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded())));
    }
}
