package dev.trent.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The engines a contract must hold on; each gives out fresh, migrated stores, which the test closes.
///
/// In a test class of any room: `@ParameterizedClass @MethodSource("dev.trent.store.Engines#all")` and a
/// constructor that takes an `Engines`.
public enum Engines implements Supplier<Store> {
    SQLITE {
        @Override
        public String freshUrl() {
            return "jdbc:sqlite:" + Folder.PATH.resolve("store-" + COUNTER.incrementAndGet() + "/trent.db");
        }
    },
    POSTGRESQL {
        @Override
        public String freshUrl() {
            String database = "store_" + COUNTER.incrementAndGet();
            try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                // In this locale "a" sorts before "B". The order of keys must not follow it.
                statement.execute("CREATE DATABASE " + database
                        + " TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
            } catch (SQLException e) {
                throw new AssertionError("No database for a test.", e);
            }
            return Postgres.SERVER.getJdbcUrl("postgres", database);
        }
    };

    private static final AtomicInteger COUNTER = new AtomicInteger();

    /// Returns every engine.
    public static List<Engines> all() {
        return List.of(values());
    }

    /// Returns a URL for [Store#open] of a database that nobody has used.
    public abstract String freshUrl();

    /// Opens a store on a database that nobody has used.
    @Override
    public Store get() {
        return Store.open(freshUrl());
    }

    /// The server, started when the first test asks for it and stopped when the JVM ends.
    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setDataDirectoryCustomizer(Postgres::askStrangersForTheirPassword)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void askStrangersForTheirPassword(File dataFolder) {
            try {
                Files.writeString(
                        dataFolder.toPath().resolve("pg_hba.conf"),
                        "host all stranger all scram-sha-256\nhost all all all trust\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Where the SQLite files are, until the JVM ends.
    private static final class Folder {
        static final Path PATH = create();

        private static Path create() {
            try {
                Path folder = Files.createTempDirectory("trent-store-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (var paths = Files.walk(folder)) {
                paths.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
