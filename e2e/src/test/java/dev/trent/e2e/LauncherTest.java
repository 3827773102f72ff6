package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a checkout of its own, with a blank in its path, a Maven that notes its calls and JDKs that
/// print theirs.
class LauncherTest {

    private static final String MAVEN = """
            #!/bin/sh
            echo "JAVA_HOME=$JAVA_HOME mvnw $*" >> calls
            [ ! -e broken ] || { echo "COMPILATION ERROR"; exit 1; }
            case "$* $(ls)" in
              *skipConsole*) ;;
              *broken-console*) echo "Failed to execute goal on project trent-console"; exit 1 ;;
            esac
            mkdir -p server/target/trent/lib
            touch server/target/trent/lib/b.jar server/target/trent/lib/a.jar
            [ ! -e slow ] || sleep 1
            """;

    private static final String JAVA = """
            #!/bin/sh
            for argument; do echo "<$argument>"; done
            """;

    @TempDir
    Path temporary;

    private Path checkout;
    private Path node;
    private Shell shell;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectories(temporary.resolve("check out"));
        Files.copy(Checkout.LAUNCHER, checkout.resolve("trent"), StandardCopyOption.COPY_ATTRIBUTES);
        executable(checkout.resolve("mvnw"), MAVEN);
        Files.createDirectories(checkout.resolve("server/src/main/java"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        Path jdk = jdk("jdk 25", "25.0.3");
        executable(jdk.resolve("bin/javac"), "");
        Path programs = Files.createDirectories(temporary.resolve("programs"));
        executable(programs.resolve("npm"), "#!/bin/sh\n");
        node = programs.resolve("node");
        executable(node, "#!/bin/sh\necho v20.19.0\n");
        shell = new Shell(
                temporary,
                Map.of(
                        "TRENT_JAVA_HOME",
                        jdk.toString(),
                        "HOME",
                        temporary.toString(),
                        "PATH",
                        programs + ":" + System.getenv("PATH")));
    }

    @Test
    void the_first_launch_builds_and_the_next_does_not() throws IOException {
        Shell.Ran first = launch("dev", "--port", "1");
        Shell.Ran second = launch("dev");

        first.succeeded();
        second.succeeded();
        assertThat(first.err())
                .isEqualTo("Building Trent for the first time, with what it needs from Maven Central and npm: this"
                        + " takes about two minutes…\n");
        assertThat(second.err()).isEmpty();
        assertThat(calls()).singleElement().asString().contains("-pl server", "package");
    }

    @Test
    void arguments_reach_trent_unchanged() {
        List<String> printed = launch("dev", "--data", "a  b", "*", "", "--help")
                .succeeded()
                .lines()
                .toList();

        Path lib = real(checkout).resolve("server/target/trent/lib");
        assertThat(printed)
                .endsWith("<dev>", "<--data>", "<a  b>", "<*>", "<>", "<--help>")
                .contains("<dev.trent.cli.Main>", "<" + lib + "/a.jar:" + lib + "/b.jar>")
                .contains("<-XX:-HeapDumpOnOutOfMemoryError>", "<-XX:+DisableAttachMechanism>", "<-Xmx512m>");
    }

    @Test
    void what_the_build_has_prepared_is_used_if_it_is_there() throws IOException {
        assertThat(launch("dev").succeeded()).doesNotContain("AOTCache", "native>", "useExternalLib");
        Path built = real(checkout).resolve("server/target/trent");
        Files.createDirectory(built.resolve("native"));
        Files.writeString(built.resolve("start.jars"), " \n0 a.jar\n0 b.jar\n");
        Files.writeString(built.resolve("start.aot"), "");

        assertThat(launch("dev").succeeded().lines())
                .contains(
                        "<-XX:AOTCache=" + built + "/start.aot>",
                        "<-Djava.library.path=" + built + "/native>",
                        "<-Dorg.sqlite.lib.path=" + built + "/native>",
                        "<-Dcom.amazon.corretto.crypto.provider.useExternalLib=true>");
    }

    @Test
    void a_changed_source_is_built_and_a_changed_readme_is_not() throws IOException {
        launch("env").succeeded();
        Files.writeString(checkout.resolve("README.md"), "changed");
        launch("env").succeeded();
        assertThat(calls()).hasSize(1);

        Path source = Files.writeString(checkout.resolve("server/src/main/java/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));

        assertThat(launch("env").err())
                .isEqualTo("Building Trent, as its sources have changed: this takes about a minute…\n");
        assertThat(calls()).hasSize(2);
    }

    @Test
    void a_failed_build_shows_why_and_is_tried_again() throws IOException {
        Files.writeString(checkout.resolve("broken"), "");

        Shell.Ran ran = launch("env");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("COMPILATION ERROR", "Trent could not be built", "build.log", "the next run");
        Files.delete(checkout.resolve("broken"));
        launch("env").succeeded();
        assertThat(calls()).hasSize(2);
    }

    @Test
    void without_a_node_that_can_build_it_the_console_is_left_out() throws IOException {
        executable(node, "#!/bin/sh\nexit 127\n");
        assertThat(launch("env").err())
                .endsWith(
                        "The web console is left out of this build: it needs Node 20.19 or newer, and there is no Node"
                                + " on the PATH.\n");
        for (String old : List.of("v8.17.0", "v18.20.4", "v20.9.0", "v20.18.3")) {
            executable(node, "#!/bin/sh\necho " + old + "\n");
            assertThat(launch("test").err()).contains("and Node " + old + " is too old.");
        }
        assertThat(calls()).hasSize(5).allMatch(call -> call.contains(" -DskipConsole "));
        for (String young : List.of("v20.19.0", "v22.12.0", "v100.0.0")) {
            executable(node, "#!/bin/sh\necho " + young + "\n");
            assertThat(launch("test").err()).isEmpty();
        }
        assertThat(calls().subList(5, 8)).noneMatch(call -> call.contains("skipConsole"));
    }

    @Test
    void a_console_that_cannot_be_built_does_not_keep_trent_from_starting() throws IOException {
        Files.writeString(checkout.resolve("broken-console"), "");

        Shell.Ran ran = launch("env");

        ran.succeeded();
        assertThat(ran.err()).contains("The web console could not be built and is left out: ", "console.log tells why");
        assertThat(Files.readString(real(checkout).resolve("server/target/trent/console.log")))
                .contains("on project trent-console");
        assertThat(calls()).hasSize(2);
        assertThat(calls().getLast()).contains("-DskipConsole");
        assertThat(launch("env").err()).isEmpty();
    }

    @Test
    void two_launches_at_once_build_once() throws Exception {
        Files.writeString(checkout.resolve("slow"), "");
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<Shell.Ran> one = threads.submit(() -> launch("env"));
            Future<Shell.Ran> other = threads.submit(() -> launch("env"));
            one.get().succeeded();
            other.get().succeeded();
        }

        assertThat(calls()).hasSize(1);
    }

    @Test
    void a_symbolic_link_from_anywhere_leads_to_the_checkout() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("absolute"), checkout.resolve("trent"));
        Files.createSymbolicLink(folder.resolve("trent link"), Path.of("absolute"));

        shell.run(folder.resolve("trent link").toString(), "env").succeeded();
        Shell onPath = shell.with("PATH", folder + ":" + node.getParent() + ":" + System.getenv("PATH"));
        onPath.run("sh", "-c", "cd / && absolute env").succeeded();

        assertThat(calls()).hasSize(1);
    }

    @Test
    void test_is_a_call_of_maven_with_the_jdk_found() throws IOException {
        launch("test", "-o").succeeded();
        launch("env").succeeded();

        assertThat(calls()).containsExactly("JAVA_HOME=" + real(temporary) + "/jdk 25 mvnw verify -o");
    }

    @Test
    void a_failed_test_fails_the_launcher() throws IOException {
        Files.writeString(checkout.resolve("broken"), "");

        assertThat(launch("test").exit()).isEqualTo(1);
    }

    @Test
    void a_jdk_of_another_version_is_named_and_refused() throws IOException {
        Shell.Ran ran = with("TRENT_JAVA_HOME", jdk("old", "21.0.9").toString()).run(launcher(), "env");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err().lines()).singleElement().asString().contains("Java 21.0.9 in ", "old");
    }

    @Test
    void a_runtime_without_a_compiler_runs_what_is_built_but_does_not_build() throws IOException {
        Shell runtime = with("TRENT_JAVA_HOME", jdk("jre", "25").toString());

        assertThat(runtime.run(launcher(), "env").failed()).contains("25 without javac");
        launch("env").succeeded();
        runtime.run(launcher(), "env").succeeded();
    }

    @Test
    void java_home_comes_before_the_path() throws IOException {
        Path jdk = jdk("by name", "25.0.1");
        executable(jdk.resolve("bin/javac"), "");

        with("TRENT_JAVA_HOME", "")
                .with("JAVA_HOME", jdk.toString())
                .run(launcher(), "env")
                .succeeded();

        assertThat(calls()).singleElement().asString().startsWith("JAVA_HOME=" + real(jdk) + " ");
    }

    @Test
    void the_java_on_the_path_is_followed_to_its_home() throws IOException {
        Path jdk = jdk("somewhere", "25");
        executable(jdk.resolve("bin/javac"), "");
        Path bin = Files.createDirectories(temporary.resolve("links"));
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));

        with("TRENT_JAVA_HOME", "")
                .with("JAVA_HOME", "")
                .with("PATH", bin + ":" + System.getenv("PATH"))
                .run(launcher(), "env")
                .succeeded();

        assertThat(calls()).singleElement().asString().startsWith("JAVA_HOME=" + real(jdk) + " ");
    }

    @Test
    void options_of_the_user_replace_the_heap_and_the_collector() {
        assertThat(with("TRENT_JAVA_OPTIONS", "-Xmx2g -XX:+UseZGC")
                        .run(launcher(), "env")
                        .succeeded()
                        .lines())
                .contains("<-Xmx2g>", "<-XX:+UseZGC>", "<-XX:+DisableAttachMechanism>")
                .doesNotContain("<-Xmx512m>", "<-XX:+UseSerialGC>");
    }

    @Test
    void nothing_is_built_when_building_is_forbidden() {
        with("TRENT_BUILD", "never").run(launcher(), "env").succeeded();

        assertThat(checkout.resolve("calls")).doesNotExist();
    }

    private Shell.Ran launch(String... arguments) {
        var command = new java.util.ArrayList<>(List.of(launcher()));
        command.addAll(List.of(arguments));
        return shell.run(command);
    }

    private Shell with(String name, String value) {
        return shell.with(name, value);
    }

    private String launcher() {
        return checkout.resolve("trent").toString();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(checkout.resolve("calls"));
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = temporary.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), JAVA);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new AssertionError(path + " is not there", e);
        }
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
