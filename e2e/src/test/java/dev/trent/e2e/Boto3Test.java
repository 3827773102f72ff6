package dev.trent.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the Python scripts of this module with boto3. Each succeeds, or ends with the failed assertion.
class Boto3Test {

    @TempDir
    static Path data;

    private static Trent trent;

    private static String python;

    @BeforeAll
    static void start() {
        python = ThirdParty.pythonWithBoto3();
        trent = Trent.dev(data);
    }

    @AfterAll
    static void stop() {
        if (trent != null) {
            trent.close();
        }
    }

    @Test
    void what_is_encrypted_is_decrypted() {
        run("encryption.py");
    }

    @Test
    void refusals_carry_the_code_and_the_text_of_aws() {
        run("errors.py");
    }

    @Test
    void pages_join_to_the_whole_list() {
        run("pagination.py");
    }

    @Test
    void an_identity_is_proved_by_a_call_and_by_a_presigned_address() {
        run("identity.py");
    }

    @Test
    void only_a_right_signature_is_answered() {
        run("signatures.py");
    }

    @Test
    void accounts_are_closed_to_each_other() {
        run("accounts.py");
    }

    @Test
    void an_event_is_found_by_the_next_look_up() {
        run("lookup.py");
    }

    private static void run(String script) {
        trent.shell(Checkout.PYTHON).run(python, script).succeeded();
    }
}
