package dev.trent.vault;

import dev.trent.aws.Secret;
import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/// Key material in the clear, in memory, which may be zeroed while others are about to use it.
///
/// A reader copies the bytes and then asks whether they were whole; zeroing never waits for readers and no
/// half-zeroed key is ever used.
final class UnsealedMaterial {
    private static final int OVERHEAD_BYTES = 256;

    private final Secret secret;
    private final StampedLock lock = new StampedLock();
    private boolean zeroed;

    UnsealedMaterial(Secret secret) {
        this.secret = secret;
    }

    /// Returns a copy of the bytes, which the caller zeroes; or null if they are gone.
    byte @Nullable [] copy() {
        long stamp = lock.tryOptimisticRead();
        if (stamp == 0 || zeroed) {
            return null;
        }
        byte[] copy = secret.exposed().clone();
        if (lock.validate(stamp)) {
            return copy;
        }
        // It was being zeroed: some of it may have been copied before.
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
