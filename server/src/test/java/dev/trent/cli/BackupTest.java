package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.trent.cli.Installation.Shown;
import dev.trent.crypto.Engine;
import dev.trent.store.Engines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/// Each way to back up in `docs/operate.md`, with a restore.
class BackupTest {
    private static final SdkBytes SECRET = SdkBytes.fromUtf8String("to be read again");

    @TempDir
    Path folder;

    @Test
    void a_stopped_folder_is_copied_as_it_is() throws Exception {
        Installation installation = new Installation(folder.resolve("data"));
        Shown key = installation.init();
        SdkBytes ciphertext = encrypt(installation, key, null, () -> {});
        Path copy = folder.resolve("copy");

        run(List.of("cp", "-a", installation.data().toString(), copy.toString()));

        assertThat(decrypt(new Installation(copy), key, ciphertext, null)).isEqualTo(SECRET);
        isOnThePage("cp -a /var/lib/trent /backup/trent");
    }

    @Test
    void the_drivers_backup_command_copies_a_database_in_use() throws Exception {
        Path backup = folder.resolve("backup.db");
        restores(backup, database -> {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                    var statement = connection.createStatement()) {
                statement.executeUpdate("backup to '" + backup + "'");
            }
        });
    }

    @Test
    void vacuum_into_copies_a_database_in_use() throws Exception {
        Path backup = folder.resolve("backup.db");
        restores(backup, database -> {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                    var statement = connection.createStatement()) {
                statement.execute("VACUUM INTO '" + backup + "'");
            }
        });
    }

    @Test
    void the_program_sqlite3_copies_a_database_in_use() throws Exception {
        if (outputOf("sqlite3", "--version") == null) {
            abort("sqlite3 is not installed");
        }
        Path backup = folder.resolve("backup.db");
        restores(backup, database -> run(List.of("sqlite3", database.toString(), ".backup '" + backup + "'")));
        Files.delete(backup);
        deleteTree(folder.resolve("data"));
        restores(backup, database -> run(List.of("sqlite3", database.toString(), "VACUUM INTO '" + backup + "'")));
        isOnThePage("sqlite3 /var/lib/trent/trent.db \".backup '/backup/trent.db'\"");
        isOnThePage("sqlite3 /var/lib/trent/trent.db \"VACUUM INTO '/backup/trent.db'\"");
    }

    @Test
    void pg_dump_copies_a_database_in_use() throws Exception {
        String url = Engines.POSTGRESQL.freshUrl();
        String version = outputOf("pg_dump", "--version");
        int server = serverVersion(url);
        var major = Pattern.compile("(\\d+)\\.").matcher(version == null ? "" : version);
        if (!major.find() || Integer.parseInt(major.group(1)) < server) {
            abort("pg_dump of version " + server + " or newer is not installed");
        }
        Installation installation = new Installation(folder.resolve("data"));
        Shown key = Shown.in(installation
                .command("init", "--account", Installation.ACCOUNT, "--database", url)
                .succeeded());
        Path dump = folder.resolve("trent.dump");
        SdkBytes ciphertext = encrypt(
                installation, key, url, () -> run(List.of("pg_dump", "--format=custom", "--file=" + dump, libpq(url))));

        String restored = Engines.POSTGRESQL.freshUrl();
        run(List.of("pg_restore", "--no-owner", "--dbname=" + libpq(restored), dump.toString()));

        Installation copy = withRootKey(installation);
        assertThat(decrypt(copy, key, ciphertext, restored)).isEqualTo(SECRET);
        isOnThePage("pg_dump --format=custom --file=");
        isOnThePage("pg_restore --no-owner --dbname=");
    }

    private interface Copying {
        void run() throws Exception;
    }

    private interface CopyingFile {
        void copy(Path database) throws Exception;
    }

    /// Copies the database while a server changes it. With the copy it decrypts data that was encrypted before.
    private void restores(Path backup, CopyingFile copying) throws Exception {
        Installation installation = new Installation(folder.resolve("data"));
        Shown key = installation.init();
        Path database = installation.data().resolve("trent.db");
        SdkBytes ciphertext = encrypt(installation, key, null, () -> copying.copy(database));

        Installation copy = withRootKey(installation);
        Files.copy(backup, copy.data().resolve("trent.db"));
        assertThat(copy.command("check").succeeded()).isEqualTo("The database file is sound.\n");
        assertThat(decrypt(copy, key, ciphertext, null)).isEqualTo(SECRET);
        isOnThePage("./trent audit accept --data");
        deleteTree(copy.data());
    }

    private Installation withRootKey(Installation installation) throws IOException {
        Path copy = folder.resolve("restored");
        Files.createDirectory(copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(
                installation.data().resolve("root.key"),
                copy.resolve("root.key"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Installation restored = new Installation(copy);
        // The audit log is not restored here.
        restored.command("audit", "accept").succeeded();
        return restored;
    }

    private static SdkBytes encrypt(Installation at, Shown key, @Nullable String url, Copying copying)
            throws Exception {
        try (Trent trent = start(at, url);
                KmsClient client = Installation.client(trent, key)) {
            String id = client.createKey().keyMetadata().keyId();
            client.createAlias(request -> request.aliasName("alias/kept").targetKeyId(id));
            SdkBytes ciphertext = client.encrypt(
                            request -> request.keyId("alias/kept").plaintext(SECRET))
                    .ciphertextBlob();
            copying.run();
            client.createKey();
            return ciphertext;
        }
    }

    private static SdkBytes decrypt(Installation at, Shown key, SdkBytes ciphertext, @Nullable String url)
            throws IOException {
        try (Trent trent = start(at, url);
                KmsClient client = Installation.client(trent, key)) {
            return client.decrypt(request -> request.keyId("alias/kept").ciphertextBlob(ciphertext))
                    .plaintext();
        }
    }

    private static Trent start(Installation at, @Nullable String url) throws IOException {
        return Trent.start(
                new Settings(at.data(), "127.0.0.1", 0, null, null, url, false),
                Engine.fastest(),
                InstantSource.system(),
                null);
    }

    private static void isOnThePage(String command) throws IOException {
        assertThat(Files.readString(Path.of("../docs/operate.md"))).contains(command);
    }

    private static int serverVersion(String url) throws Exception {
        try (var connection = DriverManager.getConnection(url)) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }

    private static String libpq(String url) {
        return url.replaceFirst("jdbc:postgresql://([^?]*)\\?user=(\\w+).*", "postgresql://$2@$1");
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    }

    private static @Nullable String outputOf(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? said : null;
        } catch (IOException missing) {
            return null;
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
