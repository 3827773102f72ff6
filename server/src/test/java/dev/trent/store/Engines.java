package dev.trent.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The engines that a contract must hold for. Each gives out fresh, migrated stores, which the test closes. The
/// stores are copies of one store, which the first test migrates. The tests of `freshUrl` cover the migration
/// itself.
///
/// In a test class of any room: `@ParameterizedClass @MethodSource("dev.trent.store.Engines#all")` and a
/// constructor that takes an `Engines`.
public enum Engines implements Supplier<Store> {
    SQLITE {
        @Override
        public String freshUrl() {
            return SqliteFile.URL_PREFIX + file();
        }

        @Override
        public String migratedUrl() {
            Path file = file();
            try {
                Files.createDirectory(file.getParent());
                Files.copy(MigratedFile.PATH, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return SqliteFile.URL_PREFIX + file;
        }

        private Path file() {
            return Folder.PATH.resolve("store-" + COUNTER.incrementAndGet() + "/trent.db");
        }
    },
    POSTGRESQL {
        @Override
        public String freshUrl() {
            // A locale in which "a" sorts before "B": the order of keys must not follow it.
            return create("template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
        }

        @Override
        public String migratedUrl() {
            return create(MigratedDatabase.NAME);
        }

        private String create(String template) {
            String database = "store_" + COUNTER.incrementAndGet();
            try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + database + " TEMPLATE " + template);
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

    /// Returns the URL of a database that has the schema and nothing else.
    public abstract String migratedUrl();

    /// Opens a store on a database that nobody has used.
    @Override
    public Store get() {
        return GenuineRows.in(open(migratedUrl()));
    }

    /// Makes a SQLite file that has the schema and nothing else. A start would make the same, but slowly.
    public static void migratedFile(Path file) {
        try {
            Files.copy(MigratedFile.PATH, file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens a store that tolerates a machine without progress. By default, a second of silence counts as the
    /// loss of PostgreSQL.
    static Store open(String url) {
        return Store.open(DatabaseSettings.of(url).withoutTakeover().withSilenceMax(Duration.ofMinutes(1)));
    }

    /// Makes a database in the same way as a start, and returns its URL.
    private String migrated() {
        String url = freshUrl();
        Store.open(url).close();
        return url;
    }

    /// The SQLite file for the copies. It is closed, so the file is the whole database.
    private static final class MigratedFile {
        static final Path PATH = Path.of(SQLITE.migrated().substring(SqliteFile.URL_PREFIX.length()));
    }

    /// The name of the PostgreSQL database for the copies.
    private static final class MigratedDatabase {
        static final String NAME = name(POSTGRESQL.migrated());

        private static String name(String url) {
            return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        }
    }

    /// The server, started when the first test asks for it and stopped when the JVM ends.
    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                // No test stops the machine, so nothing must wait for the disk.
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setDataDirectoryCustomizer(Postgres::prepare)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void prepare(File dataFolder) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> quit(dataFolder.toPath())));
            askStrangersForTheirPassword(dataFolder);
        }

        /// Ends the server without writing what its files lack. A slow end would first write hundreds of databases.
        private static void quit(Path dataFolder) {
            try {
                String pid =
                        Files.readAllLines(dataFolder.resolve("postmaster.pid")).getFirst();
                var _ = new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
            } catch (IOException | InterruptedException _) {
                // It has ended already.
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

    /// The folder of the SQLite files, until the JVM ends.
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
