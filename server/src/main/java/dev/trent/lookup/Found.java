package dev.trent.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of the events that a question asks for, the newest first.
///
/// @param next where the search goes on; null if there is nothing left. There may be a next place after a part
///     without events: a look-up that meets much work does some of it
public record Found(List<FoundEvent> events, @Nullable LogPlace next) {
    public Found {
        events = List.copyOf(events);
    }
}
