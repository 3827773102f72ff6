package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Diffie-Hellman on the curves by Project Wycheproof: edge cases of the arithmetic, points on other curves,
/// and public keys in all kinds of encodings.
///
/// The cases that Wycheproof calls acceptable are refused: `InvalidAsn` (not DER), `CompressedPoint`, and
/// curves that are given by parameters instead of a name (`UnnamedCurve`, `Modified…`, `NoCofactor`,
/// `UnusedParam`, `WrongOrder`). A key has one encoding, so both engines give the same answer.
class EcdhVectorsTest {
    static Stream<Arguments> files() {
        return Vectors.onEveryEngine(
                Arguments.of("ecdh_secp256r1_test", Curve.P256, 204),
                Arguments.of("ecdh_secp384r1_test", Curve.P384, 197),
                Arguments.of("ecdh_secp521r1_test", Curve.P521, 204));
    }

    @ParameterizedTest
    @MethodSource("files")
    void wycheproof_agrees(String engine, String file, Curve curve, int count) {
        Ec ec = new Ec(Vectors.engine(engine), curve);
        Vectors.judge("wycheproof/" + file, count, one -> {
            PublicKey peer;
            try {
                peer = ec.publicKey(one.bytes("public"));
            } catch (InvalidKeySpecException refused) {
                return false;
            }
            byte[] shared = ec.agree(ec.privateKey(Der.ecPrivateKey(curve, one.bytes("private"))), peer);
            assertThat(shared).isEqualTo(one.bytes("shared"));
            return true;
        });
    }
}
