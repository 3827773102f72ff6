package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.Tag;

/// A server that stops and starts: the data that it keeps, the requests that it still answers, and the callers
/// that it accepts.
class RestartTest {

    private static final Tag TAG = Tag.builder().tagKey("kept").tagValue("yes").build();

    @TempDir
    Path data;

    @TempDir
    Path folder;

    @Test
    void a_restart_keeps_everything() {
        String working;
        String disabled;
        String doomed;
        SdkBytes blob;
        String policy;
        try (Trent trent = Trent.dev(data);
                KmsClient kms = Sdk.kms(trent.endpoint())) {
            working = createKey(kms);
            disabled = createKey(kms);
            doomed = createKey(kms);
            kms.createAlias(request -> request.aliasName("alias/kept").targetKeyId(working));
            kms.tagResource(request -> request.keyId(working).tags(TAG));
            kms.updateKeyDescription(request -> request.keyId(working).description("kept"));
            kms.putKeyPolicy(request -> request.keyId(working)
                    .policy(kms.getKeyPolicy(get -> get.keyId(working)).policy().replace("key-default-1", "kept")));
            policy = kms.getKeyPolicy(request -> request.keyId(working)).policy();
            blob = kms.encrypt(request -> request.keyId(working)
                            .plaintext(SdkBytes.fromUtf8String("kept"))
                            .encryptionContext(Map.of("kept", "too")))
                    .ciphertextBlob();
            kms.disableKey(request -> request.keyId(disabled));
            kms.scheduleKeyDeletion(request -> request.keyId(doomed));
        }

        try (Trent trent = Trent.dev(data);
                KmsClient kms = Sdk.kms(trent.endpoint())) {
            assertThat(Claims.existingKeys(kms)).containsExactlyInAnyOrder(working, disabled, doomed);
            assertThat(kms.decrypt(request -> request.keyId("alias/kept")
                                    .ciphertextBlob(blob)
                                    .encryptionContext(Map.of("kept", "too")))
                            .plaintext()
                            .asUtf8String())
                    .isEqualTo("kept");
            assertThat(kms.listAliases(request -> request.keyId(working)).aliases())
                    .extracting(AliasListEntry::aliasName)
                    .containsExactly("alias/kept");
            assertThat(kms.listResourceTags(request -> request.keyId(working)).tags())
                    .containsExactly(TAG);
            assertThat(kms.describeKey(request -> request.keyId(working))
                            .keyMetadata()
                            .description())
                    .isEqualTo("kept");
            assertThat(kms.getKeyPolicy(request -> request.keyId(working)).policy())
                    .isEqualTo(policy)
                    .contains("\"kept\"");
            assertThatExceptionOfType(DisabledException.class).isThrownBy(() -> encrypt(kms, disabled));
            assertThatExceptionOfType(KmsInvalidStateException.class).isThrownBy(() -> encrypt(kms, doomed));
        }
    }

    @Test
    void keys_of_every_kind_outlive_the_server() {
        String python = ThirdParty.pythonWithBoto3();
        Path proofs = folder.resolve("proofs.json");
        for (String step : List.of("make", "check")) {
            try (Trent trent = Trent.dev(data)) {
                trent.shell(Checkout.PYTHON)
                        .run(python, "keeping.py", step, proofs.toString())
                        .succeeded();
            }
        }
    }

    @Test
    void a_server_that_is_asked_to_stop_answers_what_it_has_begun() throws Exception {
        var claims = new Claims();
        for (int stop = 0; stop < 3; stop++) {
            try (Trent trent = Trent.dev(data);
                    var load = new Load(trent.endpoint(), 0, claims)) {
                claims.awaitAnswers(100);
                trent.askToStop();
                load.awaitEnd();
                assertThat(trent.waitForEnd()).as("exit code").isIn(0, 143);
            }
        }

        try (Trent trent = Trent.dev(data);
                KmsClient kms = Sdk.kms(trent.endpoint())) {
            claims.areAudited(data, Claims.existingKeys(kms));
            // If a key existed without an answer, a request would have been performed and then cut off.
            assertThat(Claims.existingKeys(kms)).isEqualTo(claims.keys());
        }
    }

    @Test
    void a_second_server_on_the_same_data_is_refused() {
        try (Trent trent = Trent.dev(data)) {
            Shell.Ran second = Trent.run(folder, "dev", "--port", "0", "--data", data.toString());

            assertThat(second.failed()).isNotBlank().doesNotContain("\tat ", "Exception");
            assertThat(trent.shell(folder)
                            .run("curl", "-fsS", trent.endpoint() + "/readyz")
                            .exit())
                    .isZero();
        }
    }

    @Test
    void a_second_server_on_the_same_port_is_refused() {
        try (Trent trent = Trent.dev(data)) {
            Shell.Ran second = Trent.run(
                    folder,
                    "dev",
                    "--port",
                    String.valueOf(trent.endpoint().getPort()),
                    "--data",
                    folder.resolve("other").toString());

            assertThat(second.failed())
                    .contains(String.valueOf(trent.endpoint().getPort()))
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_development_server_is_never_reachable_from_outside() {
        for (String host : List.of("0.0.0.0", "::", "192.0.2.1")) {
            Shell.Ran ran = Trent.run(folder, "dev", "--host", host, "--port", "0", "--data", data.toString());

            assertThat(ran.failed()).contains(host).doesNotContain("\tat ");
        }
    }

    @Test
    void the_environment_is_printed_for_a_shell_to_evaluate() {
        String printed = Trent.run(folder, "env").succeeded();

        assertThat(printed.lines()).allMatch(line -> line.matches("export AWS_[A-Z_]+=\\S+|unset( AWS_[A-Z_]+)+"));
        var shell = new Shell(folder, Map.of());
        assertThat(shell.script(printed + "\nenv | grep ^AWS_ | sort")
                        .succeeded()
                        .lines())
                .contains(
                        "AWS_ACCESS_KEY_ID=test",
                        "AWS_ENDPOINT_URL=http://127.0.0.1:4599",
                        "AWS_SECRET_ACCESS_KEY=test");
    }

    private static String createKey(KmsClient kms) {
        return kms.createKey().keyMetadata().keyId();
    }

    private static void encrypt(KmsClient kms, String key) {
        kms.encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromByteArray("x".getBytes(UTF_8))));
    }
}
