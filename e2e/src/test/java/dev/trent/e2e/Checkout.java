package dev.trent.e2e;

import java.net.URI;
import java.nio.file.Path;

/// The places of this checkout's files.
final class Checkout {

    static final Path ROOT =
            Path.of(System.getProperty("trent.checkout", "..")).toAbsolutePath().normalize();
    static final Path LAUNCHER = ROOT.resolve("trent");
    static final Path README = ROOT.resolve("README.md");
    static final Path PYTHON = ROOT.resolve("e2e/src/test/python");
    static final Path TESTING = ROOT.resolve("docs/testing");
    static final Path TESTING_USERS = ROOT.resolve("e2e/src/test/testing");
    static final Path NPM = ROOT.resolve("e2e/src/test/npm");
    static final Path TERRAFORM = ROOT.resolve("e2e/src/test/terraform");
    static final Path LOGS = ROOT.resolve("e2e/target/servers");

    private Checkout() {}

    /// Returns the JAR file of a program's class, for running the program as its users do.
    static String jarOf(Class<?> program) {
        return Path.of(URI.create(program.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }
}
