package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the build prepares for faster starts: it is used, and a start does without it if it does not fit.
class PackedTest {

    private static final Path BUILT = Checkout.ROOT.resolve("server/target/trent");
    private static final String USUAL = "-XX:+UseSerialGC -Xmx512m";

    /// What is another about a jar.
    enum Difference {
        YOUNGER,
        LONGER,
        MORE
    }

    @TempDir
    Path folder;

    private Path checkout;
    private Path built;

    /// Makes a checkout that has been built, with a blank in its path.
    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = folder.resolve("check out");
        built = Files.createDirectories(checkout.resolve("server/target/trent"));
        Files.copy(Checkout.LAUNCHER, checkout.resolve("trent"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(built.resolve("lib"), BUILT.resolve("lib"));
        Files.createSymbolicLink(built.resolve("native"), BUILT.resolve("native"));
        Files.copy(BUILT.resolve("start.jars"), built.resolve("start.jars"));
    }

    /// JUnit warns of links that lead out of a folder which it deletes.
    @AfterEach
    void removeLinks() throws IOException {
        for (String name : List.of("lib", "native")) {
            if (Files.isSymbolicLink(built.resolve(name))) {
                Files.delete(built.resolve(name));
            }
        }
    }

    @Test
    void a_start_has_its_classes_from_the_cache_in_the_folder_of_the_build_and_in_another() throws IOException {
        Files.copy(BUILT.resolve("start.aot"), built.resolve("start.aot"));

        for (Path launcher : List.of(Checkout.LAUNCHER, checkout.resolve("trent"))) {
            assertThat(classes(launcher, USUAL))
                    .as(launcher.toString())
                    .contains("dev.trent.cli.Main source: shared objects file")
                    .contains("picocli.CommandLine source: shared objects file");
        }
    }

    /// The classes of a library that was changed must come from the library.
    @ParameterizedTest
    @EnumSource(Difference.class)
    void a_cache_of_other_jars_is_not_used(Difference difference) throws IOException {
        Path lib = built.resolve("lib");
        Files.delete(lib);
        new Shell(folder, Map.of())
                .run("cp", "-pr", BUILT + "/lib", lib.toString())
                .succeeded();
        Files.copy(BUILT.resolve("start.aot"), built.resolve("start.aot"));
        Path jar = lib.resolve("trent-server-0.1.0.jar");
        FileTime old = Files.getLastModifiedTime(jar);
        switch (difference) {
            case YOUNGER ->
                Files.setLastModifiedTime(jar, FileTime.from(old.toInstant().plus(Duration.ofDays(1))));
            case LONGER -> {
                Files.write(jar, new byte[10], StandardOpenOption.APPEND);
                Files.setLastModifiedTime(jar, old);
            }
            case MORE -> {
                FileTime folderTime = Files.getLastModifiedTime(lib);
                Files.copy(jar, lib.resolve("a.jar"), StandardCopyOption.COPY_ATTRIBUTES);
                Files.setLastModifiedTime(lib, folderTime);
            }
        }

        assertThat(classes(checkout.resolve("trent"), USUAL))
                .contains("dev.trent.cli.Main source: ")
                .doesNotContain("dev.trent.cli.Main source: shared objects file");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 4096, 10_000_000})
    void a_cache_that_was_cut_is_no_failure(int bytes) throws IOException {
        byte[] whole = Files.readAllBytes(BUILT.resolve("start.aot"));
        Files.write(built.resolve("start.aot"), Arrays.copyOf(whole, bytes));

        assertSilent(run(checkout.resolve("trent"), USUAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseZGC",
                "-XX:+UseG1GC",
                "-Xmx2g -XX:+UseSerialGC",
                "-Xmx40g",
                "-XX:+UseCompactObjectHeaders"
            })
    void other_options_than_those_of_the_build_are_no_failure(String options) throws IOException {
        Files.copy(BUILT.resolve("start.aot"), built.resolve("start.aot"));

        assertSilent(run(checkout.resolve("trent"), options));
    }

    @Test
    void an_installation_that_nobody_may_write_runs() throws IOException {
        Files.copy(BUILT.resolve("start.aot"), built.resolve("start.aot"));
        new Shell(folder, Map.of())
                .run("chmod", "-R", "a-w", checkout.toString())
                .succeeded();
        try {
            assertSilent(run(checkout.resolve("trent"), USUAL));
        } finally {
            new Shell(folder, Map.of())
                    .run("chmod", "-R", "u+w", checkout.toString())
                    .succeeded();
        }
    }

    /// The native libraries lie beside the jars, so nothing is unpacked where others might write.
    @Test
    void a_server_makes_no_temporary_file() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (Trent trent = Trent.launched(
                Launch.with(USUAL + " -Djava.io.tmpdir=" + temporary),
                "dev",
                "--quiet",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString())) {
            assertThat(temporary).isEmptyDirectory();
            trent.stop();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    private String classes(Path launcher, String options) throws IOException {
        // Relative: the launcher splits the options at blanks.
        run(launcher, options + " -Xlog:class+load:file=classes.log");
        return Files.readString(folder.resolve("classes.log"));
    }

    private Shell.Ran run(Path launcher, String options) {
        return new Shell(folder, Launch.with(options)).run(launcher.toString(), "version");
    }

    private static void assertSilent(Shell.Ran ran) {
        assertThat(ran.succeeded()).startsWith("trent ");
        assertThat(ran.err()).isEmpty();
    }
}
