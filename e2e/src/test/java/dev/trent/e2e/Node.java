package dev.trent.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs the scripts of this module that use programs from npm. Each succeeds, or ends with the failed
/// assertion.
record Node(Shell shell) {

    /// The folder of the installed programs. `e2e/src/test/npm/install` fills it.
    static final Path FOLDER = Checkout.ROOT.resolve("e2e/target/npm");

    /// Returns a runner with these environment variables, unless this machine lacks a needed program.
    static Node with(Map<String, String> environment) {
        ThirdParty.needsProgramsFromNpm();
        // A script finds packages only beside itself. Another test may be running the same script now.
        try (var scripts = Files.newDirectoryStream(Checkout.NPM, "*.mjs")) {
            for (Path script : scripts) {
                Path copy = Files.createTempFile(FOLDER, "", ".tmp");
                Files.copy(script, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.move(copy, FOLDER.resolve(script.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Node(new Shell(FOLDER, environment));
    }

    /// Runs a script, which must succeed, and returns its output.
    String run(String script, String... arguments) {
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return shell.run(command).succeeded();
    }
}
