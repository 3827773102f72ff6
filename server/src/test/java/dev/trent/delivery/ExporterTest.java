package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.trent.cli.TestServer;
import dev.trent.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// The copies of the files of trails in another store.
class ExporterTest {
    @TempDir
    private static Path data;

    private static List<String> delivered;

    private Store store;

    @BeforeAll
    static void deliver() {
        try (TestServer server = TestServer.start(data)) {
            TrailClient client = new TrailClient(server);
            client.align();
            client.start("audit", "audit-files");
            server.kms(TestServer.ACCOUNT, "us-west-2", "ListKeys", "{}");
            client.advance("PT3H");
        }
        delivered = new TrailFiles(data.resolve("trails")).named("\\.json\\.gz$");
    }

    @BeforeEach
    void open() {
        store = Store.open("jdbc:sqlite:" + data.resolve("trent.db"));
        new ExportQueue(store).forget();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Exporter start(TrailStore other, String destination) {
        Exporter exporter = new Exporter(
                store, new ExportQueue(store), new TrailFolder(data.resolve("trails")), other, destination);
        exporter.start();
        return exporter;
    }

    /// A store in memory.
    private static final class Kept implements TrailStore {
        private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
        private final Map<String, Map<String, String>> metadata = new ConcurrentHashMap<>();
        private final CountDownLatch done;
        private final String refused;

        Kept(int files, String refused) {
            this.done = new CountDownLatch(files);
            this.refused = refused;
        }

        @Override
        public void put(String bucket, String key, byte[] bytes, Map<String, String> more) throws IOException {
            boolean no = !refused.isEmpty() && key.contains(refused);
            if (!no) {
                objects.put(bucket + "/" + key, bytes);
                metadata.put(bucket + "/" + key, more);
            }
            done.countDown();
            if (no) {
                throw new IOException("not now");
            }
        }

        void await() throws InterruptedException {
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {}
    }

    @Test
    void a_new_store_gets_all_files_as_they_are_with_the_signatures_of_digests() throws Exception {
        Kept kept = new Kept(delivered.size(), "");
        try (Exporter _ = start(kept, "one")) {
            kept.await();
        }
        assertThat(delivered).hasSizeGreaterThan(6);
        assertThat(kept.objects.keySet()).containsExactlyInAnyOrderElementsOf(delivered);
        for (String name : delivered) {
            Path file = data.resolve("trails").resolve(name);
            assertThat(kept.objects.get(name)).isEqualTo(Files.readAllBytes(file));
            assertThat(kept.metadata.get(name))
                    .isEqualTo(
                            name.contains("Digest")
                                    ? Map.of(
                                            "signature",
                                            String.valueOf(TrailFolder.signature(file)),
                                            "signature-algorithm",
                                            "SHA256withRSA")
                                    : Map.of());
        }
    }

    @Test
    void what_was_refused_follows_after_a_restart_and_the_rest_is_not_copied_again() throws Exception {
        Kept first = new Kept(delivered.size(), "us-west-2/");
        int logs = new TrailFiles(data.resolve("trails")).logs().size();
        try (Exporter _ = start(first, "one")) {
            first.await();
        }
        assertThat(first.objects).hasSizeLessThan(delivered.size());

        int left = delivered.size() - first.objects.size();
        Kept second = new Kept(left, "");
        try (Exporter _ = start(second, "one")) {
            second.await();
        }
        assertThat(second.objects)
                .hasSize(left)
                .doesNotContainKeys(first.objects.keySet().toArray(String[]::new));
        assertThat(logs).isGreaterThan(1);

        Kept other = new Kept(delivered.size(), "");
        try (Exporter _ = start(other, "another")) {
            other.await();
        }
        assertThat(other.objects).hasSize(delivered.size());
    }

    @Test
    void what_is_refused_holds_up_no_other_file() throws Exception {
        String refused = "/CloudTrail/" + TestServer.REGION + "/";
        List<String> others =
                delivered.stream().filter(name -> !name.contains(refused)).toList();
        Kept kept = new Kept(delivered.size(), refused);
        try (Exporter _ = start(kept, "one")) {
            kept.await();
        }
        assertThat(others).hasSizeBetween(1, delivered.size() - 1);
        assertThat(kept.objects.keySet()).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void a_pass_goes_on_behind_files_that_stay() {
        ExportQueue queue = new ExportQueue(store);
        queue.open("one", () -> {});
        store.write(tx -> {
            for (int i = 100; i < 300; i++) {
                queue.add(
                        tx,
                        "files",
                        "AWSLogs/111122223333/" + (i % 2 == 0 ? "CloudTrail" : "CloudTrail-Digest") + "/" + i);
            }
            return tx;
        });
        Set<ExportQueue.Waiting> seen = new HashSet<>();
        List<ExportQueue.Waiting> files = queue.next(null);
        while (!files.isEmpty()) {
            seen.addAll(files);
            files = queue.next(files.getLast());
        }
        queue.opened("one");
        assertThat(seen).hasSize(200);
    }

    @Test
    void the_client_of_aws_puts_an_object_with_its_metadata() throws Exception {
        Map<String, String> seen = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.put("line", exchange.getRequestMethod() + " " + exchange.getRequestURI());
            seen.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            seen.put("signature", String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-meta-signature")));
            seen.put("scope", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(seen.get("body").equals("no") ? 403 : 200, -1);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));
        try (S3Store aws = new S3Store(new S3Store.Place(address, "eu-central-1", true, "copies"), credentials)) {
            aws.put("files", "a/b.json.gz", "bytes".getBytes(StandardCharsets.UTF_8), Map.of("signature", "00ff"));
            assertThat(seen)
                    .containsEntry("line", "PUT /copies/a/b.json.gz")
                    .containsEntry("body", "bytes")
                    .containsEntry("signature", "00ff");
            assertThat(seen.get("scope")).contains("AKIDEXAMPLE/", "/eu-central-1/s3/aws4_request");
            assertThatThrownBy(() -> aws.put("files", "a/b.json.gz", "no".getBytes(StandardCharsets.UTF_8), Map.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not take a/b.json.gz");
        } finally {
            server.stop(0);
        }
    }
}
