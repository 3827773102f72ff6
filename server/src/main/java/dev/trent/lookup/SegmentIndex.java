package dev.trent.lookup;

import java.io.IOException;

/// Names the records of one segment that may be wanted.
interface SegmentIndex {
    /// Returns where records begin that may be wanted, the newest first. A record that is wanted is among them, unless
    /// there are more than `max`.
    ///
    /// @param before only records that begin before this place
    long[] newest(EventQuery question, long before, int max) throws IOException;
}
