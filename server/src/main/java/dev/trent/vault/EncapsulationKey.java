package dev.trent.vault;

import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.MlKem;
import javax.crypto.DecapsulateException;

/// A key that the holder of a permit encapsulates or decapsulates secrets with; [Vault#encapsulation] makes it.
public final class EncapsulationKey {
    private final Permit permit;
    private final UnsealedPair pair;
    private final MlKem mlKem;

    EncapsulationKey(Permit permit, UnsealedPair pair, MlKem mlKem) {
        this.permit = permit;
        this.pair = pair;
        this.mlKem = mlKem;
    }

    /// Draws a secret and encapsulates it; the caller closes the secret.
    public MlKem.Encapsulated encapsulate() {
        Door.ENCAPSULATE.admit(permit.action());
        return mlKem.encapsulate(pair.publicKey());
    }

    /// Returns the secret in a ciphertext; the caller closes it. A forged ciphertext gives another secret, which
    /// nobody knows (FIPS 203, "implicit rejection").
    ///
    /// Errors: InvalidCiphertextException for a ciphertext of the wrong length.
    public Secret decapsulate(Blob ciphertext) {
        Door.DECAPSULATE.admit(permit.action());
        try {
            return mlKem.decapsulate(pair.privateKey(), ciphertext.bytes());
        } catch (DecapsulateException _) {
            throw CiphertextBlob.damaged();
        }
    }
}
