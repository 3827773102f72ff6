package dev.trent.vault;

import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.access.Permit;
import dev.trent.aws.Action;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.Rsa;
import dev.trent.crypto.Sm2;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.Key;
import javax.crypto.BadPaddingException;
import org.jspecify.annotations.Nullable;

/// A key with a public half that its holder may encrypt or decrypt with now, by one algorithm.
///
/// Its ciphertexts are the standards' own, without a header: anybody makes them with the public key.
public final class AsymmetricKey implements EncryptionKey {
    private final Vault vault;
    private final UnsealedPair pair;
    private final Key key;
    private final Action permitted;
    private final EncryptionAlgorithm algorithm;

    AsymmetricKey(Vault vault, UnsealedPair pair, Permit permit, EncryptionAlgorithm algorithm) {
        this.vault = vault;
        this.pair = pair;
        this.key = permit.key();
        this.permitted = permit.action();
        this.algorithm = algorithm;
    }

    @Override
    public void check(Secret plaintext, EncryptionContext context) {
        checkContext(context);
        EncryptionKey.checkNotEmpty(plaintext);
        int most = algorithm == EncryptionAlgorithm.SM2PKE
                ? Sm2.PLAINTEXT_BYTES_MAX
                : rsa().plaintextMax(Algorithms.hash(algorithm));
        if (plaintext.length() > most) {
            throw VALIDATION.because("Algorithm " + algorithm + " and key spec " + key.spec()
                    + " cannot encrypt data larger than " + most + " bytes.");
        }
    }

    @Override
    public Blob encrypt(Secret plaintext, EncryptionContext context) {
        Door.ENCRYPT.admit(permitted);
        return Blob.owning(
                algorithm == EncryptionAlgorithm.SM2PKE
                        ? sm2().encrypt(pair.publicKey(), plaintext.exposed())
                        : rsa().encrypt(pair.publicKey(), Algorithms.hash(algorithm), plaintext.exposed()));
    }

    /// Decrypts.
    ///
    /// Errors: InvalidCiphertextException for whatever this key and algorithm have not encrypted;
    /// ValidationException for an encryption context; ThrottlingException.
    public Decrypted decrypt(Blob ciphertext, EncryptionContext context) {
        Door.DECRYPT.admit(permitted);
        checkContext(context);
        return new Decrypted(vault.operate(key, () -> opened(ciphertext)), null);
    }

    @Override
    public @Nullable String materialInAnswers() {
        return null;
    }

    private Secret opened(Blob ciphertext) {
        try {
            return Secret.owning(
                    algorithm == EncryptionAlgorithm.SM2PKE
                            ? sm2().decrypt(pair.privateKey(), ciphertext.bytes())
                            : rsa().decrypt(pair.privateKey(), Algorithms.hash(algorithm), ciphertext.bytes()));
        } catch (BadPaddingException _) {
            throw CiphertextBlob.damaged();
        }
    }

    private static void checkContext(EncryptionContext context) {
        if (!context.isEmpty()) {
            throw VALIDATION.because("EncryptionContext is supported with symmetric encryption keys only.");
        }
    }

    private Rsa rsa() {
        return (Rsa) vault.algorithms().family(key.spec());
    }

    private Sm2 sm2() {
        return (Sm2) vault.algorithms().family(key.spec());
    }
}
