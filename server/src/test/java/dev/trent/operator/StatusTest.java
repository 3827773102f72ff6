package dev.trent.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.CommandLines;
import dev.trent.cli.Installation;
import dev.trent.cli.Main;
import dev.trent.cli.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {

    @TempDir
    Path folder;

    private Installation.Ran status() {
        return new CommandLines(folder)
                .run("status", "--data", folder.resolve("data").toString());
    }

    @Test
    void a_server_that_runs_and_is_well_says_so() {
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            server.kms("CreateKey", "{}");

            assertThat(status().succeeded())
                    .contains("Trent " + Main.VERSION + " runs", "since 20", "" + server.uri())
                    .containsPattern("Keys: +1\n")
                    .containsPattern("Audit log: is written\n")
                    .containsPattern("Disk: +[0-9]+ MiB free\n");
        }
    }

    @Test
    void where_none_runs_the_exit_code_is_3() {
        TestServer.start(folder.resolve("data")).close();

        Installation.Ran ran = status();

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.out()).startsWith("No server runs on the data folder");
    }

    @Test
    void a_server_that_refuses_changes_is_not_well() {
        try (TestServer server = TestServer.bounded(folder.resolve("data"), "--disk-reserve=1000000000")) {
            Installation.Ran ran = status();

            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.out()).contains("" + server.uri(), "less than its reserve: changes are refused");
        }
    }

    @Test
    void a_folder_that_is_not_there_is_not_made() {
        assertThat(status().failed(1)).contains("does not exist");
        assertThat(folder.resolve("data")).doesNotExist();
    }
}
