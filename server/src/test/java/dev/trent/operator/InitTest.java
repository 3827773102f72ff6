package dev.trent.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The output of `trent init` is for a shell, on the terminal or in a file.
class InitTest {

    @TempDir
    Path folder;

    private Installation.Ran init(String... more) {
        return new Installation(folder.resolve("data")).command(arguments(more));
    }

    private static String[] arguments(String... more) {
        String[] all = new String[more.length + 3];
        all[0] = "init";
        all[1] = "--account";
        all[2] = Installation.ACCOUNT;
        System.arraycopy(more, 0, all, 3, more.length);
        return all;
    }

    @Test
    void a_shell_takes_every_line() {
        String printed = init().succeeded();

        assertThat(printed.lines())
                .allMatch(line -> line.matches("#.*|export [A-Z_]+=[A-Za-z0-9/+:.-]+|unset [A-Z_ ]+"));
        assertThat(printed)
                .contains("export AWS_ENDPOINT_URL=http://127.0.0.1:4599\n", "export AWS_REGION=us-east-1\n")
                .contains("#export AWS_CA_BUNDLE=", "root.key");
    }

    @Test
    void a_file_for_it_is_new_and_its_owners_alone_and_the_terminal_shows_no_secret() throws IOException {
        Path file = folder.resolve("root-user.env");

        String printed = init("--out", file.toString()).succeeded();

        Installation.Shown key = Installation.Shown.in(Files.readString(file));
        assertThat(printed).contains(file.toString()).doesNotContain(key.accessKeyId(), key.secret());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_is_there_already_is_kept_and_nothing_is_made() throws IOException {
        Path file = Files.writeString(folder.resolve("mine"), "mine");

        assertThat(init("--out", file.toString()).failed(1)).contains("exists already; nothing was done");

        assertThat(file).hasContent("mine");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_file_for_nothing_does_not_stay() {
        init().succeeded();
        Path file = folder.resolve("second");

        assertThat(init("--out", file.toString()).failed(1)).contains("initialised already");

        assertThat(file).doesNotExist();
    }

    @Test
    void where_nothing_can_be_written_it_says_what_to_do() throws IOException {
        Files.writeString(folder.resolve("data"), "a file");
        assertThat(init().failed(1)).contains(folder.resolve("data").toString(), "move it elsewhere");

        assertThat(init("--out", folder.resolve("none/file").toString()).failed(1))
                .contains("does not exist", "Nothing was done");
    }
}
