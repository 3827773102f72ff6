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

/// A page of documentation. Its commands are run as the page has them.
///
/// A comment before a block of code says what must happen: `<!-- tested -->` means success, `<!-- refused -->`
/// failure, and `<!-- server -->` the start of the page's server. A text block right after a code block shows
/// its output. The text may leave out parts of the output, has `…` for parts that differ, and may have other
/// line breaks.
record Page(List<Block> blocks) {

    private static final Pattern MARKED = Pattern.compile(
            "<!-- (tested|refused|server) -->\n```(\\w+)\n(.*?)\n```\n(?:\n```text\n(.*?)\n```\n)?", Pattern.DOTALL);

    /// The expected result of a block.
    enum Expected {
        tested,
        refused,
        server
    }

    /// A block of code.
    ///
    /// @param language `sh` or `python`
    /// @param prints the output that the page shows; empty if the page shows none
    record Block(Expected expected, String language, String code, String prints) {

        /// Returns the block as a part of a shell script.
        String script() {
            return language.equals("python") ? "python3 - <<'END OF PROGRAM'\n" + code + "\nEND OF PROGRAM" : code;
        }

        /// Fails if the page shows another output than the real one.
        void assertPrinted(String output) {
            String shown =
                    Arrays.stream(spaced(prints).split("…")).map(Pattern::quote).collect(Collectors.joining(".*"));
            assertThat(spaced(output)).as(code).containsPattern(shown);
        }

        private static String spaced(String text) {
            return text.strip().replaceAll("\\s+", " ");
        }
    }

    /// Reads a page. Fails if a comment has no block.
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

    /// Returns the blocks as one script, because they share their variables. Each block prints into a file of
    /// its own. If a block does not end as expected, the script stops with its output.
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

    /// Fails if a block shows another output than the script's file in a folder.
    ///
    /// @return the output of all blocks
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
