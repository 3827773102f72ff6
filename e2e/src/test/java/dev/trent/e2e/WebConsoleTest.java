package dev.trent.e2e;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The console in a real browser, by the scripts of `console/test`. They leave pictures in `console/target/pictures`.
class WebConsoleTest {
    private static final Path CONSOLE = Checkout.ROOT.resolve("console");

    @TempDir
    static Path data;

    @AutoClose
    private static Trent server;

    @BeforeAll
    static void start() {
        ThirdParty.needsChromium();
        server = Trent.dev(data);
    }

    /// The page seals large files itself.
    @Test
    void the_page_and_the_encryption_sdk_open_each_others_messages() {
        ThirdParty.needsProgramsFromNpm();
        new Shell(CONSOLE, server.environment())
                .run("node", "test/encryption-sdk.mjs")
                .succeeded();
    }

    @TestFactory
    List<DynamicTest> the_console_does_what_its_scripts_ask() throws IOException {
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("TRENT_URL", server.endpoint().toString());
        Shell shell = new Shell(CONSOLE, environment);
        try (Stream<Path> scripts = Files.list(CONSOLE.resolve("test"))) {
            return scripts.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted()
                    .map(name -> dynamicTest(
                            name,
                            () -> shell.run("node", "--test", "test/" + name).succeeded()))
                    .toList();
        }
    }
}
