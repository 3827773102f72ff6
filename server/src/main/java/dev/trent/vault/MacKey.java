package dev.trent.vault;

import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.Hash;
import dev.trent.crypto.Hmac;
import java.security.MessageDigest;
import java.util.Arrays;

/// A key that the holder of a permit authenticates messages with; [Vault#mac] makes it.
public final class MacKey {
    private final Permit permit;
    private final UnsealedMaterials unsealed;
    private final Hmac hmac;
    private final Hash hash;

    MacKey(Permit permit, UnsealedMaterials unsealed, Hmac hmac, Hash hash) {
        this.permit = permit;
        this.unsealed = unsealed;
        this.hmac = hmac;
        this.hash = hash;
    }

    /// Returns the whole code of a message.
    public Blob generate(Secret message) {
        Door.GENERATE_MAC.admit(permit.action());
        return Blob.owning(code(message));
    }

    /// Returns whether a code is the right one for a message; the time does not depend on where the code is wrong.
    public boolean verify(Secret message, Blob code) {
        Door.VERIFY_MAC.admit(permit.action());
        byte[] right = code(message);
        try {
            return MessageDigest.isEqual(right, code.bytes());
        } finally {
            Arrays.fill(right, (byte) 0);
        }
    }

    private byte[] code(Secret message) {
        byte[] material = unsealed.copy(permit.key(), UnsealedMaterials.current(permit.key()));
        try {
            return hmac.code(hash, material, message.exposed());
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }
}
