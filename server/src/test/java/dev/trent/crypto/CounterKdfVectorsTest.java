package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The counter KDF: NIST's vectors for the function, RFC 8009 and OpenSSL for the layout of its input.
class CounterKdfVectorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void label_context_and_length_are_laid_out_as_published(String engine) {
        CounterKdf counterKdf = new CounterKdf(Vectors.engine(engine));
        Vectors.judge("counter-kdf/counter-kdf", 15, one -> {
            byte[] derived = counterKdf.derive(one.bytes("key"), one.text("label"), one.bytes("context"));
            return Arrays.equals(derived, one.bytes("okm"));
        });
    }

    /// NIST's cases have an opaque input, which [CounterKdf] does not take. So they test the function under it: HMAC
    /// over the counter and the input, once for each counter.
    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void the_function_below_is_nists(String engine) {
        Hmac hmac = new Hmac(Vectors.engine(engine));
        List<ResponseFile.Response> cases = ResponseFile.read("nist/counter-kdf-hmac-sha256.rsp", "COUNT");
        assertThat(cases).hasSize(40);
        for (ResponseFile.Response one : cases) {
            int lengthBytes = Integer.parseInt(one.text("L")) / Byte.SIZE;
            byte[] fixed = one.bytes("FixedInputData");
            ByteBuffer derived = ByteBuffer.allocate(64);
            for (int counter = 1; derived.position() < lengthBytes; counter++) {
                byte[] input = ByteBuffer.allocate(Integer.BYTES + fixed.length)
                        .putInt(counter)
                        .put(fixed)
                        .array();
                derived.put(hmac.code(Hash.SHA_256, one.bytes("KI"), input));
            }
            assertThat(Arrays.copyOf(derived.array(), lengthBytes))
                    .as(one.toString())
                    .isEqualTo(one.bytes("KO"));
        }
    }
}
