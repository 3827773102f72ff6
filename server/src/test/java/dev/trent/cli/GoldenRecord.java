package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The records of a call beside those in a file; `-Dgolden.update=true` writes the file anew.
///
/// Ids that differ from run to run are numbered in the order in which a record has them, so that equal ids stay
/// equal.
final class GoldenRecord {
    static final Path FOLDER = Path.of("src/test/resources/records");

    private static final Pattern ID = Pattern.compile("mrk-[0-9a-f]{32}"
            + "|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
            + "|(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])"
            + "|(AIDA|AROA|AGPA|ANPA|AKIA|ASIA)[A-Z2-7]{16,17}");

    private GoldenRecord() {}

    /// Compares the records of one call with the file of that name.
    static void compare(String name, List<String> records) throws IOException {
        String all = records.size() == 1 ? records.getFirst() : "[" + String.join(",", records) + "]";
        String actual = indented(numbered(all)) + "\n";
        Path file = FOLDER.resolve(name + ".json");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertThat(file).exists();
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    private static String numbered(String json) {
        Map<String, String> numbers = new HashMap<>();
        return ID.matcher(json)
                .replaceAll(id -> numbers.computeIfAbsent(id.group(), text -> {
                    String number = Integer.toString(numbers.size() + 1);
                    String zeros = text.replaceAll("(?<=^mrk-).*|(?<=^A[A-Z]{3}).*|^(?!mrk|A).*", "");
                    String rest = text.substring(zeros.length()).replaceAll("[0-9a-zA-Z]", "0");
                    return zeros + rest.substring(0, rest.length() - number.length()) + number;
                }));
    }

    /// Returns JSON with one member on a line.
    private static String indented(String json) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        boolean text = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (text) {
                out.append(c);
                if (c == '\\') {
                    out.append(json.charAt(++i));
                }
                text = c != '"';
            } else {
                switch (c) {
                    case '"' -> {
                        out.append(c);
                        text = true;
                    }
                    case '{', '[' -> {
                        out.append(c);
                        boolean empty = json.charAt(i + 1) == (c == '{' ? '}' : ']');
                        if (empty) {
                            out.append(json.charAt(++i));
                        } else {
                            line(out, ++depth);
                        }
                    }
                    case '}', ']' -> {
                        line(out, --depth);
                        out.append(c);
                    }
                    case ',' -> {
                        out.append(c);
                        line(out, depth);
                    }
                    case ':' -> out.append(": ");
                    default -> out.append(c);
                }
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, int depth) {
        out.append('\n').append("  ".repeat(depth));
    }

    /// Returns the names of all files, such as `kms/Encrypt`.
    static List<String> names() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replaceAll("\\.json$", ""))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
