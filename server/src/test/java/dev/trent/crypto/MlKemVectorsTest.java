package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Secret;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.DecapsulateException;
import org.bouncycastle.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// ML-KEM by Project Wycheproof and by the known answers of FIPS 203, with ciphertexts that were damaged.
class MlKemVectorsTest {
    static Stream<Arguments> parameterSets() {
        return Vectors.onEveryEngine(Arguments.of(512), Arguments.of(768), Arguments.of(1024));
    }

    /// A damaged ciphertext of the right length is valid: it gives another secret.
    @ParameterizedTest
    @MethodSource("parameterSets")
    void ciphertexts_hold_the_published_secrets(String engine, int parameterSet) {
        MlKem mlKem = new MlKem(Vectors.engine(engine), parameterSet);
        Vectors.judge("wycheproof/mlkem_" + parameterSet + "_test", 19, one -> {
            byte[] pkcs8 = Der.seedPrivateKey(object(parameterSet), one.bytes("seed"));
            return decapsulates(mlKem, pkcs8, one.bytes("c"), one.text("K"));
        });
    }

    /// The key in the form of FIPS 203; §7.3 checks the lengths and the hash of the public half.
    @ParameterizedTest
    @MethodSource("parameterSets")
    void expanded_keys_are_checked(String engine, int parameterSet) {
        MlKem mlKem = new MlKem(Vectors.engine(engine), parameterSet);
        Vectors.judge("wycheproof/mlkem_" + parameterSet + "_semi_expanded_decaps_test", 9, one -> {
            byte[] pkcs8 = Der.expandedPrivateKey(object(parameterSet), one.bytes("dk"));
            return decapsulates(mlKem, pkcs8, one.bytes("c"), one.has("K") ? one.text("K") : "");
        });
    }

    @ParameterizedTest
    @MethodSource("parameterSets")
    void encapsulation_gives_what_is_published_for_the_same_chance(String engine, int parameterSet) {
        Vectors.judge("wycheproof/mlkem_" + parameterSet + "_encaps_test", 18, one -> {
            MlKem mlKem = new MlKem(Vectors.engine(engine).drawingFrom(new GivenRandom(one.bytes("m"))), parameterSet);
            MlKem.Encapsulated made;
            try {
                made = mlKem.encapsulate(mlKem.publicKey(Der.publicKey(object(parameterSet), one.bytes("ek"))));
            } catch (InvalidKeySpecException refused) {
                return false;
            }
            assertThat(made.ciphertext().bytes()).isEqualTo(one.bytes("c"));
            assertThat(hex(made.sharedSecret())).isEqualTo(one.text("K"));
            return true;
        });
    }

    @ParameterizedTest
    @MethodSource("parameterSets")
    void seeds_grow_to_the_published_keys(String engine, int parameterSet) {
        MlKem mlKem = new MlKem(Vectors.engine(engine), parameterSet);
        Vectors.judge("wycheproof/mlkem_" + parameterSet + "_keygen_seed_test", 4, one -> {
            MlKem.Encapsulated made =
                    mlKem.encapsulate(mlKem.publicKey(Der.publicKey(object(parameterSet), one.bytes("ek"))));
            byte[] pkcs8 = Der.seedPrivateKey(object(parameterSet), one.bytes("seed"));
            return decapsulates(mlKem, pkcs8, made.ciphertext().bytes(), hex(made.sharedSecret()));
        });
    }

    @ParameterizedTest
    @MethodSource("parameterSets")
    void keys_are_drawn_from_the_engines_chance(String engine, int parameterSet) {
        Vectors.judge("wycheproof/mlkem_" + parameterSet + "_keygen_seed_test", 4, one -> {
            Engine drawing = Vectors.engine(engine).drawingFrom(new GivenRandom(one.bytes("seed")));
            try (EncodedPair pair = new MlKem(drawing, parameterSet).generate()) {
                assertThat(pair.publicKey().bytes()).isEqualTo(Der.publicKey(object(parameterSet), one.bytes("ek")));
                return true;
            }
        });
    }

    @ParameterizedTest
    @MethodSource("parameterSets")
    void damaged_ciphertexts_hold_the_secret_of_implicit_rejection(String engine, int parameterSet) throws Exception {
        MlKem mlKem = new MlKem(Vectors.engine(engine), parameterSet);
        List<ResponseFile.Response> cases = ResponseFile.read("nist/ml-kem-" + parameterSet + ".rsp", "count");
        assertThat(cases).hasSize(4);
        for (ResponseFile.Response one : cases) {
            byte[] seed = Arrays.concatenate(one.bytes("d"), one.bytes("z"));
            PrivateKey key = mlKem.privateKey(Der.seedPrivateKey(object(parameterSet), seed));
            assertThat(hex(mlKem.decapsulate(key, one.bytes("ct")))).isEqualTo(one.text("ss"));
            assertThat(hex(mlKem.decapsulate(key, one.bytes("ct_n")))).isEqualTo(one.text("ss_n"));
        }
    }

    private static boolean decapsulates(MlKem mlKem, byte[] pkcs8, byte[] ciphertext, String expected) {
        try {
            assertThat(hex(mlKem.decapsulate(mlKem.privateKey(pkcs8), ciphertext)))
                    .isEqualTo(expected);
            return true;
        } catch (InvalidKeySpecException | DecapsulateException refused) {
            return false;
        }
    }

    private static String hex(Secret secret) {
        return HexFormat.of().formatHex(secret.exposed());
    }

    /// Returns 2.16.840.1.101.3.4.4.1, 2 or 3.
    private static String object(int parameterSet) {
        int last = switch (parameterSet) {
            case 512 -> 1;
            case 768 -> 2;
            default -> 3;
        };
        return "6086480165030404" + HexFormat.of().toHexDigits((byte) last);
    }
}
