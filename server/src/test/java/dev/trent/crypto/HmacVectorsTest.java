package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// HMAC by Project Wycheproof and by RFC 4231.
class HmacVectorsTest {
    static Stream<Arguments> hashes() {
        return Vectors.onEveryEngine(
                Arguments.of(Hash.SHA_224),
                Arguments.of(Hash.SHA_256),
                Arguments.of(Hash.SHA_384),
                Arguments.of(Hash.SHA_512));
    }

    @ParameterizedTest
    @MethodSource("hashes")
    void wycheproof_agrees(String engine, Hash hash) {
        Hmac hmac = new Hmac(Vectors.engine(engine));
        Vectors.judge(
                "wycheproof/hmac_" + name(hash) + "_test",
                49,
                one -> Arrays.equals(hmac.code(hash, one.bytes("key"), one.bytes("msg")), one.bytes("tag")));
    }

    @ParameterizedTest
    @MethodSource("hashes")
    void rfc_4231_agrees(String engine, Hash hash) {
        Hmac hmac = new Hmac(Vectors.engine(engine));
        List<ResponseFile.Response> cases = ResponseFile.read("rfc/rfc-4231-" + name(hash) + ".txt", "Len");
        assertThat(cases).hasSize(6);
        for (ResponseFile.Response one : cases) {
            assertThat(hmac.code(hash, one.bytes("Key"), one.bytes("Msg")))
                    .as(one.toString())
                    .isEqualTo(one.bytes("MD"));
        }
    }

    private static String name(Hash hash) {
        return hash.name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
