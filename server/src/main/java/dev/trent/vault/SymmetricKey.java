package dev.trent.vault;

import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;

/// A symmetric key that the holder of a permit encrypts or decrypts with.
public final class SymmetricKey implements EncryptionKey {
    private final Permit permit;
    private final MessageCipher messages;

    SymmetricKey(Permit permit, MessageCipher messages) {
        this.permit = permit;
        this.messages = messages;
    }

    /// Returns the id of the material that encrypts, 64 hexadecimal digits.
    public String currentMaterialId() {
        return UnsealedMaterials.current(permit.key());
    }

    @Override
    public String materialInAnswers() {
        return currentMaterialId();
    }

    /// Refuses an empty plaintext only.
    @Override
    public void check(Secret plaintext, EncryptionContext context) {
        EncryptionKey.checkNotEmpty(plaintext);
    }

    /// Encrypts with the current material.
    ///
    /// @param plaintext stays the caller's
    @Override
    public Blob encrypt(Secret plaintext, EncryptionContext context) {
        Door.ENCRYPT.admit(permit.action());
        return messages.encrypt(permit.key(), plaintext, context);
    }

    /// Decrypts with the material that the blob names.
    ///
    /// Errors: InvalidCiphertextException for damage, for another context and for another key's blob; the answer
    /// does not say which.
    ///
    /// @return a plaintext that the caller closes
    public Decrypted decrypt(CiphertextBlob blob, EncryptionContext context) {
        Door.DECRYPT.admit(permit.action());
        if (!blob.keyId().equals(permit.key().keyId())) {
            throw CiphertextBlob.damaged();
        }
        return messages.decrypt(permit.key(), blob, context);
    }

    /// Draws a data key; the caller closes it.
    ///
    /// @param lengthBytes 1 to 1024
    public Secret dataKey(int lengthBytes) {
        Door.DATA_KEY.admit(permit.action());
        return Secret.owning(messages.draw(lengthBytes));
    }
}
