package dev.trent.e2e;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// The classes of a server as the JVM keeps them after it has read them, for the many servers that are started
/// here: a third of what a start costs is to read them.
final class ClassArchive {

    private ClassArchive() {}

    /// Returns options of a JVM that uses it, after `options`.
    ///
    /// The first of all test processes makes it, with a server that starts and stops. A new build has a new one.
    static String with(String options) {
        Path lib = Checkout.ROOT.resolve("server/target/trent/lib");
        Path folder = Checkout.ROOT.resolve("e2e/target");
        try (FileChannel lock = FileChannel.open(folder.resolve("classes.lock"), CREATE, WRITE)) {
            Path archive = folder.resolve("classes-" + Runtime.version() + "-"
                    + Files.getLastModifiedTime(lib).toMillis() + ".jsa");
            if (archive.toString().contains(" ")) {
                // The launcher splits the options at blanks.
                return options;
            }
            // Freed as the channel is closed.
            lock.lock();
            if (!Files.exists(archive)) {
                make(folder, archive, options);
            }
            // Where it does not fit, the JVM reads the classes as usual and says so in the log that is switched off.
            return options + " -XX:SharedArchiveFile=" + archive + " -Xlog:cds=off -Xlog:aot=off";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path folder, Path archive, String options) throws IOException {
        // Those of earlier builds fit no more.
        new Shell(folder, Map.of()).script("rm -f classes-*.jsa").succeeded();
        Path made = folder.resolve("classes-new.jsa");
        Path data = Files.createTempDirectory("trent-classes");
        Trent server = Trent.launched(
                Launch.with(options + " -XX:ArchiveClassesAtExit=" + made + " -Xlog:cds=off -Xlog:aot=off"),
                "dev",
                "--quiet",
                "--port",
                "0",
                "--data",
                data.toString());
        server.stop();
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        new Shell(data, Map.of()).run("rm", "-r", data.toString());
    }
}
