package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands in README.md do what it says: each block after a line `<!-- tested -->` runs, in the order of the page.
class ReadmeTest {

    private static final Pattern TESTED =
            Pattern.compile("<!-- tested -->\n```(sh|python)\n(.*?)\n```\n", Pattern.DOTALL);

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
        String readme = Files.readString(Checkout.README);
        var session = new StringBuilder();
        int blocks = 0;
        for (MatchResult block : TESTED.matcher(readme).results().toList()) {
            boolean python = block.group(1).equals("python");
            session.append(
                    python ? "python3 - <<'END OF PROGRAM'\n" + block.group(2) + "\nEND OF PROGRAM\n" : block.group(2));
            session.append("\necho\n");
            blocks++;
        }
        // Version 2 of the CLI needs the setting that the page tells of; version 1 ignores it.
        Path config =
                Files.writeString(folder.resolve("aws-config"), "[default]\ncli_binary_format = raw-in-base64-out\n");

        // `./trent` is this checkout's launcher, told that the page's default port is the one of this server.
        Files.createSymbolicLink(folder.resolve("trent"), Checkout.LAUNCHER);

        String printed = new Shell(folder, Trent.LAUNCH)
                .with("TRENT_PORT", String.valueOf(trent.endpoint().getPort()))
                .with("AWS_CONFIG_FILE", config.toString())
                .script(session.toString())
                .succeeded();

        assertThat(blocks)
                .as("tested blocks, none overlooked")
                .isEqualTo(readme.split("<!-- tested -->", -1).length - 1);
        assertThat(blocks).isGreaterThanOrEqualTo(5);
        assertThat(printed.lines())
                .contains("HelloWorld", "Decrypted: Hello Secure World")
                .anyMatch(line -> line.contains("\"Description\": \"My application key\""));
    }
}
