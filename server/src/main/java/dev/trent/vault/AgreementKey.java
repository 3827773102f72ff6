package dev.trent.vault;

import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.Ec;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;

/// A key that the holder of a permit agrees on secrets with; [Vault#agreement] makes it.
public final class AgreementKey {
    private final UnsealedPair pair;
    private final Ec curve;

    AgreementKey(UnsealedPair pair, Ec curve) {
        this.pair = pair;
        this.curve = curve;
    }

    /// Reads the other party's public key.
    ///
    /// Errors: ValidationException for everything but a valid point on this key's curve; without a text, as in AWS.
    public PublicKey peer(Blob subjectPublicKeyInfo) {
        try {
            return curve.publicKey(subjectPublicKeyInfo.bytes());
        } catch (InvalidKeySpecException _) {
            throw VALIDATION.withoutMessage();
        }
    }

    /// Returns the secret shared with the other party: the x-coordinate, as long as the field. The caller closes
    /// it.
    public Secret agree(PublicKey peer) {
        return Secret.owning(curve.agree(pair.privateKey(), peer));
    }
}
