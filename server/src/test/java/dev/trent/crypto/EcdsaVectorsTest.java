package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// ECDSA by Project Wycheproof: edge cases of the arithmetic, and bytes that are not the DER of two numbers in
/// range.
class EcdsaVectorsTest {
    static Stream<Arguments> files() {
        return Vectors.onEveryEngine(
                Arguments.of("ecdsa_secp256r1_sha256_test", Curve.P256, 310),
                Arguments.of("ecdsa_secp384r1_sha384_test", Curve.P384, 310),
                Arguments.of("ecdsa_secp521r1_sha512_test", Curve.P521, 308),
                Arguments.of("ecdsa_secp256k1_sha256_test", Curve.SECP256K1, 308));
    }

    @ParameterizedTest
    @MethodSource("files")
    void wycheproof_agrees(String engine, String file, Curve curve, int count) {
        Ec ec = new Ec(Vectors.engine(engine), curve);
        Vectors.judge("wycheproof/" + file, count, one -> {
            PublicKey key = ec.publicKey(one.bytes("publicKeyDer"));
            byte[] digest = one.hash().digest(one.bytes("msg"));
            boolean accepted = ec.ecdsa().verify(key, digest, one.bytes("sig"));
            assertThat(ec.ecdsa().hashing(one.hash()).verify(key, one.bytes("msg"), one.bytes("sig")))
                    .isEqualTo(accepted);
            return accepted;
        });
    }
}
