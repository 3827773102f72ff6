package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A page of documentation with the commands that are run as they stand there.
///
/// A comment before a block of code says what is expected of it: `<!-- tested -->` that it succeeds, `<!--
/// refused -->` that it fails, `<!-- server -->` that it starts the server of the page. A block of text right
/// after one shows what it prints: maybe not all of it, with `…` for what differs, and broken into other lines.
record Page(List<Block> blocks) {

    private static final Pattern MARKED = Pattern.compile(
            "<!-- (tested|refused|server) -->\n```(\\w+)\n(.*?)\n```\n(?:\n```text\n(.*?)\n```\n)?", Pattern.DOTALL);

    /// What is expected of a block.
    enum Expected {
        tested,
        refused,
        server
    }

    /// A block of code.
    ///
    /// @param language `sh` or `python`
    /// @param prints what the page says that it prints; empty if the page does not say
    record Block(Expected expected, String language, String code, String prints) {

        /// Returns the block as a part of a shell script.
        String script() {
            return language.equals("python") ? "python3 - <<'END OF PROGRAM'\n" + code + "\nEND OF PROGRAM" : code;
        }

        /// Fails if the page shows other output than there was.
        void assertPrinted(String output) {
            String shown =
                    Arrays.stream(spaced(prints).split("…")).map(Pattern::quote).collect(Collectors.joining(".*"));
            assertThat(spaced(output)).as(code).containsPattern(shown);
        }

        private static String spaced(String text) {
            return text.strip().replaceAll("\\s+", " ");
        }
    }

    /// Reads a page, and fails if a comment marks nothing.
    static Page read(Path file) {
        try {
            String text = Files.readString(file);
            List<Block> blocks = MARKED.matcher(text)
                    .results()
                    .map(block -> new Block(
                            Expected.valueOf(block.group(1)),
                            block.group(2),
                            block.group(3),
                            block.group(4) == null ? "" : block.group(4)))
                    .toList();
            assertThat(blocks).as("marked blocks, none overlooked").hasSize(text.split("<!-- ", -1).length - 1);
            return new Page(blocks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the blocks as one script, as they share their variables, each printing into a file of its
    /// own. It stops with the output of a block that does not end as expected.
    String script() {
        var script = new StringBuilder("trap 'cat \"$printed\" >&2' ERR\n");
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            script.append("printed=printed-").append(i).append('\n');
            String group = "{\n" + block.script() + "\n} > printed-" + i + " 2>&1";
            script.append(block.expected == Expected.refused ? "if " + group + "; then false; fi\n" : group + "\n");
        }
        return script.toString();
    }

    /// Fails if a block shows other output than the script has left in a folder.
    ///
    /// @return all that the script has left
    String assertPrinted(Path folder) {
        try {
            var all = new StringBuilder();
            for (int i = 0; i < blocks.size(); i++) {
                String printed = Files.readString(folder.resolve("printed-" + i));
                blocks.get(i).assertPrinted(printed);
                all.append(printed).append('\n');
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
