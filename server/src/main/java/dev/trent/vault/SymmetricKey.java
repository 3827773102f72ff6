package dev.trent.vault;

import dev.trent.access.Permit;
import dev.trent.aws.Action;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.keys.Key;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/// A symmetric encryption key that its holder may use now.
///
/// Each message has a key of its own, derived from the material with a fresh 128-bit nonce, so that the number
/// of messages under one KMS key has no bound worth counting. Source: AWS KMS Cryptographic Details, "Encrypt".
public final class SymmetricKey implements EncryptionKey {
    private static final String LABEL = "trent/v1/encrypt";

    private final Vault vault;
    private final Key key;
    private final Action permitted;

    SymmetricKey(Vault vault, Permit permit) {
        this.vault = vault;
        this.key = permit.key();
        this.permitted = permit.action();
    }

    /// Returns the id of the material that encrypts, 64 hexadecimal digits.
    public String currentMaterialId() {
        return vault.currentMaterial(key);
    }

    @Override
    public String materialInAnswers() {
        return currentMaterialId();
    }

    /// Takes every plaintext that is one, and every context.
    @Override
    public void check(Secret plaintext, EncryptionContext context) {
        EncryptionKey.checkNotEmpty(plaintext);
    }

    /// Encrypts with the current material.
    ///
    /// @param plaintext stays the caller's
    @Override
    public Blob encrypt(Secret plaintext, EncryptionContext context) {
        Door.ENCRYPT.admit(permitted);
        String materialId = currentMaterialId();
        byte[] chance = vault.chance(CiphertextBlob.NONCE_BYTES + AesGcm.IV_BYTES);
        CiphertextBlob blob = CiphertextBlob.begin(key.keyId(), materialId, chance, plaintext.length());
        byte[] messageKey = messageKey(materialId, blob);
        try {
            vault.aesGcm()
                    .seal(
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
    /// Errors: InvalidCiphertextException for damage, for another context, for another key's blob: these are
    /// not told apart.
    ///
    /// @return the plaintext; whoever gets it closes it
    public Decrypted decrypt(CiphertextBlob blob, EncryptionContext context) {
        Door.DECRYPT.admit(permitted);
        if (!blob.keyId().equals(key.keyId())) {
            throw CiphertextBlob.damaged();
        }
        String materialId = blob.materialId();
        byte[] messageKey = messageKey(materialId, blob);
        try {
            byte[] plaintext = vault.aesGcm()
                    .open(
                            messageKey,
                            blob.iv(),
                            blob.associatedData(context),
                            blob.bytes(),
                            CiphertextBlob.HEADER_BYTES,
                            blob.sealedBytes());
            return new Decrypted(Secret.owning(plaintext), materialId);
        } catch (AEADBadTagException _) {
            throw CiphertextBlob.damaged();
        } finally {
            Arrays.fill(messageKey, (byte) 0);
        }
    }

    /// Draws a data key; whoever gets it closes it.
    ///
    /// @param lengthBytes 1 to 1024
    public Secret dataKey(int lengthBytes) {
        Door.DATA_KEY.admit(permitted);
        return vault.draw(lengthBytes);
    }

    private byte[] messageKey(String materialId, CiphertextBlob blob) {
        byte[] material = vault.material(key, materialId);
        try {
            return vault.kdf().derive(material, LABEL, blob.derivationContext());
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }
}
