package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /// Source: RFC 6238, appendix B, SHA-1. It has eight digits; a code is the last six of them.
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void a_code_is_that_of_the_standard(long seconds, String eightDigits) {
        assertThat(Totp.code(SEED, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(eightDigits.substring(2));
    }
}
