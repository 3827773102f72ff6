package dev.trent.chores;

import dev.trent.audit.ConsequenceRecord;
import dev.trent.audit.Line;
import dev.trent.call.Consequence;
import dev.trent.keys.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Writes the records of the events of a key that no call causes.
///
/// @param ids gives each event an id, a lower-case UUID
public record KeyEvents(Supplier<String> ids) {
    /// Returns the record of an event.
    ///
    /// @param details further facts, in addition to the key's id
    Line line(String name, Key key, Instant now, Map<String, String> details) {
        return line(new Consequence.Event(name, key.arn(), new TreeMap<>(details)), now);
    }

    /// Returns the records of the copying of shared facts from a primary key to its replicas.
    List<Line> synchronizations(Key primary, Instant now) {
        return primary.synchronizations().stream().map(act -> line(act, now)).toList();
    }

    private Line line(Consequence consequence, Instant now) {
        return ConsequenceRecord.of(consequence, now, ids.get(), ids.get());
    }
}
