package dev.trent.cli;

import dev.trent.audit.CutLedger;
import dev.trent.audit.Ledger;
import dev.trent.chores.Chore;
import dev.trent.chores.KeyDeletion;
import dev.trent.chores.KeyEvents;
import dev.trent.chores.KeyRotation;
import dev.trent.chores.MaterialExpiration;
import dev.trent.keys.Imported;
import dev.trent.keys.KeyChore;
import dev.trent.keys.Keys;
import dev.trent.operator.House;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;

/// A process that does one chore of one key, and dies at a given place.
final class DyingChore {
    static final int DIED = 137;

    /// The place of the death: before the commit; between the commit and the log; between the log and the end
    /// of the write; or before the queue knows that the chore is done.
    enum Cut {
        BEFORE_COMMIT,
        BEFORE_LOG,
        BEFORE_END,
        BEFORE_QUEUE
    }

    private DyingChore() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        KeyChore kind = KeyChore.valueOf(arguments[1]);
        Cut cut = Cut.valueOf(arguments[2]);
        try (Rooms rooms = new Rooms(data, null, true)) {
            House house = rooms.house();
            Ledger ledger = CutLedger.of(
                    house.store(),
                    house.journal(),
                    house.clock(),
                    () -> dieAt(Cut.BEFORE_LOG, cut),
                    () -> dieAt(Cut.BEFORE_END, cut));
            // The id of the record is drawn inside the transaction.
            chore(house, kind, ledger, () -> {
                        dieAt(Cut.BEFORE_COMMIT, cut);
                        return house.ids().next();
                    })
                    .perform(arguments[3], Instant.parse(arguments[4]));
            dieAt(Cut.BEFORE_QUEUE, cut);
        }
    }

    /// Returns a chore of a server, with another ledger and other ids.
    static Chore chore(House house, KeyChore kind, Ledger ledger, Supplier<String> ids) {
        Keys keys = house.records().keys();
        KeyEvents events = new KeyEvents(ids);
        return switch (kind) {
            case ROTATION -> new KeyRotation(keys, house.vault(), ledger, events);
            case DELETION -> new KeyDeletion(house.store(), house.records(), ledger, events);
            case EXPIRATION -> new MaterialExpiration(house.store(), keys, new Imported(keys), ledger, events);
        };
    }

    private static void dieAt(Cut here, Cut cut) {
        if (here == cut) {
            Runtime.getRuntime().halt(DIED);
        }
    }
}
