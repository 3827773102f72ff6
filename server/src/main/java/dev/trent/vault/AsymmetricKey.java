package dev.trent.vault;

import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.PublicKeyEncryption;
import dev.trent.keys.EncryptionAlgorithm;
import javax.crypto.BadPaddingException;
import org.jspecify.annotations.Nullable;

/// An asymmetric key that the holder of a permit encrypts or decrypts with, by one algorithm.
///
/// Its ciphertexts have no header of ours: everybody who has the public key makes the same ones.
public final class AsymmetricKey implements EncryptionKey {
    private final Permit permit;
    private final EncryptionAlgorithm algorithm;
    private final UnsealedPair pair;
    private final PublicKeyEncryption encryption;
    private final HeavyWork heavyWork;

    AsymmetricKey(
            Permit permit,
            EncryptionAlgorithm algorithm,
            UnsealedPair pair,
            PublicKeyEncryption encryption,
            HeavyWork heavyWork) {
        this.permit = permit;
        this.algorithm = algorithm;
        this.pair = pair;
        this.encryption = encryption;
        this.heavyWork = heavyWork;
    }

    @Override
    public void check(Secret plaintext, EncryptionContext context) {
        checkContext(context);
        EncryptionKey.checkNotEmpty(plaintext);
        int most = encryption.plaintextBytesMax();
        if (plaintext.length() > most) {
            throw VALIDATION.because("Algorithm " + algorithm + " and key spec "
                    + permit.key().spec() + " cannot encrypt data larger than " + most + " bytes.");
        }
    }

    @Override
    public Blob encrypt(Secret plaintext, EncryptionContext context) {
        Door.ENCRYPT.admit(permit.action());
        return Blob.owning(encryption.encrypt(pair.publicKey(), plaintext.exposed()));
    }

    /// Decrypts.
    ///
    /// Errors: InvalidCiphertextException for everything that this key and algorithm did not encrypt;
    /// ValidationException for an encryption context; ThrottlingException.
    public Decrypted decrypt(Blob ciphertext, EncryptionContext context) {
        Door.DECRYPT.admit(permit.action());
        checkContext(context);
        return new Decrypted(heavyWork.operate(permit.key(), () -> opened(ciphertext)), null);
    }

    @Override
    public @Nullable String materialInAnswers() {
        return null;
    }

    private Secret opened(Blob ciphertext) {
        try {
            return Secret.owning(encryption.decrypt(pair.privateKey(), ciphertext.bytes()));
        } catch (BadPaddingException _) {
            throw CiphertextBlob.damaged();
        }
    }

    private static void checkContext(EncryptionContext context) {
        if (!context.isEmpty()) {
            throw VALIDATION.because("EncryptionContext is supported with symmetric encryption keys only.");
        }
    }
}
