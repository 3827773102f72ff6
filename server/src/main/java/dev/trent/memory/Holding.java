package dev.trent.memory;

import org.jspecify.annotations.Nullable;

/// The slots of one account in memory, the oldest first. [Memory] guards it.
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

    /// Adds to the counted bytes; a negative number subtracts.
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

    /// Returns the oldest slot without a look-up since the search last passed over it; null if the staying slot
    /// is the only one. A passed slot with a look-up becomes the newest.
    @Nullable
    Slot<?, ?> victim(Slot<?, ?> staying) {
        // Each slot is passed over at most once. After that, a slot gives way even if it had another look-up.
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
