package dev.trent.chores;

import dev.trent.audit.Line;
import dev.trent.audit.ServiceEvent;
import dev.trent.audit.ServiceRecord;
import dev.trent.keys.Key;
import dev.trent.wire.JsonBytes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Writes the records of the events of a key that no call causes.
///
/// @param ids gives each event an id, a lower-case UUID
public record KeyEvents(Supplier<String> ids) {
    private static final int RECORD_BYTES = 1024;

    /// Returns the record of an event.
    ///
    /// @param details further facts, in addition to the key's id
    Line line(String name, Key key, Instant now, Map<String, String> details) {
        TreeMap<String, String> all = new TreeMap<>(details);
        all.put("keyId", key.keyId());
        ServiceEvent event = new ServiceEvent(
                ServiceEvent.KMS,
                name,
                key.region(),
                now,
                key.account(),
                ServiceEvent.INTERNAL,
                List.of(key.arn()),
                all,
                null);
        JsonBytes line = new JsonBytes(RECORD_BYTES);
        String id = ids.get();
        ServiceRecord.write(line, event, id);
        return Line.of(id, line);
    }
}
