package dev.trent.e2e;

import static dev.trent.e2e.Page.Expected.refused;
import static dev.trent.e2e.Page.Expected.server;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of docs/access.md do what the page says, and what it says is refused is refused with these
/// words.
class AccessPageTest {

    private static final String ADDRESS = "http://127.0.0.1:4599";

    @TempDir
    Path folder;

    @BeforeAll
    static void needs() {
        ThirdParty.needsAwsCli();
    }

    @Test
    void the_commands_of_the_page_on_access_do_what_it_says() throws IOException {
        List<Page.Block> blocks =
                Page.read(Checkout.ROOT.resolve("docs/access.md")).blocks();
        assertThat(blocks).filteredOn(block -> block.expected() == refused).hasSizeGreaterThanOrEqualTo(8);
        assertThat(blocks.get(1).expected()).isEqualTo(server);
        assertThat(blocks.get(1).code()).isEqualTo("./trent server --data data");
        Files.createSymbolicLink(folder.resolve("trent"), Checkout.LAUNCHER);
        Shell shell = new Shell(folder, Trent.LAUNCH)
                .with("AWS_CONFIG_FILE", "/dev/null")
                .with("AWS_PAGER", "");

        shell.script(blocks.getFirst().script()).succeeded();
        try (Trent trent =
                Trent.start("server", "--data", folder.resolve("data").toString(), "--port", "0")) {
            var session = new Page(blocks.subList(2, blocks.size()));
            shell.script(session.script().replace(ADDRESS, trent.endpoint().toString()))
                    .succeeded();
            session.assertPrinted(folder);
        }
    }
}
