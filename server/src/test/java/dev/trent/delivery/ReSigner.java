package dev.trent.delivery;

import dev.trent.crypto.Pkcs1PublicKey;
import dev.trent.wire.JsonShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// Signs changed digests with a key of its own, which it adds to the public keys: what only a thief of Trent's key
/// could do.
final class ReSigner {
    private final Path bucket;
    private final KeyPair pair;
    private final String fingerprint;

    ReSigner(Path bucket, Path publicKeys) throws GeneralSecurityException, IOException {
        this.bucket = bucket;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        this.pair = generator.generateKeyPair();
        byte[] value = Pkcs1PublicKey.of(pair.getPrivate());
        this.fingerprint = Pkcs1PublicKey.fingerprint(value);
        String added = new String(
                PublicKeyFile.json(List.of(
                        new DigestKeys.PublicKey("eu-central-1", value, Instant.EPOCH, Instant.EPOCH, fingerprint))),
                StandardCharsets.UTF_8);
        String own = added.substring(added.indexOf('[') + 1, added.lastIndexOf(']'));
        Files.writeString(publicKeys, Files.readString(publicKeys).replace("[{", "[" + own + ",{"));
    }

    /// Writes a digest with a signature that fits.
    void sign(String name, String text) throws GeneralSecurityException, IOException {
        byte[] json = text.replaceAll("(digestPublicKeyFingerprint\":\")[0-9a-f]+", "$1" + fingerprint)
                .getBytes(StandardCharsets.UTF_8);
        Files.write(bucket.resolve(name), LogFile.gzip(json));
        ReadDigest digest = ReadDigest.of(bucket, name, JsonShape.of(ReadDigest.Facts.class));
        if (digest == null) {
            throw new AssertionError(text);
        }
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(digest.signedText());
        Files.writeString(bucket.resolve(name + ".signature"), HexFormat.of().formatHex(signature.sign()));
    }
}
