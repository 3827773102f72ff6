package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Terraform's provider for AWS manages keys of every kind, with rotation, imported material and replicas. It
/// also manages an alias, a grant, a key policy and a ciphertext. Its data sources read them.
class TerraformTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path folder;

    private static Shell terraform;
    private static DevServer server;

    @BeforeAll
    static void start() throws IOException {
        Path plugins = ThirdParty.terraformPlugins();
        server = DevServer.start(folder.resolve("data"));
        Path work = Files.createDirectory(folder.resolve("work"));
        Files.copy(Checkout.TERRAFORM.resolve("keys.tf"), work.resolve("keys.tf"));
        terraform = new Shell(
                work,
                Map.of(
                        "TF_VAR_endpoint", server.trent().endpoint().toString(),
                        "TF_VAR_valid_to",
                                Instant.now()
                                        .plus(Duration.ofDays(100))
                                        .truncatedTo(ChronoUnit.DAYS)
                                        .toString(),
                        "TF_CLI_CONFIG_FILE", "/dev/null",
                        "TF_IN_AUTOMATION", "true",
                        // A command loads the descriptions of a thousand services: with fewer collections it takes a
                        // third less.
                        "GOGC", "400",
                        "CHECKPOINT_DISABLE", "true"));
        run("init", "-plugin-dir=" + plugins).succeeded();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void what_is_applied_stays_as_it_is_until_it_is_changed_or_destroyed() {
        run("apply", "-auto-approve").succeeded();
        JsonNode outputs = outputs();
        assertThat(output(outputs, "account")).isEqualTo(Trent.ACCOUNT);
        assertThat(output(outputs, "opened")).isEqualTo("for nobody else");
        assertThat(output(outputs, "same")).isEqualTo("true");
        assertThat(output(outputs, "rotates")).isEqualTo("false");
        assertThat(output(outputs, "target")).isEqualTo(alias().arn());
        assertThat(output(outputs, "public_key")).startsWith("-----BEGIN PUBLIC KEY-----");
        assertThat(output(outputs, "period")).isEqualTo("180");
        assertThat(output(outputs, "replica"))
                .isEqualTo(output(outputs, "everywhere"))
                .startsWith("mrk-");
        assertThat(output(outputs, "own")).isEqualTo("Enabled KEY_MATERIAL_EXPIRES");
        assertThat(output(outputs, "own_replica")).isEqualTo("Enabled");
        assertThat(server.kms().listKeys().keys()).hasSize(7);

        // Exit code 0 means that there is nothing to do. Exit code 2 means that there are changes.
        run("plan", "-detailed-exitcode").succeeded();

        // The import does not know the waiting period, because a key has none before its deletion is scheduled.
        String everywhere = output(outputs, "everywhere");
        terraform.run("terraform", "state", "rm", "aws_kms_key.everywhere").succeeded();
        run("import", "aws_kms_key.everywhere", everywhere).succeeded();

        run("apply", "-auto-approve", "-var", "description=second", "-var", "rotation_days=100")
                .succeeded();
        assertThat(output(outputs(), "everywhere")).isEqualTo(everywhere);
        assertThat(server.kms()
                        .getKeyRotationStatus(request -> request.keyId(everywhere))
                        .rotationPeriodInDays())
                .isEqualTo(100);
        assertThat(alias().description()).isEqualTo("second");
        run("plan", "-detailed-exitcode", "-var", "description=second", "-var", "rotation_days=100")
                .succeeded();

        run("destroy", "-auto-approve").succeeded();
        assertThat(server.kms().listKeys().keys())
                .extracting(KeyListEntry::keyId)
                .allSatisfy(key -> assertThat(metadata(key).keyState())
                        .isIn(KeyState.PENDING_DELETION, KeyState.PENDING_REPLICA_DELETION));
        assertThat(server.kms().listAliases().aliases())
                .noneSatisfy(alias -> assertThat(alias.aliasName()).isEqualTo("alias/app"));
    }

    private static Shell.Ran run(String command, String... arguments) {
        String[] whole = new String[arguments.length + 4];
        whole[0] = "terraform";
        whole[1] = command;
        whole[2] = "-no-color";
        whole[3] = "-input=false";
        System.arraycopy(arguments, 0, whole, 4, arguments.length);
        return terraform.run(whole);
    }

    private static JsonNode outputs() {
        return JSON.readTree(terraform.run("terraform", "output", "-json").succeeded());
    }

    private static String output(JsonNode outputs, String name) {
        return outputs.path(name).path("value").asString();
    }

    private static KeyMetadata alias() {
        return metadata("alias/app");
    }

    private static KeyMetadata metadata(String key) {
        return server.kms().describeKey(request -> request.keyId(key)).keyMetadata();
    }
}
