package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/testing.md and its files work unchanged, because users copy them into their own tests.
class TestingPageTest {

    @TempDir
    Path folder;

    @Test
    void the_commands_of_the_page_do_what_it_says() {
        List<Page.Block> blocks =
                Page.read(Checkout.ROOT.resolve("docs/testing.md")).blocks();
        assertThat(blocks).hasSize(3);
        try (Trent trent = Trent.dev(folder.resolve("data"))) {
            assertThat(Reader.in(folder).follow(blocks, trent.endpoint())).contains(", ahead by P366D");
        }
        try (Trent again = Trent.dev(folder.resolve("data"))) {
            again.stop();
            assertThat(again.printedSinceStart()).containsOnlyOnce("The clock is ahead by P367DT12H: it is 2");
        }
    }

    @Test
    void the_extension_for_junit_is_compiled_for_java_11_and_moves_the_clock() {
        String classPath = System.getProperty("java.class.path");
        Path jdk = Path.of(System.getProperty("java.home"), "bin");
        try (Trent trent = Trent.dev(folder.resolve("data"))) {
            Shell user = trent.shell(folder);
            user.run(
                            jdk.resolve("javac").toString(),
                            "--release",
                            "11",
                            "-cp",
                            classPath,
                            "-d",
                            folder.toString(),
                            Checkout.TESTING.resolve("TrentClock.java").toString(),
                            Checkout.TESTING_USERS
                                    .resolve("SessionExpiryTest.java")
                                    .toString(),
                            Checkout.TESTING_USERS.resolve("RunTests.java").toString())
                    .succeeded();
            List<String> run = List.of(
                    jdk.resolve("java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    // This module has several HTTP clients. The SDK uses none of them without this choice.
                    "-Dsoftware.amazon.awssdk.http.service.impl="
                            + "software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService",
                    "-cp",
                    folder + File.pathSeparator + classPath,
                    "RunTests",
                    "SessionExpiryTest");
            user.run(run).succeeded();

            trent.stop();
            assertThat(user.run(run).failed()).contains("No 'trent dev' listens at " + trent.endpoint());
        }
    }

    @Test
    void the_fixture_for_pytest_moves_the_clock() throws IOException {
        String python = ThirdParty.pythonWithPytest();
        Files.copy(Checkout.TESTING.resolve("trent_clock.py"), folder.resolve("trent_clock.py"));
        for (String file : List.of("conftest.py", "test_session_expiry.py")) {
            Files.copy(Checkout.TESTING_USERS.resolve(file), folder.resolve(file));
        }
        try (Trent trent = Trent.dev(folder.resolve("data"))) {
            Shell user = trent.shell(folder);
            List<String> run = List.of(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", ".");
            assertThat(user.run(run).succeeded()).contains("3 passed");

            trent.stop();
            assertThat(user.run(run).failed()).contains("No 'trent dev' listens at " + trent.endpoint());
        }
    }
}
