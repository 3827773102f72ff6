package dev.trent.crypto;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;

/// Keys on the curve edwards25519: signatures of messages and of their hashes.
///
/// The JDK draws the keys. If AWS-LC is the engine, it signs. It also reads the keys if [Engine] has enabled
/// that.
///
/// Source: RFC 8032 §5.1.
public final class Ed25519 implements KeyFamily {
    private static final String ALGORITHM = "Ed25519";

    private final Engine engine;
    private final Provider jdk = Engine.jdk("SunEC");
    private final Provider keys;
    private final SecureRandom random;

    /// Makes the family.
    public Ed25519(Engine engine) {
        this.engine = engine;
        boolean reads = engine.isNative() && engine.provider().getService("KeyFactory", ALGORITHM) != null;
        this.keys = reads ? engine.provider() : jdk;
        this.random = engine.random();
    }

    @Override
    public EncodedPair generate() {
        return EncodedPair.of(JcaKeys.generate(jdk, ALGORITHM, NamedParameterSpec.ED25519, random));
    }

    @Override
    public PrivateKey privateKey(byte[] pkcs8) throws InvalidKeySpecException {
        return JcaKeys.privateKey(keys, ALGORITHM, pkcs8);
    }

    @Override
    public PublicKey publicKey(byte[] subjectPublicKeyInfo) throws InvalidKeySpecException {
        return JcaKeys.publicKey(keys, ALGORITHM, subjectPublicKeyInfo);
    }

    /// Returns the signatures of messages, Ed25519.
    public Signatures pure() {
        return new JcaSignatures(engine.isNative() ? engine.provider() : jdk, ALGORITHM, null, random);
    }

    /// Returns the signatures of messages hashed with SHA-512: Ed25519ph with an empty context.
    public Signatures prehashed() {
        return engine.isNative()
                ? new JcaSignatures(engine.provider(), "Ed25519ph", null, random)
                : new JcaSignatures(jdk, ALGORITHM, new EdDSAParameterSpec(true), random);
    }
}
