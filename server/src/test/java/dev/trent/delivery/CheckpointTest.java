package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.Journal;
import dev.trent.aws.Secret;
import dev.trent.cli.Installation;
import dev.trent.cli.TestServer;
import dev.trent.crypto.Engine;
import dev.trent.seal.Seal;
import dev.trent.store.Engines;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The audit log is signed while it grows, without any trail.
class CheckpointTest {
    private static final int BLOCK = 4096;

    @TempDir
    Path data;

    private Installation installation;
    private Path checkpoints;

    @BeforeEach
    void serve() {
        installation = new Installation(data);
        checkpoints = data.resolve("audit/checkpoints.jsonl");
        try (TestServer server = TestServer.start(data)) {
            TrailClient client = new TrailClient(server);
            server.kms("ListKeys", "{}");
            client.advance("PT11M");
            server.kms("ListKeys", "{}");
            client.advance("PT11M");
            server.kms("ListKeys", "{}");
            server.kms("ListAliases", "{}");
        }
    }

    private List<String> signed() throws IOException {
        return Files.readAllLines(checkpoints);
    }

    private String verified() {
        return installation.command("audit", "verify").succeeded();
    }

    private String refused() {
        return unsound(installation.command("audit", "verify"));
    }

    private static String unsound(Installation.Ran ran) {
        assertThat(ran.exit()).isEqualTo(1);
        return ran.out();
    }

    @Test
    void the_end_of_the_log_is_signed() throws IOException {
        String head = installation.command("audit", "head").succeeded().strip();
        String seq = head.substring(0, head.indexOf(':'));
        assertThat(signed()).hasSize(3);
        assertThat(signed().getLast()).contains("\"head\":\"" + head + "\"");
        assertThat(installation.command("audit", "head", "--checkpoint").succeeded())
                .isEqualTo(signed().getLast() + "\n");
        assertThat(verified()).contains("Signed: up to record " + seq + " at ");
    }

    @Test
    void a_log_that_does_not_grow_is_not_signed_again() throws IOException {
        Path folder = Files.createDirectory(data.resolve("alone"));
        Path file = folder.resolve("trent.db");
        Engines.migratedFile(file);
        Engine engine = Engine.fastest();
        Instant now = Instant.parse("2026-11-30T12:00:00Z");
        try (Seal seal = new Seal(Secret.owning(new byte[32]), engine);
                Store store = Store.open("jdbc:sqlite:" + file);
                Journal journal = Journal.open(folder.resolve("audit"), InstantSource.fixed(now))) {
            Checkpoints made = new Checkpoints(
                    folder.resolve("audit"), journal, new DigestKeys(store, seal, engine), InstantSource.fixed(now));
            Path lines = folder.resolve("audit/checkpoints.jsonl");
            made.step(now.plus(Duration.ofMinutes(9)));
            assertThat(lines).doesNotExist();
            made.step(now.plus(Duration.ofMinutes(10)));
            made.step(now.plus(Duration.ofMinutes(20)));
            made.close();
            assertThat(Files.readAllLines(lines)).hasSize(1);
            byte[] record = "{\"eventName\":\"ListKeys\"}\n".getBytes(StandardCharsets.US_ASCII);
            journal.append(record, record.length);
            made.step(now.plus(Duration.ofMinutes(30)));
            assertThat(Files.readAllLines(lines)).hasSize(2);
        }
    }

    @Test
    void an_end_that_was_cut_off_is_found() throws IOException {
        Path segment = segment();
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - BLOCK);
        }
        assertThat(refused()).contains("it is missing or was changed, because a signed checkpoint has the hash");
    }

    private Path segment() throws IOException {
        return segments(data).stream()
                .filter(file -> file.toString().endsWith(".jsonl"))
                .max(Path::compareTo)
                .orElseThrow();
    }

    @Test
    void a_checkpoint_that_was_changed_is_found() throws IOException {
        List<String> lines = new ArrayList<>(signed());
        String second = lines.get(1);
        lines.set(1, second.replaceFirst(":[0-9a-f]{4}", ":0000"));
        Files.write(checkpoints, lines);
        assertThat(refused()).contains("its signature is wrong").contains("line 2 of checkpoints.jsonl");
    }

    @Test
    void a_log_that_is_another_one_than_was_signed_is_found() throws IOException {
        Path other = data.resolve("other");
        try (TestServer server = TestServer.start(other)) {
            server.kms("ListKeys", "{}");
        }
        for (Path segment : segments(data)) {
            Files.delete(segment);
        }
        assertThat(refused()).contains("was signed, and this is none");
        for (Path segment : segments(other)) {
            Files.copy(segment, data.resolve("audit").resolve(segment.getFileName()));
        }
        assertThat(refused()).contains("was signed, and this is the log ");
    }

    private static List<Path> segments(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("audit"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("records-"))
                    .toList();
        }
    }

    @Test
    void a_torn_line_is_told_and_the_next_one_is_whole() throws IOException {
        Files.writeString(checkpoints, "{\"log\":\"", StandardOpenOption.APPEND);
        assertThat(verified()).contains("line 4 of checkpoints.jsonl: a crash may have torn it");
        try (TestServer server = TestServer.start(data)) {
            server.kms("ListKeys", "{}");
            new TrailClient(server).advance("PT11M");
        }
        assertThat(signed()).hasSizeGreaterThan(4);
        assertThat(verified()).contains("Signed: up to record ");
    }

    @Test
    void many_checkpoints_lose_their_older_half() throws IOException {
        String line = signed().getLast();
        int many = (int) (Checkpoints.BYTES_MAX / line.length()) + 2;
        Files.write(checkpoints, Collections.nCopies(many, line));
        try (TestServer server = TestServer.start(data)) {
            server.kms("ListKeys", "{}");
            new TrailClient(server).advance("PT11M");
        }
        assertThat(signed()).hasSizeBetween(many / 2, many / 2 + 4);
        assertThat(signed().getLast()).isNotEqualTo(line);
        assertThat(verified()).contains("Signed: up to record ");
    }

    @Test
    void checkpoints_without_their_keys_prove_nothing_and_the_keys_come_back() throws IOException {
        Path keys = data.resolve("audit/checkpoint-keys.json");
        Files.writeString(keys, "nonsense");
        assertThat(refused())
                .contains("is not among the public keys; line 1 of", "checkpoints: 2 more signatures are wrong");
        try (TestServer server = TestServer.start(data)) {
            server.kms("ListKeys", "{}");
            new TrailClient(server).advance("PT11M");
        }
        assertThat(verified()).contains("Signed: up to record ");
    }

    @Test
    void only_the_keys_that_were_noted_count() throws IOException {
        Path noted = data.resolve("noted.json");
        Files.copy(data.resolve("audit/checkpoint-keys.json"), noted);
        assertThat(installation
                        .command("audit", "verify", "--public-keys", noted.toString())
                        .succeeded())
                .contains("Signed: up to record ");
        Files.writeString(noted, "{\"PublicKeyList\":[]}");
        assertThat(unsound(installation.command("audit", "verify", "--public-keys", noted.toString())))
                .contains("is not among the public keys");
    }

    @Test
    void a_server_that_runs_shortly_signs_nothing() throws IOException {
        Path other = data.resolve("other");
        try (TestServer server = TestServer.start(other)) {
            server.kms("ListKeys", "{}");
        }
        assertThat(other.resolve("audit/checkpoints.jsonl")).doesNotExist();
        assertThat(new Installation(other)
                        .command("audit", "head", "--checkpoint")
                        .failed(1))
                .contains("No checkpoint is signed yet");
        assertThat(new Installation(other).command("audit", "verify").succeeded())
                .doesNotContain("Signed");
    }
}
