package dev.trent.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// Envelope encryption in JavaScript: with the AWS SDK by hand, and with the AWS Encryption SDK.
class JavaScriptTest {

    @TempDir
    static Path data;

    private static Trent trent;
    private static Node node;
    private static KmsClient kms;

    @BeforeAll
    static void start() {
        ThirdParty.needsProgramsFromNpm();
        trent = Trent.dev(data);
        node = Node.with(trent.environment());
        kms = Sdk.kms(trent.endpoint());
    }

    @AfterAll
    static void stop() {
        if (trent != null) {
            kms.close();
            trent.close();
        }
    }

    @Test
    void an_envelope_is_opened_with_its_own_context_and_unchanged_only() {
        node.run("envelope.mjs", key());
    }

    @Test
    void a_message_under_two_keys_is_decrypted_with_either() {
        node.run("encryption-sdk.mjs", "either", key(), key());
    }

    @Test
    void a_message_is_not_decrypted_with_a_key_it_is_not_under() {
        node.run("encryption-sdk.mjs", "strange", key(), key());
    }

    @Test
    void a_changed_message_is_refused() {
        node.run("encryption-sdk.mjs", "changed", key());
    }

    @Test
    void a_disabled_key_decrypts_nothing_and_the_other_key_of_the_message_still_does() {
        String disabled = key();
        String enabled = key();
        String message = node.run("encryption-sdk.mjs", "encrypt", "kept", disabled, enabled);

        kms.disableKey(request -> request.keyId(disabled));

        node.run("encryption-sdk.mjs", "disabled", disabled, enabled, message);
    }

    private static String key() {
        return kms.createKey().keyMetadata().arn();
    }
}
