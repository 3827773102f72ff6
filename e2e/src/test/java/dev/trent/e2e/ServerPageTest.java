package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of docs/server.md make a server with TLS that clients can use.
class ServerPageTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void needs() {
        ThirdParty.needsAwsCli();
        ThirdParty.needsOpenssl();
    }

    @Test
    void the_commands_of_the_page_on_servers_do_what_it_says() {
        List<Page.Block> blocks =
                Page.read(Checkout.ROOT.resolve("docs/server.md")).blocks();
        assertThat(blocks)
                .extracting(Page.Block::expected)
                .containsExactly(
                        Page.Expected.tested, Page.Expected.tested, Page.Expected.server, Page.Expected.tested);
        assertThat(blocks.get(2).code()).isEqualTo("./trent server --data data --tls-cert cert.pem --tls-key key.pem");
        Reader reader = Reader.in(folder);

        reader.prepare(blocks.get(0));
        reader.prepare(blocks.get(1));
        try (Trent trent = Trent.start(
                "server",
                "--port",
                "0",
                "--data",
                file("data"),
                "--tls-cert",
                file("cert.pem"),
                "--tls-key",
                file("key.pem"))) {
            assertThat(trent.endpoint().getScheme()).isEqualTo("https");
            assertThat(reader.follow(blocks.subList(3, 4), trent.endpoint()))
                    .contains(
                            "\"Description\": \"The first key of the server\"",
                            "arn:aws:kms:eu-central-1:111122223333:");
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
