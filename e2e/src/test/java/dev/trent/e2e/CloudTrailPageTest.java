package dev.trent.e2e;

import static dev.trent.e2e.Page.Expected.server;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of docs/cloudtrail.md do what the page says: AWS's own tool verifies the files of Trent.
class CloudTrailPageTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void needs() {
        ThirdParty.needsAwsCli();
    }

    @Test
    void the_commands_of_the_page_on_trails_do_what_it_says() {
        Page page = Page.read(Checkout.ROOT.resolve("docs/cloudtrail.md"));
        assertThat(page.blocks()).hasSizeGreaterThanOrEqualTo(7).noneMatch(block -> block.expected() == server);

        try (Trent trent = Trent.dev(folder.resolve("data"))) {
            Reader.in(folder).warm().follow(page.blocks(), trent.endpoint());
        }
    }
}
