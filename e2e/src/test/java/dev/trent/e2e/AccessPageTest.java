package dev.trent.e2e;

import static dev.trent.e2e.Page.Expected.refused;
import static dev.trent.e2e.Page.Expected.server;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of docs/access.md do what the page says. Refusals that the page announces come with the page's
/// words.
class AccessPageTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void needs() {
        ThirdParty.needsAwsCli();
    }

    @Test
    void the_commands_of_the_page_on_access_do_what_it_says() {
        List<Page.Block> blocks =
                Page.read(Checkout.ROOT.resolve("docs/access.md")).blocks();
        assertThat(blocks).filteredOn(block -> block.expected() == refused).hasSizeGreaterThanOrEqualTo(8);
        assertThat(blocks.get(1).expected()).isEqualTo(server);
        assertThat(blocks.get(1).code()).isEqualTo("./trent server --data data");
        Reader reader = Reader.in(folder).warm();

        reader.prepare(blocks.getFirst());
        try (Trent trent =
                Trent.start("server", "--data", folder.resolve("data").toString(), "--port", "0")) {
            reader.follow(blocks.subList(2, blocks.size()), trent.endpoint());
        }
    }
}
