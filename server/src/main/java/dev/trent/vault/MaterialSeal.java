package dev.trent.vault;

import dev.trent.aws.Arn;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.keys.Material;
import dev.trent.seal.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/// The domain keys at work: they wrap and unwrap key material.
///
/// Wrapped material is an [Envelope] under a domain key. Its place is the key's ARN, a zero byte and the material
/// id: a row that somebody moves to another key does not open.
final class MaterialSeal {
    private static final byte[] ID_LABEL = "trent/v1/material-id\0".getBytes(StandardCharsets.US_ASCII);

    private final DomainKeys domainKeys;
    private final Envelope envelope;

    MaterialSeal(DomainKeys domainKeys, Engine engine) {
        this.domainKeys = domainKeys;
        this.envelope = new Envelope(engine);
    }

    /// Wraps the current material of a key under the current domain key.
    ///
    /// @param became null for the first material
    Material wrapCurrent(Arn key, String keyId, Secret material, Instant now, Material.@Nullable Became became) {
        String materialId = materialId(keyId, material);
        String domainKeyId = domainKeys.currentId();
        byte[] wrapped = envelope.wrap(domainKeys.key(domainKeyId).exposed(), place(key, materialId), material);
        return new Material(
                key.region(),
                keyId,
                materialId,
                domainKeyId,
                Material.State.CURRENT,
                Blob.owning(wrapped),
                now,
                0,
                became,
                null);
    }

    /// Wraps a material of one key of a set for another one.
    Material copy(Arn key, Material material, Secret secret) {
        String domainKeyId = domainKeys.currentId();
        Secret domainKey = domainKeys.key(domainKeyId);
        byte[] wrapped = envelope.wrap(domainKey.exposed(), place(key, material.materialId()), secret);
        return material.wrappedFor(key.region(), domainKeyId, Blob.owning(wrapped));
    }

    /// Unwraps a material; the caller closes it.
    Secret unwrap(Arn key, Material material) {
        Secret domainKey = domainKeys.key(material.domainKeyId());
        try {
            return envelope.unwrap(
                    domainKey.exposed(),
                    place(key, material.materialId()),
                    material.wrapped().bytes());
        } catch (AEADBadTagException _) {
            throw new AssertionError("the material " + material.materialId() + " of " + key + " does not open");
        }
    }

    /// Returns the name of a material: SHA-256 of a label, the key id and the bytes.
    ///
    /// Import and multi-Region keys need this: equal material in keys of equal id has an equal name.
    ///
    /// SAFE: the name does not help to guess material that was made here, of which at least 224 bits are random.
    /// Whoever imports material that can be guessed can be proven right by its name.
    static String materialId(String keyId, Secret material) {
        ByteBuffer id = ByteBuffer.allocate(17);
        CiphertextBlob.putKeyId(id, keyId);
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ID_LABEL);
            sha256.update(id.array());
            return HexFormat.of().formatHex(sha256.digest(material.exposed()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    private static byte[] place(Arn key, String materialId) {
        return (key + "\0" + materialId).getBytes(StandardCharsets.UTF_8);
    }
}
