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
            shell.script(script(blocks.subList(2, blocks.size()), trent)).succeeded();
        }

        for (int i = 2; i < blocks.size(); i++) {
            blocks.get(i).assertPrinted(Files.readString(folder.resolve("printed-" + (i - 2))));
        }
    }

    /// Returns the blocks as one script, as they share their variables, each printing into a file of its
    /// own. It stops with the output of a block that does not end as expected.
    private static String script(List<Page.Block> blocks, Trent trent) {
        var script = new StringBuilder("trap 'cat \"$printed\" >&2' ERR\n");
        for (int i = 0; i < blocks.size(); i++) {
            Page.Block block = blocks.get(i);
            script.append("printed=printed-").append(i).append('\n');
            String group = "{\n" + block.script() + "\n} > printed-" + i + " 2>&1";
            script.append(block.expected() == refused ? "if " + group + "; then false; fi\n" : group + "\n");
        }
        return script.toString().replace(ADDRESS, trent.endpoint().toString());
    }
}
