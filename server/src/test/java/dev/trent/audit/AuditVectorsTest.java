package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The vectors of `docs/spec/audit-log.md`: a header alone, and a batch of three records.
class AuditVectorsTest {
    private static final Path FILE = Path.of("../docs/spec/audit-vectors.json");

    private final List<String> vectors = new ArrayList<>();
    private int end;

    @Test
    void the_chain_makes_the_vectors() throws IOException {
        Chain chain = new Chain(ChainHead.START, 1 << 16);
        byte[] header = new SegmentHeader(
                        "6f1c1e0e-6a3f-4d0b-9d0a-3a1d5f3c2b10",
                        1,
                        ChainHead.START.hash(),
                        Instant.parse("2026-11-24T01:02:03Z"),
                        false)
                .line();
        addBatch(chain, List.of(new String(header, StandardCharsets.US_ASCII)));
        addBatch(
                chain,
                List.of(
                        "{\"eventName\":\"Encrypt\"}\n",
                        "{\"eventName\":\"CreateAlias\",\"requestParameters\":{\"aliasName\":\"alias/schlüssel\"}}\n",
                        "{\"eventName\":\"Decrypt\",\"errorCode\":\"AccessDenied\"}\n"));
        String made = "[\n" + String.join(",\n", vectors) + "\n]\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, made);
        }
        assertThat(made).isEqualTo(Files.readString(FILE));
    }

    private void addBatch(Chain chain, List<String> records) {
        Lines lines = new Lines(1 << 15);
        for (String record : records) {
            byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
            lines.add(bytes, bytes.length);
        }
        ChainHead before = chain.head();
        ByteBuffer blocks = chain.link(lines);
        chain.kept();
        String previous = before.hash();
        List<String> written =
                StandardCharsets.UTF_8.decode(blocks).toString().lines().toList();
        for (int i = 0; i < records.size(); i++) {
            boolean last = i == records.size() - 1;
            long seq = before.seq() + i + 1;
            end += written.get(i).getBytes(StandardCharsets.UTF_8).length + 1;
            vectors.add("{\"previous\": \"" + previous + "\", \"seq\": " + seq + ", \"payload\": "
                    + json(records.get(i).strip()) + ", \"endsBatch\": " + last + ", \"end\": " + end + ", \"line\": "
                    + json(written.get(i) + "\n") + "}");
            previous = written.get(i).replaceFirst(".*?\"hash\":\"([0-9a-f]{64})\".*", "$1");
        }
    }

    private static String json(String text) {
        return "\"" + text.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
