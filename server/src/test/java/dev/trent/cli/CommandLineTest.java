package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.operator.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The help of the command line, and its answers to mistyped input.
class CommandLineTest {

    @TempDir
    Path home;

    @Test
    void a_mistyped_word_is_answered_with_what_was_meant() {
        assertThat(wrong("stauts")).contains("'trent' has no command 'stauts'. Did you mean 'status'?");
        assertThat(wrong("sever")).contains("Did you mean 'server'?");
        assertThat(wrong("dve")).contains("Did you mean 'dev'?");
        assertThat(wrong("root")).contains("Did you mean 'root-credential'?");
        assertThat(wrong("dev", "--prot=1")).contains("'trent dev' has no option '--prot=1'. Did you mean '--port'?");
        assertThat(wrong("account", "creat"))
                .contains("'trent account' has no command 'creat'. Did you mean 'create'?");
        assertThat(wrong("version", "all")).contains("'all' is one word too many for 'trent version'");
    }

    @Test
    void nothing_is_suggested_for_what_is_like_nothing() {
        assertThat(wrong("start")).doesNotContain("Did you mean");
        assertThat(wrong("encrypt")).doesNotContain("Did you mean");
        assertThat(wrong("x".repeat(100_000))).hasSizeLessThan(500).doesNotContain("Did you mean");
        assertThat(wrong("\u001b[2J")).doesNotContain("\u001b");
    }

    @Test
    void a_mistyped_variable_is_told_with_what_was_meant() {
        assertThat(told("TRENT_PROT"))
                .isEqualTo(
                        "trent: No command reads the environment variable 'TRENT_PROT'. Did you mean 'TRENT_PORT'?\n");
        assertThat(told("TRENT_DATABASE_WAIST")).contains("Did you mean 'TRENT_DATABASE_WAIT'?");
        assertThat(told("TRENT_JAVA_OPTION")).contains("Did you mean 'TRENT_JAVA_OPTIONS'?");
        assertThat(told("TRENT_HELLO")).isEqualTo("trent: No command reads the environment variable 'TRENT_HELLO'.\n");
        assertThat(told("TRENT_\u001b[2J")).doesNotContain("\u001b");
        for (String known :
                List.of("TRENT_PORT", "TRENT_ROOT_USER", "TRENT_CONFIG", "TRENT_BUILD", "trent_prot", "PORT")) {
            assertThat(told(known)).as(known).isEmpty();
        }
    }

    /// The line of a server has one command only.
    @Test
    void a_server_knows_the_variables_of_the_other_commands() {
        assertThat(toldByServer("TRENT_PROT")).contains("'TRENT_PROT'. Did you mean 'TRENT_PORT'?");
        assertThat(toldByServer("TRENT_ROOT_USERS")).contains("Did you mean 'TRENT_ROOT_USER'?");
        assertThat(toldByServer("TRENT_ROOT_USER")).doesNotContain("No command reads");
    }

    private String toldByServer(String variable) {
        return new CommandLines(home, home, Map.of(variable, "1"))
                .run("server", "--data", home.resolve("none").toString())
                .err();
    }

    private String told(String variable) {
        return new CommandLines(home, home, Map.of(variable, "1"))
                .run("version")
                .err();
    }

    @Test
    void without_a_command_there_are_all_of_them() {
        assertThat(wrong()).contains("Missing command.", "dev ", "who-can ", "status ");
    }

    @Test
    void help_explains_a_command() {
        CommandLines user = new CommandLines(home);
        assertThat(user.run("help").succeeded())
                .isEqualTo(user.run("--help").succeeded())
                .contains("audit ", "help ", "who-can ");
        for (String[] words :
                new String[][] {{"dev"}, {"audit"}, {"audit", "verify"}, {"account", "create"}, {"help"}}) {
            String[] help = Stream.concat(Stream.of("help"), Stream.of(words)).toArray(String[]::new);
            String[] option =
                    Stream.concat(Stream.of(words), Stream.of("--help")).toArray(String[]::new);
            assertThat(user.run(help).succeeded())
                    .isEqualTo(user.run(option).succeeded())
                    .startsWith("Usage: trent " + String.join(" ", words));
        }
        assertThat(wrong("help", "stauts")).contains("'trent' has no command 'stauts'. Did you mean 'status'?");
        assertThat(wrong("help", "audit", "verfy"))
                .contains("'trent audit' has no command 'verfy'. Did you mean 'verify'?");
        assertThat(wrong("help", "dev", "x")).contains("'x' is one word too many for 'trent dev'");
    }

    @Test
    void every_help_is_whole() {
        List<CommandLine> commands = new ArrayList<>();
        gather(Main.commandLine(InstantSource.system(), Surroundings.ofThisProcess()), commands);
        assertThat(commands).hasSizeGreaterThan(15).allSatisfy(command -> {
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
            assertThat(help).as(help).doesNotContainPattern("Default: *(\\[\\])?\n");
            // The list of commands shows the first element only.
            assertThat(command.getCommandSpec().usageMessage().description()[0]).endsWith(".");
        });
    }

    @Test
    void the_version_is_that_of_the_build() throws IOException {
        assertThat(Files.readString(Path.of("../pom.xml"))).contains("<version>" + Main.VERSION + "</version>");
        CommandLines user = new CommandLines(home);
        assertThat(user.run("version").succeeded()).isEqualTo("trent " + Main.VERSION + "\n");
        assertThat(user.run("--version").succeeded()).isEqualTo("trent " + Main.VERSION + "\n");
    }

    private String wrong(String... arguments) {
        return new CommandLines(home).run(arguments).failed(2);
    }

    private static void gather(CommandLine line, List<CommandLine> all) {
        all.add(line);
        line.getSubcommands().values().forEach(command -> gather(command, all));
    }
}
