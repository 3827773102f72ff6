package dev.trent.lookup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which events are wanted: those of one account in one Region.
///
/// @param account the account whose events they are, `recipientAccountId`
/// @param attribute what they have in common; null for all
/// @param from the earliest time
/// @param to the latest time
public record EventQuery(
        String account, String region, @Nullable Attribute attribute, Instant from, Instant to) {

    /// Returns the first second that is wanted.
    long fromSecond() {
        return from.getNano() == 0 ? from.getEpochSecond() : from.getEpochSecond() + 1;
    }

    /// Returns the last second that is wanted.
    long toSecond() {
        return to.getEpochSecond();
    }
}
