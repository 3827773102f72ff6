package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// The output of `trent dev` while it runs.
class DevTest {

    @TempDir
    Path folder;

    @Test
    void it_greets_prints_a_line_for_each_request_and_says_that_it_has_stopped() {
        assertThat(printed())
                .satisfies(text -> assertThat(text.lines())
                        .anyMatch(line ->
                                line.startsWith("Keys are kept in " + folder.resolve("data") + " (new, 0 keys)"))
                        .anyMatch(line -> line.startsWith("In another terminal:  eval \"$(./trent env --data "))
                        .contains("Ctrl-C stops.")
                        .anyMatch(line -> line.matches("[0-9:]{8}  root 000000000000  ListKeys +ok  [0-9.]+ ms"))
                        .endsWith("Stopped."));
        assertThat(printed("--quiet")).contains("(0 keys)", "Stopped.").doesNotContain("ListKeys", "new, ");
    }

    private String printed(String... more) {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(
                new String[] {
                    "dev", "--port", "0", "--data", folder.resolve("data").toString()
                },
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        try (Trent trent = Trent.start(arguments);
                KmsClient kms = Sdk.kms(trent.endpoint())) {
            kms.listKeys();
            assertThat(trent.stop()).isIn(0, 143);
            return trent.printedSinceStart();
        }
    }
}
