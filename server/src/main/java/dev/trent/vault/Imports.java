package dev.trent.vault;

import static dev.trent.aws.AwsError.INCORRECT_KEY_MATERIAL;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.AwsError;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.EncodedPair;
import dev.trent.crypto.KeyWrap;
import dev.trent.crypto.PrivateKeys;
import dev.trent.crypto.PublicKeyEncryption;
import dev.trent.keys.ImportWrapping;
import dev.trent.keys.Key;
import dev.trent.keys.KeySpec;
import dev.trent.seal.Seal;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import javax.crypto.BadPaddingException;

/// The import of key material: gives out wrapping keys, and takes in wrapped material.
///
/// Source: AWS KMS Developer Guide, "Importing key material".
final class Imports {
    private final ImportTokens tokens;
    private final NewKeys newKeys;
    private final Algorithms algorithms;
    private final HeavyWork heavyWork;

    Imports(Seal seal, NewKeys newKeys, Algorithms algorithms, HeavyWork heavyWork) {
        this.tokens = new ImportTokens(seal);
        this.newKeys = newKeys;
        this.algorithms = algorithms;
        this.heavyWork = heavyWork;
    }

    /// Draws a wrapping key.
    ///
    /// Errors: ThrottlingException.
    ImportParameters parameters(
            Key key, ImportWrapping wrapping, KeySpec spec, Instant now, BooleanSupplier clientGone) {
        try (EncodedPair pair = newKeys.pair(key.account(), spec, clientGone)) {
            Instant validTo = now.plus(ImportTokens.VALID);
            ImportTokens.Content content = new ImportTokens.Content(wrapping, spec, pair.privateKey());
            return new ImportParameters(tokens.issue(key.arn(), content, validTo), pair.publicKey(), validTo);
        }
    }

    /// Unwraps a material, and checks that the key can have it. The caller closes the result.
    ///
    /// Errors: InvalidImportTokenException, ExpiredImportTokenException, InvalidCiphertextException,
    /// IncorrectKeyMaterialException, ThrottlingException.
    Secret material(Key key, Blob token, Blob encrypted, Instant now) {
        try (ImportTokens.Content content = tokens.open(key.arn(), token, now)) {
            return heavyWork.operate(key.account(), () -> {
                byte[] plain = unwrap(content, encrypted.bytes());
                try {
                    return checked(key.spec(), plain, INCORRECT_KEY_MATERIAL, "in PKCS #8");
                } finally {
                    Arrays.fill(plain, (byte) 0);
                }
            });
        }
    }

    private byte[] unwrap(ImportTokens.Content content, byte[] encrypted) {
        PublicKeyEncryption encryption =
                algorithms.encryption(content.spec(), content.wrapping().encryption());
        try {
            PrivateKey key = algorithms
                    .family(content.spec())
                    .privateKey(content.privateKey().exposed());
            return content.wrapping().inTwoSteps()
                    ? inTwoSteps(encryption, key, content.spec(), encrypted)
                    : encryption.decrypt(key, encrypted);
        } catch (BadPaddingException _) {
            throw CiphertextBlob.damaged();
        } catch (InvalidKeySpecException _) {
            throw new AssertionError("a wrapping key that was sealed here cannot be read");
        }
    }

    private static byte[] inTwoSteps(PublicKeyEncryption encryption, PrivateKey key, KeySpec spec, byte[] encrypted)
            throws BadPaddingException {
        int first = switch (spec) {
                    case RSA_2048 -> 2048;
                    case RSA_3072 -> 3072;
                    case RSA_4096 -> 4096;
                    default -> throw new AssertionError(spec + " is no RSA key");
                }
                / Byte.SIZE;
        if (encrypted.length <= first) {
            throw new BadPaddingException();
        }
        byte[] kek = encryption.decrypt(key, Arrays.copyOf(encrypted, first));
        try {
            if (kek.length != AesGcm.KEY_BYTES) {
                throw new BadPaddingException();
            }
            return KeyWrap.unwrap(kek, Arrays.copyOfRange(encrypted, first, encrypted.length));
        } finally {
            Arrays.fill(kek, (byte) 0);
        }
    }

    /// Checks that a kind of key can have a material that is not wrapped. The caller closes the result.
    ///
    /// Errors: ValidationException.
    ///
    /// @param chosen the material, which stays with the caller. A private key may be in PKCS #8, SEC 1 or PKCS
    ///     #1
    Secret chosen(KeySpec spec, Secret chosen) {
        byte[] plain = spec.isAsymmetric()
                ? PrivateKeys.pkcs8(chosen.exposed())
                : chosen.exposed().clone();
        try {
            return checked(spec, plain, VALIDATION, "in DER: PKCS #8, SEC 1 or PKCS #1");
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private Secret checked(KeySpec spec, byte[] plain, AwsError refusal, String form) {
        switch (spec) {
            case SYMMETRIC_DEFAULT -> requireLength(plain, AesGcm.KEY_BYTES, AesGcm.KEY_BYTES, refusal);
            case HMAC_224 -> requireLength(plain, 28, 64, refusal);
            case HMAC_256 -> requireLength(plain, 32, 64, refusal);
            case HMAC_384 -> requireLength(plain, 48, 128, refusal);
            case HMAC_512 -> requireLength(plain, 64, 128, refusal);
            default -> {
                try (EncodedPair pair = PrivateKeys.complete(plain, algorithms.family(spec))) {
                    return PairMaterial.join(pair);
                } catch (InvalidKeySpecException _) {
                    throw refusal.because(
                            "The key material is not a private key of the key spec " + spec + " " + form + ".");
                }
            }
        }
        return Secret.owning(plain.clone());
    }

    private static void requireLength(byte[] plain, int min, int max, AwsError refusal) {
        if (plain.length < min || plain.length > max) {
            throw refusal.because("The key material must have " + (min == max ? min : min + " to " + max)
                    + " bytes, and it has " + plain.length + ".");
        }
    }
}
