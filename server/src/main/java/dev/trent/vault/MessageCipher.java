package dev.trent.vault;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.CounterKdf;
import dev.trent.crypto.Engine;
import dev.trent.crypto.Nonces;
import dev.trent.keys.Key;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/// Encrypts and decrypts messages under symmetric keys: AES-256-GCM with a new key for each message.
///
/// The message key comes from the material and a fresh 128-bit nonce. So one KMS key can encrypt any number of
/// messages. Source: AWS KMS Cryptographic Details, "Encrypt"; the format is in `docs/spec/ciphertext-blob.md`.
final class MessageCipher {
    private static final String LABEL = "trent/v1/encrypt";

    private final UnsealedMaterials unsealed;
    private final AesGcm aesGcm;
    private final CounterKdf kdf;
    private final Nonces nonces;
    private final SecureRandom random;

    MessageCipher(UnsealedMaterials unsealed, Engine engine) {
        this.unsealed = unsealed;
        this.aesGcm = new AesGcm(engine);
        this.kdf = new CounterKdf(engine);
        this.nonces = new Nonces(engine);
        this.random = engine.random();
    }

    /// Encrypts with the current material of a key.
    ///
    /// @param plaintext stays the caller's
    Blob encrypt(Key key, Secret plaintext, EncryptionContext context) {
        String materialId = UnsealedMaterials.current(key);
        byte[] chance = nonces.draw(CiphertextBlob.NONCE_BYTES + AesGcm.IV_BYTES);
        CiphertextBlob blob = CiphertextBlob.begin(key.keyId(), materialId, chance, plaintext.length());
        byte[] messageKey = messageKey(key, materialId, blob);
        try {
            aesGcm.seal(
                    messageKey,
                    blob.iv(),
                    blob.associatedData(context),
                    plaintext.exposed(),
                    blob.bytes(),
                    CiphertextBlob.HEADER_BYTES);
            return Blob.owning(blob.finish());
        } finally {
            Arrays.fill(messageKey, (byte) 0);
        }
    }

    /// Decrypts with the material that the blob names.
    ///
    /// Errors: InvalidCiphertextException.
    ///
    /// @param blob of this key
    EncryptionKey.Decrypted decrypt(Key key, CiphertextBlob blob, EncryptionContext context) {
        String materialId = blob.materialId();
        byte[] messageKey = messageKey(key, materialId, blob);
        try {
            byte[] plaintext = aesGcm.open(
                    messageKey,
                    blob.iv(),
                    blob.associatedData(context),
                    blob.bytes(),
                    CiphertextBlob.HEADER_BYTES,
                    blob.sealedBytes());
            return new EncryptionKey.Decrypted(Secret.owning(plaintext), materialId);
        } catch (AEADBadTagException _) {
            throw CiphertextBlob.damaged();
        } finally {
            Arrays.fill(messageKey, (byte) 0);
        }
    }

    /// Returns random bytes.
    byte[] draw(int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] messageKey(Key key, String materialId, CiphertextBlob blob) {
        byte[] material = unsealed.copy(key, materialId);
        try {
            return kdf.derive(material, LABEL, blob.derivationContext());
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }
}
