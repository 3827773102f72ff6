package dev.trent.cli;

import dev.trent.aws.Fold;
import dev.trent.operator.Printable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Finds the value of an option that is not on the command line: in the environment, then in the file of
/// `--config`.
final class SettingsProvider implements CommandLine.IDefaultValueProvider {
    private static final String CONFIG = "config";
    private static final String PREFIX = "TRENT_";

    /// The variables that the launcher reads, before there is a command.
    private static final Set<String> OF_LAUNCHER = Set.of("BUILD", "JAVA_HOME", "JAVA_OPTIONS");

    private static final int SHOWN_CHARACTERS_MAX = 64;

    private final Map<String, String> environment;
    private final Supplier<CommandSpec> whole;

    /// @param whole makes the command with all its subcommands; the command in use may have only some of them
    SettingsProvider(Map<String, String> environment, Supplier<CommandSpec> whole) {
        this.environment = environment;
        this.whole = whole;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String name = option.longestName().substring(2);
        String value = environment.get(variable(name));
        if (value != null || name.equals(CONFIG)) {
            return value;
        }
        Path config = configFile(option);
        return config == null ? null : read(config, option).getProperty(name);
    }

    /// Returns a sentence for each unused variable of the environment that looks like a setting.
    List<String> unread(CommandSpec root) {
        if (unknown(variables(root)).isEmpty()) {
            return List.of();
        }
        Set<String> known = variables(whole.get());
        return unknown(known).stream()
                .map(name -> "No command reads the environment variable '"
                        + Printable.of(PREFIX + name, SHOWN_CHARACTERS_MAX) + "'."
                        + Misunderstood.meant(Misunderstood.near(name, known).stream()
                                .map(near -> PREFIX + near)
                                .toList()))
                .toList();
    }

    /// Returns the names of the variables that look like settings and are not known, without the prefix.
    private List<String> unknown(Set<String> known) {
        return environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .filter(name -> !known.contains(name))
                .sorted()
                .toList();
    }

    /// Returns the names of the variables that something reads, without the prefix.
    private static Set<String> variables(CommandSpec root) {
        Set<String> options = new TreeSet<>(Set.of(CONFIG));
        addNames(root, options);
        Set<String> known = new TreeSet<>(OF_LAUNCHER);
        options.forEach(name -> known.add(variable(name).substring(PREFIX.length())));
        return known;
    }

    private static String variable(String name) {
        return PREFIX + Fold.capitals(name.replace('-', '_'));
    }

    private @Nullable Path configFile(OptionSpec option) {
        OptionSpec config = option.command().findOption("--" + CONFIG);
        if (config == null) {
            return null;
        }
        Path given = config.getValue();
        String fromEnvironment = environment.get(variable(CONFIG));
        return given != null || fromEnvironment == null ? given : Path.of(fromEnvironment);
    }

    private Properties read(Path file, OptionSpec option) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException _) {
            throw new CommandLine.ParameterException(
                    option.command().commandLine(), "The settings file '" + file + "' cannot be read.");
        }
        refuseUnknown(properties, file, option.command());
        return properties;
    }

    /// A line that no command reads would be a setting that someone believes to be set.
    private void refuseUnknown(Properties properties, Path file, CommandSpec command) {
        Set<String> known = new TreeSet<>();
        addNames(whole.get(), known);
        List<String> unknown = properties.stringPropertyNames().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "The settings file '" + file + "' sets '" + String.join("', '", unknown)
                            + "', which no command knows: see docs/settings.md.");
        }
    }

    /// Adds the options of a command and of those below it: one file may serve several commands.
    private static void addNames(CommandSpec command, Set<String> names) {
        for (OptionSpec option : command.options()) {
            String name = option.longestName().substring(2);
            if (!option.usageHelp() && !option.versionHelp() && !name.equals(CONFIG)) {
                names.add(name);
            }
        }
        command.subcommands().values().forEach(line -> addNames(line.getCommandSpec(), names));
    }
}
