package dev.trent.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.operator.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The page of settings says what `trent server` does, and a file of settings is read to its last line.
class SettingsPageTest {
    private static final Path PAGE = Path.of("../docs/settings.md");
    private static final Pattern ROW = Pattern.compile("\\| `(--[a-z0-9-]+)` \\| ([^|]+) \\|.*");

    @TempDir
    Path folder;

    @Test
    void the_page_has_every_option_of_a_server_with_its_default_and_no_other() throws IOException {
        Map<String, String> written = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                written.put(row.group(1), row.group(2).replace("`", ""));
            }
        }
        assertThat(written).isEqualTo(options());
    }

    @Test
    void the_help_tells_every_option_with_its_default() {
        String help = server().getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("\\s+", " ");
        options().forEach((name, value) -> {
            assertThat(help).contains(name);
            if (!value.equals("none") && !value.equals("must be given") && !value.equals("false")) {
                assertThat(help).contains("Default: " + value);
            }
        });
    }

    @Test
    void a_line_that_no_command_knows_is_refused_by_its_name() throws IOException {
        Path config = folder.resolve("trent.properties");
        Files.writeString(config, "database-wait=5s\nprot=4600\naccount=111122223333\n");

        assertThat(failed("server", "--config", config.toString(), "--data", folder.toString()))
                .contains("sets 'prot', which no command knows", "docs/settings.md")
                .doesNotContain("account'", "database-wait'");
    }

    @Test
    void what_is_no_time_or_nothing_is_refused() {
        String data = folder.toString();
        assertThat(failed("server", "--data", data, "--database-wait", "5 minutes"))
                .contains("'5 minutes' is not a time such as 500ms, 60s or 5m");
        assertThat(failed("server", "--data", data, "--idle-timeout", "0s")).contains("--idle-timeout must be more");
        assertThat(failed("server", "--data", data, "--connections", "0")).contains("--connections must be more");
        assertThat(failed("server", "--data", data, "--log-level", "LOUD")).contains("--log-level");
    }

    private static CommandLine server() {
        return requireNonNull(Main.commandLine(InstantSource.system(), Surroundings.ofThisProcess())
                .getSubcommands()
                .get("server"));
    }

    private static Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        for (OptionSpec option : server().getCommandSpec().options()) {
            if (option.usageHelp() || option.versionHelp()) {
                continue;
            }
            String value = option.defaultValue();
            String flag = option.type() == boolean.class ? "false" : "none";
            options.put(option.longestName(), option.required() ? "must be given" : value == null ? flag : value);
        }
        return options;
    }

    private static String failed(String... arguments) {
        StringWriter err = new StringWriter();
        int exit = Main.commandLine(arguments, InstantSource.system(), Surroundings.ofThisProcess())
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(exit).isEqualTo(2);
        return err.toString();
    }
}
