package dev.trent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `SECURITY.md` names for each promise the tests that hold it; here it is made sure that there are such tests.
class PromisesTest {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern PROMISE = Pattern.compile("(?m)^- \\*\\*([^*]+)\\*\\*");

    @Test
    void every_test_that_the_table_names_exists() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        for (String row : rows()) {
            Matcher named = NAMED_TEST.matcher(row);
            assertThat(named.find()).as("a promise without a test: " + row).isTrue();
            do {
                String source = sources.getOrDefault(named.group(1), "");
                if (!Pattern.compile("(?s)@(Test|TestFactory|ParameterizedTest)\\b.{0,6000}? " + named.group(2) + "\\(")
                        .matcher(source)
                        .find()) {
                    missing.add(named.group());
                }
            } while (named.find());
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_promise_has_its_rows() throws IOException {
        String promised = section("What is promised");
        List<String> promises =
                PROMISE.matcher(promised).results().map(found -> found.group(1)).toList();
        assertThat(promises).hasSizeGreaterThan(5);
        List<String> rows = rows();
        assertThat(promises)
                .allSatisfy(promise -> assertThat(rows).anyMatch(row -> row.startsWith("| " + promise + " |")));
    }

    private static List<String> rows() throws IOException {
        return section("Which test holds which promise")
                .lines()
                .filter(line -> line.startsWith("| "))
                .filter(line -> !line.startsWith("| promise |") && !line.startsWith("| --- |"))
                .toList();
    }

    private static String section(String title) throws IOException {
        String page = Files.readString(CHECKOUT.resolve("SECURITY.md"));
        Matcher found =
                Pattern.compile("(?ms)^## " + title + "$(.*?)(?=^## |\\z)").matcher(page);
        assertThat(found.find()).as(title).isTrue();
        return found.group(1);
    }

    /// Returns the test classes of all modules, by name; several of one name are taken as one.
    private static Map<String, String> sources() throws IOException {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String module : List.of("server", "e2e")) {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(CHECKOUT.resolve(module).resolve("src/test/java"))) {
                files = walk.filter(file -> file.toString().endsWith("Test.java"))
                        .collect(Collectors.toList());
            }
            for (Path file : files) {
                String name = file.getFileName().toString().replace(".java", "");
                byName.merge(name, Files.readString(file), String::concat);
            }
        }
        return byName;
    }
}
