package dev.trent.call;

import dev.trent.aws.Arn;
import java.util.SortedMap;
import java.util.TreeMap;

/// An act of the service itself, such as one that a call brings about. It has a record of its own.
public sealed interface Consequence {
    /// Something that happens to a key.
    ///
    /// @param name such as `RotateKey`
    /// @param key the key's ARN
    /// @param details further facts; never a secret
    record Event(String name, Arn key, SortedMap<String, String> details) implements Consequence {
        /// Copies the details.
        public Event {
            details = new TreeMap<>(details);
        }
    }

    /// A replica gets the shared facts of its multi-Region set.
    record Synchronization(Arn primary, Arn replica) implements Consequence {}
}
