package dev.trent.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The scripts of this module that drive programs from npm: each succeeds or ends with the assertion that
/// failed.
record Node(Shell shell) {

    /// Where the programs are installed, by `e2e/src/test/npm/install`.
    static final Path FOLDER = Checkout.ROOT.resolve("e2e/target/npm");

    /// Returns a way to run the scripts with these environment variables, unless this machine lacks what they
    /// need.
    static Node with(Map<String, String> environment) {
        ThirdParty.needsProgramsFromNpm();
        // A script finds packages beside itself only; another test may be running the same one now.
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

    /// Runs a script to its end, which must be a good one, and returns what it printed.
    String run(String script, String... arguments) {
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return shell.run(command).succeeded();
    }
}
