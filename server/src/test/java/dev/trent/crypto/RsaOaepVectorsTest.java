package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import javax.crypto.BadPaddingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// RSA-OAEP by Project Wycheproof: decryption, and paddings of every wrong kind.
class RsaOaepVectorsTest {
    static Stream<Arguments> files() {
        return Vectors.onEveryEngine(
                Arguments.of("rsa_oaep_2048_sha1_mgf1sha1_test", 34),
                Arguments.of("rsa_oaep_2048_sha256_mgf1sha256_test", 35),
                Arguments.of("rsa_oaep_3072_sha256_mgf1sha256_test", 35),
                Arguments.of("rsa_oaep_4096_sha256_mgf1sha256_test", 35),
                Arguments.of("rsa_oaep_2048_sha256_mgf1sha1_test", 25));
    }

    /// AWS has no labels, and one hash for OAEP and MGF1.
    @ParameterizedTest
    @MethodSource("files")
    void wycheproof_agrees(String engine, String file, int count) {
        Engine implementation = Vectors.engine(engine);
        Vectors.judge("wycheproof/" + file, count, RsaOaepVectorsTest::isValidForAws, one -> {
            Rsa rsa = new Rsa(implementation, Integer.parseInt(one.text("keySize")));
            try {
                byte[] plaintext =
                        rsa.oaep(one.hash()).decrypt(rsa.privateKey(one.bytes("privateKeyPkcs8")), one.bytes("ct"));
                assertThat(plaintext).isEqualTo(one.bytes("msg"));
                return true;
            } catch (BadPaddingException refused) {
                return false;
            }
        });
    }

    private static boolean isValidForAws(Vectors.Case one) {
        return one.isValid()
                && one.text("label").isEmpty()
                && one.text("mgfSha").equals(one.text("sha"));
    }
}
