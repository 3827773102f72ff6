package dev.trent.vault;

import dev.trent.aws.Arn;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.Engine;
import dev.trent.keys.Material;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;

/// Wraps and unwraps key material under the domain keys.
///
/// Wrapped material is `01 ‖ IV (12 bytes) ‖ AES-256-GCM ciphertext ‖ tag (16 bytes)`; the associated data is
/// the key's ARN, a zero byte and the material id, so that a row moved to another key does not open. The format
/// with its vectors is in `docs/spec/ciphertext-blob.md`.
final class MaterialSeal {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 1 + AesGcm.IV_BYTES;
    private static final byte[] ID_LABEL = "trent/v1/material-id\0".getBytes(StandardCharsets.US_ASCII);

    private final DomainKeys domainKeys;
    private final AesGcm aesGcm;
    private final SecureRandom random;

    MaterialSeal(DomainKeys domainKeys, Engine engine) {
        this.domainKeys = domainKeys;
        this.aesGcm = new AesGcm(engine);
        this.random = engine.random();
    }

    /// Wraps the first material of a key under the current domain key.
    Material wrapFirst(Arn key, String keyId, Secret material, Instant now) {
        String materialId = materialId(keyId, material);
        String domainKeyId = domainKeys.currentId();
        byte[] iv = new byte[AesGcm.IV_BYTES];
        random.nextBytes(iv);
        byte[] wrapped = new byte[HEADER_BYTES + material.length() + AesGcm.TAG_BYTES];
        wrapped[0] = VERSION;
        System.arraycopy(iv, 0, wrapped, 1, iv.length);
        aesGcm.seal(
                domainKeys.key(domainKeyId).exposed(),
                iv,
                associatedData(key, materialId),
                material.exposed(),
                wrapped,
                HEADER_BYTES);
        return new Material(
                key.region(), keyId, materialId, domainKeyId, Material.State.CURRENT, Blob.owning(wrapped), now, 0);
    }

    /// Unwraps a material; the caller closes it.
    Secret unwrap(Arn key, Material material) {
        byte[] wrapped = material.wrapped().bytes();
        if (wrapped.length <= HEADER_BYTES + AesGcm.TAG_BYTES || wrapped[0] != VERSION) {
            throw damaged(key, material);
        }
        byte[] iv = Arrays.copyOfRange(wrapped, 1, HEADER_BYTES);
        try {
            return Secret.owning(aesGcm.open(
                    domainKeys.key(material.domainKeyId()).exposed(),
                    iv,
                    associatedData(key, material.materialId()),
                    wrapped,
                    HEADER_BYTES,
                    wrapped.length - HEADER_BYTES));
        } catch (AEADBadTagException _) {
            throw damaged(key, material);
        }
    }

    /// Returns the name of a material: SHA-256 over a label, the key id and the bytes.
    ///
    /// SAFE: it tells nothing of the material, which nobody can guess: at least 224 bits of it are drawn
    /// evenly.
    /// Equal material in equal keys has equal names, which import and multi-Region keys need.
    private static String materialId(String keyId, Secret material) {
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

    private static byte[] associatedData(Arn key, String materialId) {
        return (key + "\0" + materialId).getBytes(StandardCharsets.UTF_8);
    }

    private static AssertionError damaged(Arn key, Material material) {
        return new AssertionError("the material " + material.materialId() + " of " + key + " does not open");
    }
}
