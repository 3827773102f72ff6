package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Key;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes that are not a key. Reading them gives a key or the one exception for such bytes, never another
/// exception of a provider.
class MalformedKeysTest {
    private static final long SEED = 8_410L;
    private static final int FLIPS = 300;

    /// Reads a key.
    private interface Reading {
        Key of(byte[] encoded) throws InvalidKeySpecException;
    }

    static Stream<Arguments> families() {
        return Vectors.onEveryEngine(
                family("RSA", engine -> new Rsa(engine, 2048)),
                family("P-256", engine -> new Ec(engine, Curve.P256)),
                family("P-521", engine -> new Ec(engine, Curve.P521)),
                family("secp256k1", engine -> new Ec(engine, Curve.SECP256K1)),
                family("SM2", Sm2::new),
                family("Ed25519", Ed25519::new),
                family("ML-DSA-44", engine -> new MlDsa(engine, 44)),
                family("ML-KEM-512", engine -> new MlKem(engine, 512)));
    }

    private static Arguments family(String name, Function<Engine, KeyFamily> family) {
        return Arguments.of(name, family);
    }

    @ParameterizedTest
    @MethodSource("families")
    void reading_a_malformed_key_is_no_accident(String engine, String name, Function<Engine, KeyFamily> constructor) {
        KeyFamily family = constructor.apply(Vectors.engine(engine));
        List<String> accidents = new ArrayList<>();
        try (EncodedPair pair = family.generate()) {
            meddle(pair.publicKey().bytes(), family::publicKey, accidents);
            meddle(pair.privateKey().exposed(), family::privateKey, accidents);
        }
        assertThat(accidents).as("%s, seed %d", name, SEED).isEmpty();
    }

    private static void meddle(byte[] encoded, Reading reading, List<String> accidents) {
        Random random = new Random(SEED);
        for (int length = 0; length < encoded.length; length += 1 + length / 16) {
            if (read(Arrays.copyOf(encoded, length), reading, accidents) != null) {
                accidents.add("read from the first " + length + " bytes");
            }
        }
        for (int flip = 0; flip < FLIPS; flip++) {
            // Half of the flips hit the front of the encoding, because the structure is there.
            int bit = random.nextInt(Byte.SIZE * (flip % 2 == 0 ? Math.min(40, encoded.length) : encoded.length));
            byte[] changed = encoded.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            read(changed, reading, accidents);
        }
    }

    private static @Nullable Key read(byte[] encoded, Reading reading, List<String> accidents) {
        try {
            return reading.of(encoded);
        } catch (InvalidKeySpecException refused) {
            return null;
        } catch (RuntimeException | Error accident) {
            accidents.add(accident + " in " + accident.getStackTrace()[0]);
            return null;
        }
    }
}
