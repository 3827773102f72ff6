package dev.trent.vault;

import dev.trent.access.Permit;
import dev.trent.aws.Action;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.Hash;
import dev.trent.keys.Key;
import java.security.MessageDigest;
import java.util.Arrays;

/// A key that its holder may authenticate messages with now; made by [Vault#mac].
public final class MacKey {
    private final Vault vault;
    private final Key key;
    private final Action permitted;
    private final Hash hash;

    MacKey(Vault vault, Permit permit, Hash hash) {
        this.vault = vault;
        this.key = permit.key();
        this.permitted = permit.action();
        this.hash = hash;
    }

    /// Returns the code of a message, in full length.
    public Blob generate(Secret message) {
        Door.GENERATE_MAC.admit(permitted);
        return Blob.owning(code(message));
    }

    /// Returns whether a code is of this message; how long that takes tells nothing of the right code.
    public boolean verify(Secret message, Blob code) {
        Door.VERIFY_MAC.admit(permitted);
        byte[] right = code(message);
        try {
            return MessageDigest.isEqual(right, code.bytes());
        } finally {
            Arrays.fill(right, (byte) 0);
        }
    }

    private byte[] code(Secret message) {
        byte[] material = vault.material(key, vault.currentMaterial(key));
        try {
            return vault.algorithms().hmac().code(hash, material, message.exposed());
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }
}
