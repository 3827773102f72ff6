package dev.trent.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of key and every algorithm, as OpenSSL and the Python package `cryptography` see them.
///
/// The scripts share one server and, by their aliases, one key of each kind.
class CryptographyTest {

    @TempDir
    static Path data;

    private static Trent trent;

    private static String python;

    @BeforeAll
    static void start() {
        ThirdParty.needsOpenssl();
        python = ThirdParty.pythonWithBoto3AndCryptography();
        trent = Trent.dev(data);
    }

    @AfterAll
    static void stop() {
        if (trent != null) {
            trent.close();
        }
    }

    @Test
    void every_kind_of_key_is_listed_as_aws_lists_it_and_its_public_key_loads() {
        run("kinds_of_keys.py");
    }

    @Test
    void others_accept_what_is_signed() {
        run("signing.py");
    }

    @Test
    void what_others_encrypt_is_decrypted() {
        run("public_key_encryption.py");
    }

    @Test
    void others_derive_the_same_secret() {
        run("key_agreement.py");
    }

    @Test
    void what_others_encapsulate_is_decapsulated() {
        run("encapsulation.py");
    }

    @Test
    void a_mac_is_verified_by_its_key_alone() {
        run("macs.py");
    }

    @Test
    void a_data_key_pair_works_outside() {
        run("data_key_pairs.py");
    }

    @Test
    void every_operation_is_tried_granted_and_refused_alike() {
        run("request_options.py");
    }

    private static void run(String script) {
        trent.shell(Checkout.PYTHON).run(python, script).succeeded();
    }
}
