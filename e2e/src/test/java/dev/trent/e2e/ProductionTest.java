package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `trent init` and `trent server`: an installation with its own secrets. It is closed unless an operator opens
/// it.
class ProductionTest {

    private static final String ACCOUNT = "111122223333";

    @TempDir
    static Path shared;

    private static Path original;
    private static RootKey rootOfOriginal;

    @TempDir
    Path folder;

    @BeforeAll
    static void install() {
        ThirdParty.needsAwsCli();
        original = shared.resolve("data");
        rootOfOriginal = init(shared, original);
    }

    @Test
    void the_root_key_that_init_prints_opens_the_server_and_the_key_of_development_does_not() {
        Path data = folder.resolve("data");
        RootKey root = init(data);

        try (Trent trent = server(data)) {
            AwsCli aws = new AwsCli(new Shell(folder, trent.environment(root.accessKey(), root.secret())));
            assertThat(aws.run("sts", "get-caller-identity", "--query", "Arn", "--output", "text")
                            .succeeded())
                    .isEqualTo("arn:aws:iam::" + ACCOUNT + ":root");
            assertThat(aws.kmsText("KeyMetadata.Arn", "create-key"))
                    .startsWith("arn:aws:kms:us-east-1:" + ACCOUNT + ":key/");

            for (String accessKey : List.of("test", ACCOUNT)) {
                var stranger = new AwsCli(new Shell(folder, trent.environment(accessKey, "test")));
                assertThat(stranger.refused("list-keys").code()).isEqualTo("UnrecognizedClientException");
            }
        }
    }

    @Test
    void a_data_folder_is_initialised_once() {
        Path data = folder.resolve("data");
        RootKey root = installed(data);

        Shell.Ran again = Trent.run(folder, "init", "--account", ACCOUNT, "--data", data.toString());

        assertThat(again.failed()).doesNotContain("\tat ").doesNotContainPattern(RootKey.ACCESS_KEY);
        try (Trent trent = server(data)) {
            new AwsCli(new Shell(folder, trent.environment(root.accessKey(), root.secret()))).kms("list-keys");
        }
    }

    @Test
    void a_server_without_an_initialised_folder_says_what_to_do() {
        Shell.Ran ran =
                Trent.run(folder, "server", "--data", folder.resolve("none").toString());

        assertThat(ran.failed()).contains("init").doesNotContain("\tat ");
    }

    @Test
    void nobody_but_the_owner_can_read_the_data() throws IOException {
        Path data = folder.resolve("data");
        RootKey root = init(data);
        try (Trent trent = server(data)) {
            new AwsCli(new Shell(folder, trent.environment(root.accessKey(), root.secret()))).kms("create-key");

            try (var files = Files.walk(data)) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .as(file.toString())
                                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
            }
        }
    }

    @Test
    void the_secret_of_the_root_key_lies_nowhere_in_the_data() throws IOException {
        Path data = folder.resolve("data");
        RootKey root = init(data);

        try (var files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(root.secret());
            }
        }
    }

    @Test
    void plain_http_to_the_outside_needs_a_word_that_says_so() {
        Path data = folder.resolve("data");
        installed(data);

        Shell.Ran refused = Trent.run(folder, "server", "--data", data.toString(), "--host", "0.0.0.0", "--port", "0");

        assertThat(refused.failed()).contains("--insecure-http").doesNotContain("\tat ");
        server(data, "--host", "0.0.0.0", "--insecure-http").close();
    }

    @Test
    void tls_with_a_certificate_of_ones_own_works_for_boto3() {
        ThirdParty.needsOpenssl();
        String python = ThirdParty.pythonWithBoto3();
        Path data = folder.resolve("data");
        RootKey root = installed(data);
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        new Shell(folder, Map.of())
                .script("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
                        + " -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out cert.pem")
                .succeeded();

        try (Trent trent = server(data, "--tls-cert", certificate.toString(), "--tls-key", key.toString())) {
            assertThat(trent.endpoint().getScheme()).isEqualTo("https");
            Shell shell = new Shell(folder, trent.environment(root.accessKey(), root.secret()));
            List<String> program = List.of(
                    python,
                    "-c",
                    "import boto3; print(boto3.client('kms').create_key()['KeyMetadata']['AWSAccountId'])");

            assertThat(shell.with("AWS_CA_BUNDLE", certificate.toString())
                            .run(program)
                            .succeeded())
                    .isEqualTo(ACCOUNT);
            assertThat(shell.run(program).failed()).contains("CERTIFICATE_VERIFY_FAILED");
        }
    }

    @Test
    void keys_of_every_kind_in_postgresql_outlive_the_server() throws IOException {
        String python = ThirdParty.pythonWithBoto3();
        Path data = folder.resolve("data");
        Path proofs = folder.resolve("proofs.json");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            String database = postgres.getJdbcUrl("postgres", "postgres");
            RootKey root = init(data, "--database", database);
            for (String step : List.of("make", "check")) {
                try (Trent trent = server(data, "--database", database)) {
                    new Shell(Checkout.PYTHON, trent.environment(root.accessKey(), root.secret()))
                            .run(python, "keeping.py", step, proofs.toString())
                            .succeeded();
                }
            }
        }
    }

    @Test
    void an_operator_makes_a_second_account_and_revokes_its_credential_while_the_server_runs() throws IOException {
        Path data = folder.resolve("data");
        installed(data);
        String second = "444455556666";

        try (Trent trent = server(data)) {
            Path keys = folder.resolve("second.env");
            operator(data, "account", "create", second, "--root-credential", "--out", keys.toString())
                    .succeeded();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                    .isEqualTo("rw-------");
            RootKey root = RootKey.in(Files.readString(keys));
            AwsCli aws = new AwsCli(new Shell(folder, trent.environment(root.accessKey(), root.secret())));
            assertThat(aws.kmsText("KeyMetadata.Arn", "create-key"))
                    .startsWith("arn:aws:kms:us-east-1:" + second + ":key/");
            assertThat(operator(data, "account", "list").succeeded()).isEqualTo(ACCOUNT + "\n" + second);

            operator(data, "root-credential", "revoke", root.accessKey()).succeeded();

            assertThat(aws.refused("list-keys").code()).isEqualTo("UnrecognizedClientException");
            assertThat(operator(data, "root-credential", "revoke", root.accessKey())
                            .failed())
                    .contains("There is no access key")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_lost_credential_is_replaced_after_a_kill_without_a_server() {
        Path data = folder.resolve("data");
        installed(data);
        server(data).kill();

        RootKey next = RootKey.in(operator(data, "root-credential", "create", "--account", ACCOUNT)
                .succeeded());

        assertThat(operator(data, "root-credential", "create", "--account", ACCOUNT)
                        .failed())
                .contains("AccessKeysPerUser: 2");
        try (Trent trent = server(data)) {
            new AwsCli(new Shell(folder, trent.environment(next.accessKey(), next.secret()))).kms("list-keys");
            assertThat(operator(data, "root-credential", "list", "--account", ACCOUNT)
                            .succeeded())
                    .contains(next.accessKey())
                    .doesNotContain(next.secret());
        }
    }

    private Shell.Ran operator(Path data, String... command) {
        return Trent.run(folder, with(List.of(command), "--data", data.toString()));
    }

    /// Makes a folder as [#init] does, by copying one: the tests that begin with it are about something else.
    private static RootKey installed(Path data) {
        try (var files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, data.resolve(original.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rootOfOriginal;
    }

    private RootKey init(Path data, String... more) {
        return init(folder, data, more);
    }

    private static RootKey init(Path folder, Path data, String... more) {
        String printed = Trent.run(folder, with(List.of("init", "--account", ACCOUNT, "--data", data.toString()), more))
                .succeeded();
        return RootKey.in(printed);
    }

    private static Trent server(Path data, String... more) {
        return Trent.start(with(List.of("server", "--data", data.toString(), "--port", "0"), more));
    }

    private static String[] with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
    }
}
