package dev.trent.seal;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.crypto.Hash;
import dev.trent.crypto.Hmac;
import dev.trent.store.RowSeal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Makes and opens the key that authenticates the rows of the database, and holds it for as long as the process
/// works with them.
public final class RowKeys implements RowSeal, AutoCloseable {
    private static final int KEY_BYTES = 32;

    private final Seal seal;
    private final Hmac hmac;
    private final SecureRandom random;
    private final List<Secret> opened = new ArrayList<>(1);

    /// Makes the keeper of the key.
    public RowKeys(Seal seal, Engine engine) {
        this.seal = seal;
        this.hmac = new Hmac(engine);
        this.random = engine.random();
    }

    @Override
    public byte[] draw(String name) {
        byte[] chance = new byte[KEY_BYTES];
        random.nextBytes(chance);
        try (Secret key = Secret.owning(chance)) {
            return seal.wrap(Seal.Purpose.ROW_KEY, name, key);
        }
    }

    @Override
    public synchronized UnaryOperator<byte[]> open(String name, byte[] wrapped) {
        Secret key = seal.unwrap(Seal.Purpose.ROW_KEY, name, wrapped);
        opened.add(key);
        return message -> hmac.code(Hash.SHA_256, key.exposed(), message);
    }

    /// Zeroes the key.
    @Override
    public synchronized void close() {
        opened.forEach(Secret::close);
    }
}
