package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands in README.md do what it says: each block after a line `<!-- tested -->` runs, in the order
/// of the page.
class ReadmeTest {

    @TempDir
    static Path data;

    private static Trent trent;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        ThirdParty.needsAwsCli();
        ThirdParty.pythonWithBoto3();
        trent = Trent.dev(data);
    }

    @AfterAll
    static void stop() {
        if (trent != null) {
            trent.close();
        }
    }

    @Test
    void the_commands_of_the_readme_do_what_it_says() throws IOException {
        List<Page.Block> blocks = Page.read(Checkout.README).blocks();
        String session =
                blocks.stream().map(block -> block.script() + "\necho\n").collect(Collectors.joining());
        // Version 2 of the CLI needs the setting that the page tells of; version 1 ignores it.
        Path config =
                Files.writeString(folder.resolve("aws-config"), "[default]\ncli_binary_format = raw-in-base64-out\n");

        // `./trent` is this checkout's launcher, told that the page's default port is the one of this server.
        Files.createSymbolicLink(folder.resolve("trent"), Checkout.LAUNCHER);

        String printed = new Shell(folder, Trent.LAUNCH)
                .with("TRENT_PORT", String.valueOf(trent.endpoint().getPort()))
                .with("AWS_CONFIG_FILE", config.toString())
                .script(session)
                .succeeded();

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(5).allMatch(block -> block.expected() == Page.Expected.tested);
        assertThat(printed.lines())
                .contains("HelloWorld", "Decrypted: Hello Secure World")
                .anyMatch(line -> line.contains("\"Description\": \"My application key\""));
    }
}
