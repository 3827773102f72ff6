package dev.trent.cli;

import dev.trent.audit.Retention;
import dev.trent.chores.Chores;
import dev.trent.chores.KeyDeletion;
import dev.trent.chores.KeyEvents;
import dev.trent.chores.KeyRotation;
import dev.trent.chores.MaterialExpiration;
import dev.trent.chores.WhileFit;
import dev.trent.delivery.Checkpoints;
import dev.trent.delivery.Delivery;
import dev.trent.gateway.Recorder;
import dev.trent.keys.Imported;
import dev.trent.keys.KeyChore;
import dev.trent.keys.Keys;
import dev.trent.operator.House;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// The chores that run by themselves while a server runs, and how often.
final class HouseChores {
    private static final Duration OUTBOX_EVERY = Duration.ofSeconds(30);
    private static final Duration UNKNOWN_CALLERS_EVERY = Duration.ofMinutes(1);
    private static final Duration CHANGES_EVERY = Duration.ofMinutes(10);
    private static final Duration DENIALS_EVERY = Duration.ofMinutes(10);
    private static final Duration SESSION_KEYS_EVERY = Duration.ofDays(1);
    private static final Duration RETENTION_EVERY = Duration.ofMinutes(10);
    private static final Duration LAST_USES_EVERY = Duration.ofSeconds(30);
    private static final Duration CONSOLE_SESSIONS_EVERY = Duration.ofMinutes(10);

    private HouseChores() {}

    /// Returns the chores of a house; the caller starts them.
    static Chores of(House house, Retention retention, Checkpoints checkpoints, Recorder recorder) {
        Keys keys = house.records().keys();
        KeyEvents events = new KeyEvents(house.ids()::next);
        BooleanSupplier fit = () -> House.mayChange(house.journal(), house.sentry());
        return new Chores(house.store(), house.clock(), house.incidents()::tell)
                .addRecurring("outbox", OUTBOX_EVERY, (_, now) -> {
                    house.store().changes().tellUnconfirmed();
                    house.ledger().deliver();
                    return now.plus(OUTBOX_EVERY);
                })
                .addRecurring("unknown-callers", UNKNOWN_CALLERS_EVERY, (_, now) -> {
                    recorder.recordUnknown(now, house.store().partition(), false);
                    return now.plus(UNKNOWN_CALLERS_EVERY);
                })
                .addRecurring("changes", CHANGES_EVERY, (_, now) -> {
                    house.store().forgetChanges();
                    return now.plus(CHANGES_EVERY);
                })
                .addRecurring("denials", DENIALS_EVERY, (_, now) -> {
                    house.denialLog().sweep(now);
                    return now.plus(DENIALS_EVERY);
                })
                .addRecurring("audit-retention", RETENTION_EVERY, (_, now) -> {
                    retention.remove(now);
                    return now.plus(RETENTION_EVERY);
                })
                .addRecurring("last-uses", LAST_USES_EVERY, (_, now) -> {
                    house.directory().lastUses().store();
                    house.directory().consoleSessions().store();
                    house.records().uses().store();
                    return now.plus(LAST_USES_EVERY);
                })
                .addRecurring("console-sessions", CONSOLE_SESSIONS_EVERY, (_, now) -> {
                    house.directory().consoleSessions().sweep(now);
                    return now.plus(CONSOLE_SESSIONS_EVERY);
                })
                .addRecurring(
                        "session-keys",
                        SESSION_KEYS_EVERY,
                        (_, _) -> house.sessionTokens().prepare())
                .addRecurring(
                        Delivery.CHORE,
                        Delivery.EVERY,
                        new WhileFit(fit, (_, now) -> house.delivery().step(now)))
                .addRecurring(
                        "audit-checkpoint", Checkpoints.EVERY, new WhileFit(fit, (_, now) -> checkpoints.step(now)))
                .add(
                        KeyChore.ROTATION.kind(),
                        new WhileFit(fit, new KeyRotation(keys, house.vault(), house.ledger(), events)))
                .add(
                        KeyChore.EXPIRATION.kind(),
                        new WhileFit(
                                fit,
                                new MaterialExpiration(
                                        house.store(), keys, new Imported(keys), house.ledger(), events)))
                .add(
                        KeyChore.DELETION.kind(),
                        new WhileFit(fit, new KeyDeletion(house.store(), house.records(), house.ledger(), events)));
    }
}
