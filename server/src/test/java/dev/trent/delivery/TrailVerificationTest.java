package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.Installation;
import dev.trent.cli.TestServer;
import dev.trent.crypto.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found in a folder of trails that somebody has changed.
class TrailVerificationTest {
    private static final String HOME = TestServer.REGION;

    @TempDir
    private static Path data;

    @TempDir
    private Path copy;

    private Path bucket;
    private TrailFiles files;

    @BeforeAll
    static void deliver() {
        try (TestServer server = TestServer.start(data)) {
            TrailClient client = new TrailClient(server);
            client.align();
            client.start("audit", "audit-files");
            server.kms("ListKeys", "{}");
            client.advance("PT1H");
            server.kms("ListKeys", "{}");
            client.advance("PT3H");
        }
    }

    @BeforeEach
    void copy() throws IOException {
        Path from = data.resolve("trails");
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(each -> {
                try {
                    Path to = copy.resolve(from.relativize(each).toString());
                    if (Files.isDirectory(each)) {
                        Files.createDirectories(to);
                    } else {
                        Files.copy(each, to);
                    }
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
        bucket = copy.resolve("audit-files");
        files = new TrailFiles(bucket);
    }

    private void bad(String name, String reason) throws IOException {
        TrailVerification found = TrailVerification.of(bucket, null, Engine.fastest());
        assertThat(found.sound()).isFalse();
        assertThat(found.lines().getFirst()).startsWith("BAD  " + name + ": ").contains(reason);
    }

    private void change(String name, String from, String to) throws IOException {
        String text = files.text(name);
        assertThat(text).contains(from);
        Files.write(bucket.resolve(name), LogFile.gzip(text.replace(from, to).getBytes(StandardCharsets.UTF_8)));
    }

    private String digest(int index) {
        return files.digests(HOME).get(index);
    }

    @Test
    void everything_is_as_it_was_signed() throws IOException {
        assertThat(files.digests(HOME)).hasSize(4);
        TrailVerification found = TrailVerification.of(bucket, null, Engine.fastest());
        assertThat(found.sound()).isTrue();
        assertThat(found.lines()).singleElement().asString().startsWith("4 digests and 2 log files, from ");
    }

    @Test
    void the_command_tells_it() {
        Installation installation = new Installation(data);
        String folder = bucket.toString();
        assertThat(installation.command("audit", "verify", "--trail", folder).succeeded())
                .endsWith("all are as they were signed.\n");
        assertThat(installation
                        .command("audit", "verify", "--trail", folder, "--public-keys", folder + "/none")
                        .failed(1))
                .contains("none' are not there");
    }

    private String told(Path folder) {
        return new Installation(data)
                .command("audit", "verify", "--trail", folder.toString())
                .succeeded();
    }

    private String refused(Path folder) {
        return new Installation(data)
                .command("audit", "verify", "--trail", folder.toString())
                .failed(1);
    }

    @Test
    void a_folder_above_or_in_the_bucket_leads_to_it() throws IOException {
        Path digest = bucket.resolve(digest(0));
        for (Path near : List.of(
                copy,
                bucket.resolve("AWSLogs"),
                digest.resolveSibling(""),
                bucket.resolve("AWSLogs/.."),
                bucket.resolve(files.logs().getFirst()).resolveSibling(""))) {
            assertThat(told(near)).contains("4 digests and 2 log files", "all are as they were signed.\n");
        }
        assertThat(told(copy)).contains("The folder of the bucket is " + bucket + ".\n");
        assertThat(told(bucket)).doesNotContain("The folder of the bucket");
    }

    @Test
    void a_folder_without_a_trail_is_told_what_was_expected() throws IOException {
        Path empty = Files.createDirectories(copy.resolveSibling("empty"));
        assertThat(refused(empty)).contains("'" + empty + "' has no files of a trail.", "which has AWSLogs");
        assertThat(refused(empty.resolve("none"))).contains("none' is not there.", "which has AWSLogs");
    }

    @Test
    void one_of_several_buckets_must_be_named() throws IOException {
        Path other = copy.resolve("other-files/a");
        Files.createDirectories(other.resolve("AWSLogs"));
        assertThat(refused(copy)).contains("2 buckets", bucket.toString(), other.toString());
        assertThat(told(bucket)).contains("all are as they were signed.");
    }

    @Test
    void a_changed_log_file_is_found() throws IOException {
        String name = files.logs().getFirst();
        change(name, "StartLogging", "StartLoggin_");
        bad(name, "it was changed");
    }

    @Test
    void a_deleted_log_file_is_found() throws IOException {
        String name = files.logs().getLast();
        Files.delete(bucket.resolve(name));
        bad(name, "it is not there, and the digest");
    }

    @Test
    void a_log_file_that_no_digest_lists_is_found() throws IOException {
        String name = files.logs().getFirst();
        String added = name.replaceAll("_[A-Za-z0-9]{16}\\.json", "_AAAAAAAAAAAAAAAA.json");
        Files.copy(bucket.resolve(name), bucket.resolve(added));
        bad(added, "no digest lists it");
    }

    @Test
    void a_changed_digest_is_found() throws IOException {
        String name = digest(1);
        change(name, "\"logFiles\":[{", "\"logFiles\": [{");
        bad(name, "its signature is not that of its content");
    }

    @Test
    void a_deleted_digest_is_found_by_the_next() throws IOException {
        Files.delete(bucket.resolve(digest(1)));
        bad(digest(1), "the digest before it is not there");
    }

    @Test
    void the_first_digests_may_be_elsewhere() throws IOException {
        Files.delete(bucket.resolve(digest(0)));
        TrailVerification found = TrailVerification.of(bucket, null, Engine.fastest());
        assertThat(found.sound()).isTrue();
        assertThat(found.lines())
                .anySatisfy(line -> assertThat(line).startsWith("Earlier digests are not there"))
                .anySatisfy(line -> assertThat(line).startsWith("The digests of its time are not there"));
    }

    @Test
    void a_digest_in_the_place_of_another_is_found() throws IOException {
        Files.copy(bucket.resolve(digest(2)), bucket.resolve(digest(1)), StandardCopyOption.REPLACE_EXISTING);
        bad(digest(1), "it was moved from");
    }

    @Test
    void a_signature_of_another_digest_is_found() throws IOException {
        Files.copy(
                bucket.resolve(digest(2) + ".signature"),
                bucket.resolve(digest(1) + ".signature"),
                StandardCopyOption.REPLACE_EXISTING);
        bad(digest(1), "its signature is not that of its content");
    }

    @Test
    void a_key_that_is_not_listed_is_told() throws IOException {
        Files.writeString(copy.resolve(".public-keys.json"), "{\"PublicKeyList\":[]}");
        bad(digest(0), "is not among the public keys");
    }

    /// Each of the links alone, by somebody who can sign.
    @Test
    void a_broken_link_is_found_also_if_the_digest_is_signed() throws Exception {
        ReSigner signer = new ReSigner(bucket, copy.resolve(".public-keys.json"));
        String name = digest(2);
        String before = files.text(name);
        signer.sign(name, before.replaceAll("(previousDigestHashValue\":\")....", "$10000"));
        bad(name, "it has another hash of the digest before it");
        signer.sign(name, before.replaceAll("(previousDigestSignature\":\")....", "$10000"));
        bad(name, "it has another signature of the digest before it");
        signer.sign(name, before.replaceAll("(digestStartTime\":\"[^\"]+:)00Z", "$101Z"));
        bad(name, "it begins at");
    }
}
