package dev.trent.vault;

import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.Signatures;
import dev.trent.keys.KeySpec;
import dev.trent.keys.MessageType;
import dev.trent.keys.SigningAlgorithm;

/// A key that the holder of a permit signs or verifies with, by one algorithm and for one type of message;
/// [Vault#signing] makes it.
public final class SigningKey {
    private static final int MU_BYTES = 64;

    private final Permit permit;
    private final UnsealedPair pair;
    private final Signatures signatures;
    private final HeavyWork heavyWork;

    SigningKey(Permit permit, UnsealedPair pair, Signatures signatures, HeavyWork heavyWork) {
        this.permit = permit;
        this.pair = pair;
        this.signatures = signatures;
        this.heavyWork = heavyWork;
    }

    /// Signs a message; [#check] has accepted its length.
    ///
    /// Errors: ThrottlingException.
    public Blob sign(Secret message) {
        Door.SIGN.admit(permit.action());
        return Blob.owning(
                heavyWork.operate(permit.key(), () -> signatures.sign(pair.privateKey(), message.exposed())));
    }

    /// Returns whether this key made a signature of this message.
    public boolean verify(Secret message, Blob signature) {
        Door.VERIFY.admit(permit.action());
        return signatures.verify(pair.publicKey(), message.exposed(), signature.bytes());
    }

    /// Refuses a type of message that the algorithm does not take, and a digest of the wrong length.
    ///
    /// Errors: ValidationException.
    static void check(KeySpec spec, SigningAlgorithm algorithm, MessageType type, int messageBytes) {
        boolean taken = switch (algorithm) {
            case ED25519_SHA_512 -> type == MessageType.RAW;
            case ED25519_PH_SHA_512 -> type == MessageType.DIGEST;
            case ML_DSA_SHAKE_256 -> type != MessageType.DIGEST;
            default -> type != MessageType.EXTERNAL_MU;
        };
        if (!taken) {
            boolean edwards = spec == KeySpec.ECC_NIST_EDWARDS25519;
            throw VALIDATION.because("Message type " + type + " is incompatible with "
                    + (edwards ? "algorithm " + algorithm : "key spec " + spec) + ".");
        }
        if (type != MessageType.RAW && messageBytes != digestBytes(algorithm)) {
            throw VALIDATION.because("Digest is invalid length for algorithm " + algorithm + ".");
        }
    }

    private static int digestBytes(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RSASSA_PKCS1_V1_5_SHA_256, RSASSA_PSS_SHA_256, ECDSA_SHA_256, SM2DSA -> 32;
            case RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PSS_SHA_384, ECDSA_SHA_384 -> 48;
            case RSASSA_PKCS1_V1_5_SHA_512, RSASSA_PSS_SHA_512, ECDSA_SHA_512, ED25519_SHA_512, ED25519_PH_SHA_512 ->
                64;
            case ML_DSA_SHAKE_256 -> MU_BYTES;
            case SYMMETRIC_DEFAULT -> throw new AssertionError("no key signs by " + algorithm);
        };
    }
}
