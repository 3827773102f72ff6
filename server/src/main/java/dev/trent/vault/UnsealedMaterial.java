package dev.trent.vault;

import dev.trent.aws.Secret;
import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/// The secret of a symmetric or HMAC key in memory; one thread may zero it while others copy it.
///
/// A reader copies the bytes and then checks that no zeroing began meanwhile. So zeroing never waits for readers,
/// and nobody uses a half-zeroed key.
final class UnsealedMaterial {
    private static final int OVERHEAD_BYTES = 256;

    private final Secret secret;
    private final StampedLock lock = new StampedLock();
    private boolean zeroed;

    UnsealedMaterial(Secret secret) {
        this.secret = secret;
    }

    /// Returns a copy of the bytes, which the caller zeroes; null if the bytes are zeroed.
    byte @Nullable [] copy() {
        long stamp = lock.tryOptimisticRead();
        if (stamp == 0 || zeroed) {
            return null;
        }
        byte[] copy = secret.exposed().clone();
        if (lock.validate(stamp)) {
            return copy;
        }
        // Zeroing began meanwhile: the copy may hold a part of the key.
        Arrays.fill(copy, (byte) 0);
        return null;
    }

    /// Returns about how much memory it takes.
    int weightBytes() {
        return OVERHEAD_BYTES + secret.length();
    }

    /// Zeroes the bytes for good.
    void drop() {
        long stamp = lock.writeLock();
        try {
            zeroed = true;
            secret.close();
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
