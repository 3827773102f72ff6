package dev.trent.e2e;

import static dev.trent.e2e.Page.Expected.server;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of docs/keys.md do what the page says, with the OpenSSL of this machine.
class KeysPageTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void needs() {
        ThirdParty.needsAwsCli();
        ThirdParty.needsOpenssl();
    }

    @Test
    void the_commands_of_the_page_on_the_life_of_keys_do_what_it_says() {
        Page page = Page.read(Checkout.ROOT.resolve("docs/keys.md"));
        assertThat(page.blocks()).hasSizeGreaterThanOrEqualTo(13).noneMatch(block -> block.expected() == server);

        try (Trent trent = Trent.dev(folder.resolve("data"))) {
            Reader.in(folder).warm().follow(page.blocks(), trent.endpoint());
        }
    }
}
