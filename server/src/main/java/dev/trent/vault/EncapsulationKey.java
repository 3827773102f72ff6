package dev.trent.vault;

import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.MlKem;
import javax.crypto.DecapsulateException;

/// A key that its holder may encapsulate secrets to, or decapsulate them with, now; made by
/// [Vault#encapsulation].
public final class EncapsulationKey {
    private final Permit permit;
    private final UnsealedPair pair;
    private final MlKem mlKem;

    EncapsulationKey(Permit permit, UnsealedPair pair, MlKem mlKem) {
        this.permit = permit;
        this.pair = pair;
        this.mlKem = mlKem;
    }

    /// Draws a secret and encapsulates it; whoever gets the secret closes it.
    public MlKem.Encapsulated encapsulate() {
        Door.ENCAPSULATE.admit(permit.action());
        return mlKem.encapsulate(pair.publicKey());
    }

    /// Returns the secret in a ciphertext, which for a forged one is another that nobody knows (FIPS 203,
    /// "implicit rejection").
    ///
    /// Errors: InvalidCiphertextException for a ciphertext of the wrong length.
    ///
    /// @return whoever gets it closes it
    public Secret decapsulate(Blob ciphertext) {
        Door.DECAPSULATE.admit(permit.action());
        try {
            return mlKem.decapsulate(pair.privateKey(), ciphertext.bytes());
        } catch (DecapsulateException _) {
            throw CiphertextBlob.damaged();
        }
    }
}
