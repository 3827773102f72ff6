package dev.trent.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.Installation;
import dev.trent.cli.Installation.Shown;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/// The operator's commands, with a server and without one.
class OperatorTest {
    private static final String SECOND = "444455556666";
    private static final String UNKNOWN = "AKIAUNKNOWNUNKNOWN22";

    @TempDir
    Path folder;

    private Installation installation = new Installation(Path.of(""));
    private Shown first = new Shown("", "");

    @BeforeEach
    void initialise() {
        installation = new Installation(folder.resolve("data"));
        first = installation.init();
    }

    @Test
    void a_second_account_works_at_once_on_a_running_server() throws IOException {
        try (Installation.Server server = installation.serve()) {
            Shown second = Shown.in(installation
                    .command("account", "create", SECOND, "--root-credential")
                    .succeeded());

            try (KmsClient client = Installation.client(server.port(), second)) {
                assertThat(client.createKey().keyMetadata().awsAccountId()).isEqualTo(SECOND);
            }
            assertThat(installation.command("account", "list").succeeded())
                    .isEqualTo(Installation.ACCOUNT + "\n" + SECOND + "\n");
        }
    }

    @Test
    void a_second_account_made_without_a_server_works_once_one_runs() throws IOException {
        Shown second = Shown.in(installation
                .command("account", "create", SECOND, "--root-credential")
                .succeeded());

        try (Installation.Server server = installation.serve();
                KmsClient client = Installation.client(server.port(), second)) {
            assertThat(client.createKey().keyMetadata().awsAccountId()).isEqualTo(SECOND);
        }
    }

    @Test
    void a_revoked_credential_opens_nothing_from_the_next_request_on() throws IOException {
        try (Installation.Server server = installation.serve();
                KmsClient client = Installation.client(server.port(), first)) {
            client.listKeys();

            installation
                    .command("root-credential", "revoke", first.accessKeyId())
                    .succeeded();

            assertThatThrownBy(client::listKeys)
                    .isInstanceOfSatisfying(
                            KmsException.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("UnrecognizedClientException"));
            assertThat(list(Installation.ACCOUNT)).isEmpty();
        }
    }

    @Test
    void a_new_credential_opens_an_account_whose_last_one_was_revoked() throws IOException {
        installation.command("root-credential", "revoke", first.accessKeyId()).succeeded();

        Shown next = Shown.in(installation
                .command("root-credential", "create", "--account", Installation.ACCOUNT)
                .succeeded());

        try (Installation.Server server = installation.serve();
                KmsClient client = Installation.client(server.port(), next)) {
            client.listKeys();
        }
    }

    @Test
    void a_root_user_has_two_credentials_and_no_third() {
        installation
                .command("root-credential", "create", "--account", Installation.ACCOUNT)
                .succeeded();

        String err = installation
                .command("root-credential", "create", "--account", Installation.ACCOUNT)
                .failed(1);

        assertThat(err).contains("AccessKeysPerUser: 2");
        assertThat(list(Installation.ACCOUNT)).hasSize(2).first().asString().startsWith(first.accessKeyId());
    }

    @Test
    void what_is_not_an_account_is_refused() {
        for (String wrong : List.of("44445555666", "4444555566667", "44445555666a", "", "١١١١٢٢٢٢٣٣٣٣", "-h\u0007")) {
            assertThat(installation
                            .command("account", "create", "--root-credential", "--", wrong)
                            .exit())
                    .as(wrong)
                    .isNotZero();
        }
        assertThat(installation
                        .command("root-credential", "list", "--account=1")
                        .failed(2))
                .contains("twelve digits");
        assertThat(installation.command("account", "list").succeeded()).isEqualTo(Installation.ACCOUNT + "\n");
    }

    @Test
    void an_existing_account_is_not_made_again() {
        String err = installation
                .command("account", "create", Installation.ACCOUNT, "--root-credential")
                .failed(1);

        assertThat(err).isEqualTo("trent: The account " + Installation.ACCOUNT + " exists already.\n");
        assertThat(list(Installation.ACCOUNT)).hasSize(1);
    }

    @Test
    void an_account_that_is_not_there_has_no_credentials() {
        assertThat(installation
                        .command("root-credential", "create", "--account", SECOND)
                        .failed(1))
                .contains("There is no account " + SECOND);
        assertThat(installation
                        .command("root-credential", "list", "--account", SECOND)
                        .failed(1))
                .contains("There is no account " + SECOND);
    }

    @Test
    void an_unknown_access_key_cannot_be_revoked_and_the_attempt_is_on_record() throws IOException {
        assertThat(installation.command("root-credential", "revoke", UNKNOWN).failed(1))
                .contains("There is no access key " + UNKNOWN);

        assertThat(installation.records())
                .last()
                .asString()
                .contains(
                        "\"eventName\":\"RevokeRootCredential\"",
                        "\"errorCode\":\"NoSuchEntity\"",
                        "\"serviceEventDetails\":{\"accessKeyId\":\"" + UNKNOWN + "\"}")
                .doesNotContain("recipientAccountId");
        assertThat(installation.command("root-credential", "revoke", "test").failed(2))
                .contains("AKIA and 16 characters");
    }

    @Test
    void the_key_of_a_user_is_not_the_operators_to_revoke() {
        try (Store store = Store.open("jdbc:sqlite:" + installation.data().resolve("trent.db"))) {
            store.write(tx -> tx.run(
                    "UPDATE access_key SET principal = ? WHERE access_key_id = ?",
                    "AIDATRENTEXAMPLEUSER1",
                    first.accessKeyId()));
        }
        GenuineRows.forgetIn(installation.data());
        installation.command("adopt-rows").succeeded();

        assertThat(installation
                        .command("root-credential", "revoke", first.accessKeyId())
                        .failed(1))
                .contains("is a user's of account " + Installation.ACCOUNT);
    }

    @Test
    void each_act_is_on_record_with_who_did_it_and_without_a_secret() throws IOException {
        String user = OsUser.ofThisProcess().getName();
        Shown second;
        try (Installation.Server server = installation.serve()) {
            assertThat(server.port()).isPositive();
            second = Shown.in(installation
                    .command("account", "create", SECOND, "--root-credential")
                    .succeeded());
            installation
                    .command("root-credential", "revoke", second.accessKeyId())
                    .succeeded();
            installation.command("account", "create", SECOND).failed(1);
        }

        List<String> records = installation.records();
        assertThat(records)
                .hasSize(7)
                .allSatisfy(line -> assertThat(line)
                        .contains(
                                "\"eventType\":\"AwsServiceEvent\"",
                                "\"eventSource\":\"iam.amazonaws.com\"",
                                "\"invokedBy\":\"trent operator (" + user + ")\"")
                        .doesNotContain(first.secret(), second.secret()));
        assertThat(records.stream().map(OperatorTest::nameAndDetails))
                .containsExactly(
                        "CreateAccount {\"accountId\":\"" + Installation.ACCOUNT + "\"}",
                        "CreateRootCredential {\"accessKeyId\":\"" + first.accessKeyId() + "\",\"accountId\":\""
                                + Installation.ACCOUNT + "\"}",
                        "CreateConsoleLink {\"accountId\":\"" + Installation.ACCOUNT + "\"}",
                        "CreateAccount {\"accountId\":\"" + SECOND + "\"}",
                        "CreateRootCredential {\"accessKeyId\":\"" + second.accessKeyId() + "\",\"accountId\":\""
                                + SECOND + "\"}",
                        "RevokeRootCredential {\"accessKeyId\":\"" + second.accessKeyId() + "\",\"accountId\":\""
                                + SECOND + "\"}",
                        "CreateAccount {\"accountId\":\"" + SECOND + "\"}");
        assertThat(records.getLast()).contains("\"errorCode\":\"EntityAlreadyExists\"");
    }

    private static String nameAndDetails(String line) {
        return line.replaceAll(".*\"eventName\":\"(\\w+)\".*\"serviceEventDetails\":(\\{.*?}).*", "$1 $2");
    }

    @Test
    void while_the_audit_log_cannot_be_written_nothing_is_shown_and_nothing_changed() throws IOException {
        try (Installation.Server server = installation.serve();
                KmsClient client = Installation.client(server.port(), first)) {
            breakAuditLog();

            String withheld = installation
                    .command("root-credential", "create", "--account", Installation.ACCOUNT)
                    .failed(1);
            assertThat(withheld).contains("audit log cannot be written").doesNotContain("AWS_SECRET");

            installation
                    .command("root-credential", "revoke", first.accessKeyId())
                    .failed(1);
            assertThat(installation.command("account", "create", SECOND).failed(1))
                    .contains("nothing was changed");
            assertThat(installation.command("account", "list").succeeded()).doesNotContain(SECOND);
            assertThatThrownBy(client::listKeys).isInstanceOf(KmsException.class);
        }
    }

    /// An interrupted thread cannot write to any file channel, so to the journal every disk is broken from
    /// now on.
    private static void breakAuditLog() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("audit-writer"))
                .forEach(Thread::interrupt);
    }

    @Test
    void an_answer_can_go_to_a_new_private_file_only() throws IOException {
        Path out = folder.resolve("second.env");

        String printed = installation
                .command("account", "create", SECOND, "--root-credential", "--out", out.toString())
                .succeeded();

        assertThat(printed).doesNotContain("AKIA").contains(out.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
        Shown second = Shown.in(Files.readString(out));
        assertThat(installation
                        .command("root-credential", "create", "--account", SECOND, "--out", out.toString())
                        .failed(1))
                .contains("exists already; nothing was done");
        assertThat(Shown.in(Files.readString(out))).isEqualTo(second);
        assertThat(list(SECOND)).hasSize(1);
    }

    @Test
    void a_refused_command_leaves_no_file() {
        Path out = folder.resolve("none.env");

        installation
                .command("root-credential", "create", "--account", SECOND, "--out", out.toString())
                .failed(1);

        assertThat(out).doesNotExist();
    }

    @Test
    void a_data_folder_is_not_made_by_the_way() {
        Installation missing = new Installation(folder.resolve("missing"));

        assertThat(missing.command("account", "list").failed(1)).contains("does not exist", "trent init");
        assertThat(missing.data()).doesNotExist();
    }

    @Test
    void a_second_init_is_refused_and_on_record() throws IOException {
        assertThat(installation.command("init", "--account", SECOND).failed(1)).contains("initialised already");

        assertThat(installation.records())
                .last()
                .asString()
                .contains("\"eventName\":\"CreateAccount\"", "\"errorCode\":\"EntityAlreadyExists\"");
        assertThat(installation.command("account", "list").succeeded()).isEqualTo(Installation.ACCOUNT + "\n");
    }

    @Test
    void groups_of_commands_tell_their_commands() {
        assertThat(installation.command("account", "--help").out()).contains("create", "list");
        assertThat(installation.command("root-credential", "--help").out()).contains("create", "list", "revoke");
        assertThat(installation.command("account", "create", "--help").out()).contains("--out", "--data");
    }

    private List<String> list(String account) {
        return installation
                .command("root-credential", "list", "--account", account)
                .succeeded()
                .lines()
                .toList();
    }
}
