package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.crypto.Engine;
import dev.trent.operator.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/// A production data folder, and the command line to give commands to it.
public final class Installation {
    /// The account of [#init].
    public static final String ACCOUNT = "111122223333";

    private static final Pattern KEY = Pattern.compile(
            "export AWS_ACCESS_KEY_ID=(AKIA[A-Z2-7]{16})\nexport AWS_SECRET_ACCESS_KEY=([A-Za-z0-9/+]{40})\n");

    private final Path data;

    /// The end of a command.
    public record Ran(int exit, String out, String err) {
        /// Returns the printed text; fails unless the command succeeds.
        public String succeeded() {
            assertThat(exit).as(out + err).isZero();
            assertThat(err).isEmpty();
            return out;
        }

        /// Returns the text on standard error; fails unless this was the exit code.
        public String failed(int expectedExit) {
            assertThat(exit).as(out + err).isEqualTo(expectedExit);
            return err;
        }
    }

    /// An access key as the command shows it once.
    public record Shown(String accessKeyId, String secret) {
        /// Finds the one access key in a text.
        public static Shown in(String text) {
            var found = KEY.matcher(text).results().toList();
            assertThat(found).as(text).hasSize(1);
            return new Shown(found.getFirst().group(1), found.getFirst().group(2));
        }
    }

    /// @param data its folder, which may be missing yet
    public Installation(Path data) {
        this.data = data;
    }

    /// Returns the data folder.
    public Path data() {
        return data;
    }

    /// Makes it.
    public Shown init() {
        return Shown.in(command("init", "--account", ACCOUNT).succeeded());
    }

    Trent start() throws IOException {
        return Trent.start(
                new Settings(data, "127.0.0.1", 0, null, null, null, false),
                Engine.fastest(),
                InstantSource.system(),
                null);
    }

    /// Starts a server on it, for tests that do not look inside the server.
    public Server serve() throws IOException {
        return new Server(start());
    }

    /// A running server.
    public static final class Server implements AutoCloseable {
        private final Trent trent;

        private Server(Trent trent) {
            this.trent = trent;
        }

        /// Returns the port that is listened on.
        public int port() {
            return trent.port();
        }

        @Override
        public void close() {
            trent.close();
        }
    }

    /// Gives a command, with the data folder.
    public Ran command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new);
        int exit = Main.commandLine(all, InstantSource.system(), Surroundings.ofThisProcess())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
        return new Ran(exit, out.toString(), err.toString());
    }

    /// Returns the AWS SDK's client for an access key. The receiver closes it.
    static KmsClient client(Trent trent, Shown key) {
        return client(trent.port(), key);
    }

    /// Returns the AWS SDK's client for a port of this machine. The receiver closes it.
    public static KmsClient client(int port, Shown key) {
        return KmsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secret())))
                .build();
    }

    /// Returns the records of the audit log.
    public List<String> records() {
        return AuditLog.records(data.resolve("audit"));
    }
}
