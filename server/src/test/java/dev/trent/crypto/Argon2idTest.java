package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Argon2id against hashes of the reference implementation.
class Argon2idTest {
    /// Source: `src/test.c` of [phc-winner-argon2](https://github.com/P-H-C/phc-winner-argon2), the tests of Argon2id.
    @ParameterizedTest
    @CsvSource({
        "2, 16, 1, password, somesalt, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        "2, 8, 1, password, somesalt, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        "2, 8, 2, password, somesalt, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"
    })
    void a_hash_is_that_of_the_reference_implementation(
            int passes, int memoryBits, int lanes, String password, String salt, String hash) {
        byte[] computed = new Argon2id(1 << memoryBits, passes, lanes).hash(bytes(password), bytes(salt), 32);
        assertThat(HexFormat.of().formatHex(computed)).isEqualTo(hash);
    }

    @Test
    void the_password_stays_the_callers() {
        byte[] password = bytes("password");
        new Argon2id(256, 1, 1).hash(password, bytes("somesalt"), 32);
        assertThat(password).isEqualTo(bytes("password"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
