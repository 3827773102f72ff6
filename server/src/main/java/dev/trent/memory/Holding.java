package dev.trent.memory;

import org.jspecify.annotations.Nullable;

/// What one account has in memory, the oldest first. [Memory] guards it.
final class Holding {
    private final String account;
    private long bytes;
    private int slots;
    private @Nullable Slot<?, ?> oldest;
    private @Nullable Slot<?, ?> newest;

    Holding(String account) {
        this.account = account;
    }

    String account() {
        return account;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return slots == 0;
    }

    /// Counts more bytes, or fewer.
    void weigh(long difference) {
        bytes += difference;
    }

    void append(Slot<?, ?> slot) {
        slot.older = newest;
        slot.newer = null;
        if (newest == null) {
            oldest = slot;
        } else {
            newest.newer = slot;
        }
        newest = slot;
        slots++;
    }

    void unlink(Slot<?, ?> slot) {
        Slot<?, ?> before = slot.older;
        Slot<?, ?> after = slot.newer;
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
        slot.older = null;
        slot.newer = null;
        slots--;
    }

    /// Returns the oldest that nobody asked for since it was last passed over; null if there is none but
    /// one that shall stay. What was asked for becomes the newest.
    @Nullable
    Slot<?, ?> victim(Slot<?, ?> staying) {
        // Each is passed over once at most: whoever is asked for meanwhile again gives way all the same.
        for (int passed = 0; passed <= slots; passed++) {
            Slot<?, ?> candidate = oldest;
            if (candidate == null || (candidate == staying && slots == 1)) {
                return null;
            }
            if (candidate != staying && !candidate.wasTouched()) {
                return candidate;
            }
            unlink(candidate);
            append(candidate);
        }
        return oldest == staying && oldest != null ? oldest.newer : oldest;
    }
}
