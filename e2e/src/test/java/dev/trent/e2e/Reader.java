package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A person who follows a page of documentation. The folder has `./trent`, this checkout's launcher.
///
/// @param shell the terminal
/// @param before the commands of the terminal before the page
record Reader(Shell shell, String before) {

    private static final String USUAL_ADDRESS = "://127.0.0.1:4599";

    /// Makes a reader in a folder.
    static Reader in(Path folder) {
        try {
            Files.createSymbolicLink(folder.resolve("trent"), Checkout.LAUNCHER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reader(
                new Shell(folder, Launch.USUAL)
                        .with("AWS_CONFIG_FILE", "/dev/null")
                        .with("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
                        .with("AWS_PAGER", "")
                        .with("HOME", folder.toString()),
                "");
    }

    /// Returns this reader with an `aws` command that starts fast.
    Reader warm() {
        return new Reader(shell.with("PATH", WarmAwsCli.path()), before);
    }

    /// Returns this reader with version 2 of the AWS CLI. A version before 2.13 needs an option for the
    /// address.
    Reader with(Path awsCli2) {
        return new Reader(
                shell, "aws() { command '" + awsCli2 + "' --endpoint-url \"$AWS_ENDPOINT_URL\" \"$@\"; }\n" + before);
    }

    /// Runs the blocks of a page. The page has the usual address, but the server runs at another one. Fails if
    /// a block does not do or print what the page says.
    ///
    /// @return the whole output
    String follow(List<Page.Block> blocks, URI server) {
        Page session = new Page(blocks);
        String address = "://127.0.0.1:" + server.getPort();
        shell.with("TRENT_PORT", String.valueOf(server.getPort()))
                .script(before + session.script().replace(USUAL_ADDRESS, address))
                .succeeded();
        return session.assertPrinted(shell.folder());
    }

    /// Runs a block that needs no server.
    void prepare(Page.Block block) {
        assertThat(block.expected()).isEqualTo(Page.Expected.tested);
        shell.script(block.script()).succeeded();
    }
}
