package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ML-DSA by Project Wycheproof. AWS has no contexts, so a signature with a context is refused.
class MlDsaVectorsTest {
    private static final int SEED_BYTES = 32;

    static Stream<Arguments> verifying() {
        return Vectors.onEveryEngine(Arguments.of(44, 53), Arguments.of(65, 53), Arguments.of(87, 55));
    }

    static Stream<Arguments> signing() {
        return Vectors.onEveryEngine(Arguments.of(44, 17), Arguments.of(65, 17), Arguments.of(87, 17));
    }

    @ParameterizedTest
    @MethodSource("verifying")
    void signatures_are_judged_as_published(String engine, int parameterSet, int count) {
        MlDsa mlDsa = new MlDsa(Vectors.engine(engine), parameterSet);
        Vectors.judge(
                "wycheproof/mldsa_" + parameterSet + "_verify_test", count, MlDsaVectorsTest::isValidForAws, one -> {
                    try {
                        PublicKey key = mlDsa.publicKey(one.bytes("publicKeyDer"));
                        return mlDsa.onMessage().verify(key, one.bytes("msg"), one.bytes("sig"));
                    } catch (InvalidKeySpecException refused) {
                        return false;
                    }
                });
    }

    /// The representative covers the context, so every valid signature is accepted here.
    @ParameterizedTest
    @MethodSource("signing")
    void seeds_grow_to_the_published_keys_and_signatures_fit_messages_and_representatives(
            String engine, int parameterSet, int count) {
        MlDsa mlDsa = new MlDsa(Vectors.engine(engine), parameterSet);
        Vectors.judge("wycheproof/mldsa_" + parameterSet + "_sign_seed_test", count, MlDsaVectorsTest::hasSeed, one -> {
            if (!hasSeed(one)) {
                return reads(mlDsa, parameterSet, one.bytes("privateSeed"));
            }
            PrivateKey key = mlDsa.privateKey(Der.seedPrivateKey(object(parameterSet), one.bytes("privateSeed")));
            PublicKey published = mlDsa.publicKey(Der.publicKey(object(parameterSet), one.bytes("publicKey")));
            if (one.has("mu")) {
                assertThat(mlDsa.onMu().verify(published, one.bytes("mu"), one.bytes("sig")))
                        .isTrue();
                byte[] own = mlDsa.onMu().sign(key, one.bytes("mu"));
                assertThat(mlDsa.onMu().verify(published, one.bytes("mu"), own)).isTrue();
                own[own.length / 2] ^= 1;
                assertThat(mlDsa.onMu().verify(published, one.bytes("mu"), own)).isFalse();
            }
            if (one.has("msg") && one.isValid()) {
                assertThat(mlDsa.onMessage().verify(published, one.bytes("msg"), one.bytes("sig")))
                        .isEqualTo(isWithoutContext(one));
                byte[] own = mlDsa.onMessage().sign(key, one.bytes("msg"));
                assertThat(mlDsa.onMessage().verify(published, one.bytes("msg"), own))
                        .isTrue();
                assertThat(!isWithoutContext(one) || mlDsa.onMu().verify(published, one.bytes("mu"), own))
                        .isTrue();
            }
            return true;
        });
    }

    /// AWS-LC has its own source of random bytes, so its signatures cannot be compared.
    @ParameterizedTest
    @ValueSource(ints = {44, 65, 87})
    void keys_are_drawn_from_the_portable_engines_chance(int parameterSet) {
        for (Vectors.Case one : Vectors.read("wycheproof/mldsa_" + parameterSet + "_sign_seed_test")) {
            if (hasSeed(one)) {
                GivenRandom seed = new GivenRandom(one.bytes("privateSeed"));
                try (EncodedPair pair =
                        new MlDsa(Vectors.engine("portable").drawingFrom(seed), parameterSet).generate()) {
                    assertThat(pair.publicKey().bytes())
                            .as(one.toString())
                            .isEqualTo(Der.publicKey(object(parameterSet), one.bytes("publicKey")));
                }
            }
        }
    }

    /// The published signatures are deterministic or come with their random bytes; the portable engine draws the
    /// bytes that the test gives.
    @ParameterizedTest
    @ValueSource(ints = {44, 65, 87})
    void representatives_are_signed_as_published_for_the_same_chance(int parameterSet) throws Exception {
        int compared = 0;
        for (Vectors.Case one : Vectors.read("wycheproof/mldsa_" + parameterSet + "_sign_seed_test")) {
            if (one.has("mu")) {
                byte[] drawn = one.has("rnd") ? one.bytes("rnd") : new byte[SEED_BYTES];
                MlDsa mlDsa = new MlDsa(Vectors.engine("portable").drawingFrom(new GivenRandom(drawn)), parameterSet);
                PrivateKey key = mlDsa.privateKey(Der.seedPrivateKey(object(parameterSet), one.bytes("privateSeed")));
                assertThat(mlDsa.onMu().sign(key, one.bytes("mu")))
                        .as(one.toString())
                        .isEqualTo(one.bytes("sig"));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(13);
    }

    private static boolean reads(MlDsa mlDsa, int parameterSet, byte[] seed) {
        try {
            mlDsa.privateKey(Der.seedPrivateKey(object(parameterSet), seed));
            return true;
        } catch (InvalidKeySpecException refused) {
            return false;
        }
    }

    private static boolean hasSeed(Vectors.Case one) {
        return one.bytes("privateSeed").length == SEED_BYTES;
    }

    private static boolean isValidForAws(Vectors.Case one) {
        return one.isValid() && isWithoutContext(one);
    }

    private static boolean isWithoutContext(Vectors.Case one) {
        return !one.has("ctx") || one.text("ctx").isEmpty();
    }

    /// Returns 2.16.840.1.101.3.4.3.17, 18 or 19.
    private static String object(int parameterSet) {
        int last = 17
                + switch (parameterSet) {
                    case 44 -> 0;
                    case 65 -> 1;
                    default -> 2;
                };
        return "6086480165030403" + HexFormat.of().toHexDigits((byte) last);
    }
}
