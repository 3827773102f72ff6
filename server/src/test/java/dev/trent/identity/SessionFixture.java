package dev.trent.identity;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.memory.Memory;
import dev.trent.seal.Seal;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Session tokens over a real store, with a clock that stands until it is moved.
final class SessionFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-23T18:02:11Z");
    static final String ACCOUNT = "111122223333";
    static final String ROLE_ID = "AROATRENTEXAMPLEROLE1";

    final Store store;
    final Seal seal;
    final SessionTokens tokens;
    Instant now = START;

    private final Engine engine;

    SessionFixture(Path folder, Engine engine) {
        this.engine = engine;
        this.store = GenuineRows.in(Store.open("jdbc:sqlite:" + folder.resolve("trent.db")));
        byte[] rootKey = new byte[32];
        Arrays.fill(rootKey, (byte) 0x42);
        this.seal = new Seal(Secret.owning(rootKey), engine);
        this.tokens = another();
    }

    /// Returns another server of the same database.
    SessionTokens another() {
        return new SessionTokens(store, seal, engine, () -> now, new Memory(1 << 20));
    }

    SessionContent content(SessionContent.Passed passed) {
        return new SessionContent(
                SessionContent.Kind.ASSUMED_ROLE,
                ACCOUNT,
                ROLE_ID,
                "batch-7",
                tokens.drawAccessKeyId(ACCOUNT),
                now,
                now.plus(Duration.ofHours(1)),
                passed);
    }

    SessionTokens.Issued issue() {
        return tokens.issue(content(SessionContent.Passed.NOTHING));
    }

    static SessionContent.Passed much() {
        return new SessionContent.Passed(
                "{\"Version\":\"2012-10-17\"}",
                List.of("arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::111122223333:policy/p"),
                Map.of("team", "ledger", "Ärger", "\uD83D\uDD11", "empty", ""),
                Set.of("team"),
                "dana");
    }

    @Override
    public void close() {
        tokens.close();
        seal.close();
        store.close();
    }
}
