package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of docs/start.md do what the page says, with both versions of the AWS CLI.
class StartPageTest {

    private static final List<Page.Block> BLOCKS =
            Page.read(Checkout.ROOT.resolve("docs/start.md")).blocks();

    @TempDir
    Path folder;

    @BeforeAll
    static void needs() {
        ThirdParty.pythonWithBoto3();
    }

    @Test
    void the_commands_of_the_page_for_beginners_do_what_it_says() {
        ThirdParty.needsAwsCli();
        follow(Reader.in(folder));
    }

    @Test
    void they_do_it_with_version_2_of_the_aws_cli_too() {
        follow(Reader.in(folder).with(ThirdParty.awsCli2()));
    }

    private void follow(Reader reader) {
        assertThat(BLOCKS).hasSizeGreaterThanOrEqualTo(7).allMatch(block -> block.expected() == Page.Expected.tested);
        try (Trent trent = Trent.dev(folder.resolve("data"))) {
            assertThat(reader.follow(BLOCKS, trent.endpoint()).lines())
                    .contains("HelloWorld", "Decrypted: Hello Secure World")
                    .anyMatch(line -> line.contains("\"Description\": \"My application key\""));
        }
    }
}
