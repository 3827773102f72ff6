package dev.trent.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.Installation;
import dev.trent.cli.TestServer;
import dev.trent.store.Engines;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// The rows of an older version: nothing takes them on trust in silence.
class AdoptRowsTest {
    private static final String ADOPT = "adopt-rows";

    @TempDir
    Path folder;

    private Installation installation() {
        return new Installation(folder.resolve("data"));
    }

    private void inDatabase(Consumer<Store> work) {
        try (Store store = Store.open("jdbc:sqlite:" + installation().data().resolve("trent.db"))) {
            work.accept(store);
        }
    }

    @Test
    void codes_that_somebody_removed_are_not_taken_for_those_of_an_older_version() {
        Installation installation = installation();
        installation.init();
        inDatabase(GenuineRows::forget);

        assertThatThrownBy(installation::serve).hasMessageContaining("somebody has removed their codes");
        assertThat(installation.command(ADOPT).failed(1)).contains("somebody has removed their codes");
        assertThat(installation.command("account", "list").failed(1)).contains("somebody has removed their codes");
    }

    @Test
    void a_server_refuses_rows_of_an_older_version_until_they_are_adopted() throws IOException {
        Installation installation = installation();
        Installation.Shown root = installation.init();
        GenuineRows.forgetIn(installation().data());

        assertThatThrownBy(installation::serve)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("trent adopt-rows --data " + installation.data());
        assertThat(installation.command("account", "list").failed(1)).contains("trent adopt-rows");
        assertThat(installation.command(ADOPT).succeeded()).contains("1 row of account\n", "1 row of access_key\n");

        assertThat(installation.records())
                .filteredOn(line -> line.contains("\"eventName\":\"AdoptRows\""))
                .singleElement()
                .asString()
                .contains(
                        "\"invokedBy\":\"trent operator (",
                        "\"serviceEventDetails\":{\"access_key\":\"1\",\"account\":\"1\",\"console_link\":\"1\"}")
                .doesNotContain("errorCode");
        try (Installation.Server server = installation.serve();
                KmsClient kms = Installation.client(server.port(), root)) {
            assertThat(kms.listKeys().keys()).isEmpty();
            assertThat(installation.command(ADOPT).exit())
                    .as("while a server runs")
                    .isEqualTo(1);
        }
        assertThat(installation.command(ADOPT).succeeded()).contains("authenticated already");
    }

    @Test
    void the_rows_of_postgresql_are_adopted() {
        Installation installation = installation();
        String url = Engines.POSTGRESQL.freshUrl();
        installation
                .command("init", "--account", Installation.ACCOUNT, "--database", url)
                .succeeded();
        try (Store store = Store.open(url)) {
            GenuineRows.forget(store);
        }
        GenuineRows.forgetMark(installation.data());
        assertThat(installation.command("account", "list", "--database", url).failed(1))
                .contains("trent adopt-rows");
        assertThat(installation.command(ADOPT, "--database", url).succeeded()).contains("1 row of account\n");
        assertThat(installation.command("account", "list", "--database", url).succeeded())
                .contains(Installation.ACCOUNT);
    }

    @Test
    void forged_rows_are_never_adopted() throws IOException {
        Installation installation = installation();
        installation.init();
        inDatabase(store ->
                store.write(tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES ('444455556666', 0)")));

        Installation.Ran ran = installation.command(ADOPT);

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("restore a backup", "account (account_id=444455556666)");
        assertThat(installation.command("account", "list").failed(1)).contains("account (account_id=444455556666)");
        assertThat(installation.records())
                .filteredOn(line -> line.contains("\"eventName\":\"AdoptRows\""))
                .singleElement()
                .asString()
                .contains("\"errorCode\":\"ServiceFailure\"", "account (account_id=444455556666)");
    }

    @Test
    void a_key_that_somebody_removed_is_an_incident() throws IOException {
        Installation installation = installation();
        installation.init();
        inDatabase(store -> store.write(tx -> tx.run("DELETE FROM row_key")));

        assertThatThrownBy(installation::serve).hasMessageContaining("somebody has removed the key");
        assertThat(installation.command(ADOPT).failed(1)).contains("somebody has removed the key");
        assertThat(installation.records()).last().asString().contains("AdoptRows", "\"errorCode\":\"ServiceFailure\"");
    }

    @Test
    void the_key_of_another_installation_does_not_fit() throws IOException {
        Installation installation = installation();
        installation.init();
        inDatabase(store -> store.write(tx -> tx.run("UPDATE row_key SET wrapped = ?", new byte[61])));

        assertThatThrownBy(installation::serve).hasMessageContaining("does not open 'rows of aws'");
    }

    @Test
    void a_database_cannot_be_moved_to_another_partition() {
        Installation installation = installation();
        installation.init();
        inDatabase(store -> store.write(tx -> tx.run("UPDATE installation SET value = 'aws-cn'")));

        assertThatThrownBy(installation::serve).hasMessageContaining("does not open 'rows of aws-cn'");
    }

    @Test
    void a_folder_without_a_database_gets_none() {
        assertThat(installation().command(ADOPT).failed(1)).contains("does not exist");
        assertThat(installation().data()).doesNotExist();
    }

    @Test
    void dev_adopts_by_itself() {
        String key;
        try (TestServer server = TestServer.start(installation().data())) {
            key = server.kms("CreateKey", "{}").body().replaceAll(".*\"KeyId\":\"([^\"]*)\".*", "$1");
        }
        GenuineRows.forgetIn(installation().data());
        try (TestServer server = TestServer.start(installation().data())) {
            assertThat(server.kms("DescribeKey", "{\"KeyId\":\"" + key + "\"}").status())
                    .isEqualTo(200);
            assertThat(server.operator("check")).contains("sound");
        }
    }
}
