package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.Cursor;
import dev.trent.aws.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page, the alerts and the dashboard know the meters of a real server, and no others.
class MetricsPageTest {
    private static final Path PAGE = Path.of("../docs/metrics.md");
    private static final Path PROMETHEUS = Path.of("../deploy/prometheus");
    private static final Path DASHBOARD = Path.of("../deploy/grafana/trent.json");
    private static final Pattern SAMPLE = Pattern.compile("(trent_[a-z_]+)(?:\\{(.*)\\})? .*");
    private static final Pattern NAME = Pattern.compile("\\btrent_[a-z_]+");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"(.*)\",?\\n");

    @TempDir
    static Path folder;

    private static String scrape = "";

    /// Scrapes a server that has everything that is measured: TLS, calls, keys, a reader of the log.
    @BeforeAll
    static void scrape() throws Exception {
        List<Path> files = List.of(file("ec.crt"), file("ec.key"));
        try (TestServer server = TestServer.scraped(folder.resolve("data"), files, "--metrics-port=0")) {
            CountDownLatch answered = new CountDownLatch(1);
            server.answerer().answer(server.call("ListKeys", "{}"), (Reply _) -> answered.countDown());
            assertThat(answered.await(1, TimeUnit.MINUTES)).isTrue();
            server.serving().follow(List.of(new Follower("index", 0)));
            scrape = server.scrape().body();
        }
    }

    private static Path file(String name) throws Exception {
        return Path.of(Objects.requireNonNull(MetricsPageTest.class.getResource("/http/" + name))
                .toURI());
    }

    @Test
    void the_page_has_every_meter_as_the_server_tells_it() throws IOException {
        List<String> expected = new ArrayList<>(Files.readAllLines(PAGE).stream()
                .filter(line -> !line.startsWith("| `trent_"))
                .toList());
        expected.addAll(rows());
        if (Boolean.getBoolean("golden.update")) {
            Files.write(PAGE, expected);
        }
        assertThat(Files.readAllLines(PAGE)).isEqualTo(expected);
    }

    @Test
    void alerts_dashboard_and_page_name_only_meters_that_exist() throws IOException {
        Set<String> samples = samples().keySet();
        Set<String> families = new TreeSet<>(types().keySet());
        families.addAll(samples);
        for (Path file : List.of(
                PROMETHEUS.resolve("trent-alerts.yml"), PROMETHEUS.resolve("trent-alerts.test.yml"), DASHBOARD)) {
            assertThat(namesIn(file)).as(file.toString()).isNotEmpty().isSubsetOf(families);
        }
        assertThat(namesIn(PAGE)).isSubsetOf(families);
        assertThat(expressions())
                .isNotEmpty()
                .allSatisfy(expression -> assertThat(names(expression))
                        .as(expression)
                        .isNotEmpty()
                        .isSubsetOf(samples));
    }

    @Test
    void the_dashboard_shows_every_meter() throws IOException {
        Set<String> shown = namesIn(DASHBOARD).stream()
                .map(name -> name.replaceAll("_(bucket|sum|count)$", ""))
                .collect(Collectors.toSet());
        Set<String> left = new TreeSet<>(types().keySet());
        left.removeAll(shown);
        left.removeIf(name -> name.startsWith("trent_jvm_"));
        assertThat(left)
                .containsExactlyInAnyOrder(
                        "trent_audit_log_files",
                        "trent_audit_roomy",
                        "trent_audit_written_bytes_total",
                        "trent_disk_size_bytes");
    }

    @Test
    void names_have_the_form_of_prometheus() {
        types().forEach((name, type) -> {
            assertThat(name).startsWith("trent_").doesNotContain("__");
            assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
            assertThat(type).isIn("counter", "gauge", "histogram");
        });
        assertThat(helps().keySet()).isEqualTo(types().keySet());
    }

    /// `le` and a few others: a new label is a decision, because each value of it is a series.
    @Test
    void labels_have_few_values() {
        Map<String, Set<String>> labels = samples();
        assertThat(labels.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "area",
                        "cache",
                        "follower",
                        "gc",
                        "id",
                        "java",
                        "le",
                        "operation",
                        "outcome",
                        "queue",
                        "service",
                        "state",
                        "version");
    }

    @Test
    void the_tool_of_prometheus_accepts_meters_alerts_and_expressions() throws Exception {
        String promtool = promtool();
        Assumptions.assumeTrue(promtool != null, "promtool is not here, so it checks nothing");
        Path text = Files.writeString(folder.resolve("metrics.txt"), scrape);
        assertThat(run(text, promtool, "check", "metrics")).isEmpty();
        String alerts = PROMETHEUS.resolve("trent-alerts.yml").toString();
        assertThat(run(null, promtool, "check", "rules", alerts)).contains("SUCCESS");
        assertThat(run(
                        null,
                        promtool,
                        "check",
                        "config",
                        PROMETHEUS.resolve("prometheus.yml").toString()))
                .contains("SUCCESS");
        String tests = PROMETHEUS.resolve("trent-alerts.test.yml").toString();
        assertThat(run(null, promtool, "test", "rules", tests)).contains("SUCCESS");
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        List<String> expressions = expressions();
        for (int i = 0; i < expressions.size(); i++) {
            rules.append("      - record: panel_").append(i).append("\n        expr: '");
            rules.append(expressions.get(i).replace("$__rate_interval", "5m").replace("$instance", ".*"));
            rules.append("'\n");
        }
        Path panels = Files.writeString(folder.resolve("panels.yml"), rules);
        assertThat(run(null, promtool, "check", "rules", panels.toString())).contains("SUCCESS");
    }

    private static List<String> rows() {
        Map<String, String> helps = helps();
        Map<String, Set<String>> samples = samples();
        return types().entrySet().stream()
                .map(type -> {
                    Set<String> labels = new TreeSet<>(samples.getOrDefault(
                            type.getKey(), samples.getOrDefault(type.getKey() + "_bucket", Set.of())));
                    labels.remove("le");
                    String named = labels.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
                    return "| `" + type.getKey() + "` | " + type.getValue() + " | " + named + " | "
                            + helps.get(type.getKey()) + " |";
                })
                .toList();
    }

    private static Map<String, String> types() {
        return told("# TYPE ");
    }

    private static Map<String, String> helps() {
        return told("# HELP ");
    }

    private static Map<String, String> told(String start) {
        Map<String, String> told = new TreeMap<>();
        scrape.lines().filter(line -> line.startsWith(start)).forEach(line -> {
            String[] words = line.substring(start.length()).split(" ", 2);
            told.put(words[0], words[1]);
        });
        return told;
    }

    /// Returns the names of all samples with their labels.
    private static Map<String, Set<String>> samples() {
        Map<String, Set<String>> samples = new TreeMap<>();
        scrape.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            Set<String> labels = samples.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
            Matcher label = LABEL.matcher(Objects.requireNonNullElse(sample.group(2), ""));
            while (label.find()) {
                labels.add(label.group(1));
            }
        });
        return samples;
    }

    private static Set<String> namesIn(Path file) throws IOException {
        return names(Files.readString(file));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> expressions() throws IOException {
        return EXPRESSION
                .matcher(Files.readString(DASHBOARD))
                .results()
                .map(found -> found.group(1).replace("\\\"", "\""))
                .toList();
    }

    private static @Nullable String promtool() {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                .map(each -> Path.of(each, "promtool"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    private static String run(@Nullable Path input, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    private record Follower(String name, long passedSeq) implements Cursor {}
}
