package dev.trent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The reported size of a compiled policy is its real size, for every kind of content. The test measures the
/// heap of a separate process.
class PolicyBytesTest {
    /// A policy may take this much more memory than it reports.
    private static final double UNDERESTIMATED_MAX = 1.1;

    private static final double OVERESTIMATED_MAX = 3;

    private record Measured(String shape, long characters, long said, long real) {
        static Measured of(String line) {
            String[] cells = line.split(";", 4);
            return new Measured(cells[0], Long.parseLong(cells[1]), Long.parseLong(cells[2]), Long.parseLong(cells[3]));
        }
    }

    private static List<Measured> measured() throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        // Without this, a collection leaves some dead objects where they are.
                        "-XX:MarkSweepAlwaysCompactCount=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Retained.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return process.inputReader(StandardCharsets.UTF_8)
                .lines()
                .map(Measured::of)
                .toList();
    }

    @Test
    void a_policy_takes_what_it_is_said_to() throws IOException {
        assertThat(measured()).hasSizeGreaterThan(20).allSatisfy(policy -> {
            assertThat(policy.real).isLessThan((long) (policy.said * UNDERESTIMATED_MAX));
            assertThat(policy.said).isLessThan((long) (policy.real * OVERESTIMATED_MAX));
        });
    }

    @Test
    void what_is_written_many_times_is_kept_once() {
        String once = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\"kms:*\"],"
                + "\"Resource\":[\"*\"],\"Condition\":{\"StringEquals\":{\"a\":[\"b\"]}}}}";
        String often = once.replace("\"kms:*\"", "\"kms:*\",".repeat(900) + "\"kms:*\"")
                .replace("[\"*\"", "[" + "\"*\",".repeat(4000) + "\"*\"")
                .replace("\"b\"", "\"b\",".repeat(900) + "\"b\"");
        long more = Policy.parse(often, Kind.IDENTITY).bytes()
                - Policy.parse(once, Kind.IDENTITY).bytes();
        assertThat(more).isBetween(0L, often.length() - once.length() + 16L);
    }
}
