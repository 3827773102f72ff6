package dev.trent.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.CommandLines;
import dev.trent.cli.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `trent dev` and the commands that look at it find the same folder from everywhere.
class DevFolderTest {

    @TempDir
    Path home;

    private Path path(Map<String, String> environment) throws IOException {
        return new DevFolder(new Surroundings(environment, home)).path();
    }

    @Test
    void it_is_the_users_own_wherever_the_command_is_given() throws IOException {
        assertThat(path(Map.of("HOME", "/home/a"))).isEqualTo(Path.of("/home/a/.local/share/trent/dev"));
        assertThat(path(Map.of("HOME", "/home/a", "XDG_DATA_HOME", "/data"))).isEqualTo(Path.of("/data/trent/dev"));
        assertThat(path(Map.of("HOME", "/home/a", "XDG_DATA_HOME", "data")))
                .as("relative paths are passed over")
                .isEqualTo(Path.of("/home/a/.local/share/trent/dev"));
    }

    @Test
    void that_of_earlier_versions_is_still_used_if_it_is_there() throws IOException {
        Path here = Files.createDirectories(home.resolve("trent-data/dev"));

        assertThat(path(Map.of("HOME", "/home/a"))).isEqualTo(here);
    }

    @Test
    void without_a_home_a_folder_has_to_be_named() {
        assertThatThrownBy(() -> path(Map.of())).hasMessageContaining("HOME is not set: name a folder with --data");
    }

    @Test
    void a_command_that_looks_takes_it_and_one_that_changes_does_not() {
        CommandLines user = new CommandLines(home);
        assertThat(user.run("check").failed(1)).contains("Name the data folder with --data");
        assertThat(user.run("account", "list").failed(2)).contains("Missing required option: '--data");

        TestServer.start(home.resolve(".local/share/trent/dev")).close();

        assertThat(user.run("check").succeeded()).contains("sound");
        assertThat(user.run("explain", "none").failed(1)).contains("There is no denial 'none'");
        assertThat(user.run("sessions", "revoke", "--account", TestServer.ACCOUNT)
                        .failed(2))
                .contains("'--data");
    }
}
