package dev.trent.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Envelope encryption in JavaScript: with the AWS SDK by hand, and with the AWS Encryption SDK.
class JavaScriptTest {

    @TempDir
    static Path data;

    @AutoClose
    private static DevServer server;

    private static Node node;

    @BeforeAll
    static void start() {
        ThirdParty.needsProgramsFromNpm();
        server = DevServer.start(data);
        node = Node.with(server.trent().environment());
    }

    @Test
    void an_envelope_is_opened_with_its_own_context_and_unchanged_only() {
        node.run("envelope.mjs", server.key());
    }

    @Test
    void a_message_under_two_keys_is_decrypted_with_either() {
        node.run("encryption-sdk.mjs", "either", server.key(), server.key());
    }

    @Test
    void a_message_is_not_decrypted_with_a_key_it_is_not_under() {
        node.run("encryption-sdk.mjs", "strange", server.key(), server.key());
    }

    @Test
    void a_changed_message_is_refused() {
        node.run("encryption-sdk.mjs", "changed", server.key());
    }

    @Test
    void a_disabled_key_decrypts_nothing_and_the_other_key_of_the_message_still_does() {
        String disabled = server.key();
        String enabled = server.key();
        String message = node.run("encryption-sdk.mjs", "encrypt", "kept", disabled, enabled);

        server.kms().disableKey(request -> request.keyId(disabled));

        node.run("encryption-sdk.mjs", "disabled", disabled, enabled, message);
    }
}
