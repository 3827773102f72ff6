package dev.trent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.operator.House;
import dev.trent.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The SQL in the sources: rows that give rights are written with their codes, and verified when they are read.
///
/// `store.Tx` inserts, changes and finds such rows from the declaration of their table. Other queries take table and
/// columns from `Table.Named`. So a statement that names such a table itself goes around the codes, and only deletes
/// rows, counts them, or stands in the list below.
class StatementsTest {
    private static final Path SOURCES = Path.of("src/main/java");

    private static final String TABLES =
            House.tables().stream().map(Table::name).collect(Collectors.joining("|", "(", ")\\b"));

    private static final Pattern WRITES = Pattern.compile("(?:INSERT\\s+INTO|UPDATE)\\s+\"?" + TABLES);
    private static final Pattern READS = Pattern.compile("(?<!DELETE )(?:FROM|JOIN)\\s+" + TABLES);

    /// The queries that read such a table without verifying, with how often: they count rows, or ask whether there is
    /// one, or list ids for display.
    private static final Map<String, Set<String>> UNVERIFIED = Map.ofEntries(
            // Whether there is any account at all.
            Map.entry("Accounts", Set.of("account 1")),
            // Counts against quotas.
            Map.entry("EntityRows", Set.of("iam_entity 1")),
            Map.entry("ManagedPolicies", Set.of("iam_attachment 2", "iam_entity 4", "iam_policy_version 3")),
            Map.entry("Aliases", Set.of("key_alias 1")),
            Map.entry("GrantRows", Set.of("kms_grant 1")),
            // The number of keys, and the ARNs of ListKeys.
            Map.entry("Keys", Set.of("kms_key 3")),
            // Whether a key is there whose use is stored.
            Map.entry("KeyUses", Set.of("kms_key 1")),
            // The ids of materials, by which they are dropped from memory.
            Map.entry("MaterialRows", Set.of("key_material 1")),
            // The number of the next earlier password.
            Map.entry("LoginProfiles", Set.of("password_history 1")),
            // Counts against quotas.
            Map.entry("MfaDevices", Set.of("mfa_device 1")),
            // The place and number of tags.
            Map.entry("Tags", Set.of("key_tag 2")),
            // Whether the database answers.
            Map.entry("Store", Set.of("account 1")));

    @Test
    void rows_that_give_rights_are_written_with_their_codes_only() throws IOException {
        Map<String, List<String>> writes = new TreeMap<>();
        for (Path source : sources()) {
            Matcher matcher = WRITES.matcher(Files.readString(source));
            while (matcher.find()) {
                writes.computeIfAbsent(name(source), _ -> new ArrayList<>()).add(matcher.group(1));
            }
        }
        // The last use of an access key or of a password gives no right: see TableTest.
        assertThat(writes)
                .isEqualTo(Map.of("AccessKeyRows", List.of("access_key"), "LoginProfiles", List.of("login_profile")));
        assertThat(Files.readString(SOURCES.resolve("dev/trent/identity/LoginProfiles.java")))
                .contains("UPDATE login_profile SET last_used_ms = ?\n");
        assertThat(Files.readString(SOURCES.resolve("dev/trent/identity/AccessKeyRows.java")))
                .contains("UPDATE access_key SET last_used_ms = ?, last_used_service = ?, last_used_region = ?\n");
    }

    @Test
    void rows_that_give_rights_are_verified_when_they_are_read() throws IOException {
        Map<String, Set<String>> reads = new TreeMap<>();
        for (Path source : sources()) {
            Map<String, Integer> counted = new TreeMap<>();
            Matcher matcher = READS.matcher(Files.readString(source));
            while (matcher.find()) {
                counted.merge(matcher.group(1), 1, Integer::sum);
            }
            counted.forEach((table, number) ->
                    reads.computeIfAbsent(name(source), _ -> new TreeSet<>()).add(table + " " + number));
        }
        assertThat(reads).isEqualTo(new TreeMap<>(UNVERIFIED));
    }

    /// A table that is read under a name must be read with its columns, and the answer with `of`.
    @Test
    void every_table_under_a_name_is_read_with_its_columns() throws IOException {
        Pattern declared = Pattern.compile("Table\\.Named (\\w+) = \\w+\\.\\w+\\.as\\(\"");
        for (Path source : sources()) {
            String text = Files.readString(source);
            Matcher matcher = declared.matcher(text);
            while (matcher.find()) {
                String name = matcher.group(1);
                boolean joined = text.contains("selectWith(" + name);
                assertThat(text.contains(name + ".columns()") || joined)
                        .as(name(source) + " selects the columns of " + name)
                        .isTrue();
                assertThat(text)
                        .as(name(source) + " verifies " + name)
                        .containsPattern("(of|ofOrNull)\\(([^;]*, )?" + name + "\\)|entity\\(row, " + name + "\\)");
            }
        }
    }

    /// Deleting such rows is plain SQL, and so nothing else may be: a statement is not put together elsewhere.
    @Test
    void nobody_builds_the_name_of_a_table_but_the_store() throws IOException {
        Pattern built = Pattern.compile("(?:INSERT INTO|UPDATE|FROM|JOIN) \" \\+ (\\w+)");
        Set<String> names = new TreeSet<>();
        for (Path source : sources()) {
            if (source.toString().contains("/store/")) {
                continue;
            }
            Matcher matcher = built.matcher(Files.readString(source));
            while (matcher.find()) {
                if (!matcher.group(1).matches("[A-Z]+")) {
                    names.add(name(source) + " " + matcher.group(1));
                }
            }
        }
        // Entities counts what must be removed before a deletion. TagRows has two tables of one form.
        assertThat(names).containsExactly("Entities table", "EntityRows joined", "TagRows named", "TagRows table");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }
}
