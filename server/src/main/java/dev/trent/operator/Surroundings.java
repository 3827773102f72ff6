package dev.trent.operator;

import java.nio.file.Path;
import java.util.Map;

/// The surroundings of a command.
///
/// @param environment the environment variables
/// @param folder the current folder
public record Surroundings(Map<String, String> environment, Path folder) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /// Returns the surroundings of this process.
    public static Surroundings ofThisProcess() {
        return new Surroundings(System.getenv(), Path.of(""));
    }
}
