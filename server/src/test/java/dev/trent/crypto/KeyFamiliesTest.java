package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each engine can use the keys of the other: a server may move to a machine without the native library, and
/// back.
class KeyFamiliesTest {
    private static final Engine FASTEST = Engine.fastest();
    private static final Engine PORTABLE = Engine.portable("test");
    private static final byte[] MESSAGE = new byte[64];

    static {
        new Random(1).nextBytes(MESSAGE);
    }

    private static final List<Engine> BOTH = List.of(FASTEST, PORTABLE);

    private static String name(Engine engine) {
        return engine == FASTEST ? "fastest" : "portable";
    }

    private static Map<String, Function<Engine, KeyFamily>> families() {
        Map<String, Function<Engine, KeyFamily>> families = new LinkedHashMap<>();
        families.put("RSA", engine -> new Rsa(engine, 2048));
        for (Curve curve : Curve.values()) {
            families.put(curve.name(), engine -> new Ec(engine, curve));
        }
        families.put("Ed25519", Ed25519::new);
        families.put("SM2 for everything", Sm2::new);
        for (int set : new int[] {44, 65, 87}) {
            families.put("ML-DSA-" + set, engine -> new MlDsa(engine, set));
        }
        for (int set : new int[] {512, 768, 1024}) {
            families.put("ML-KEM-" + set, engine -> new MlKem(engine, set));
        }
        return families;
    }

    private static List<Signatures> signatures(KeyFamily family) {
        return switch (family) {
            case Rsa rsa ->
                Stream.of(Hash.SHA_256, Hash.SHA_384, Hash.SHA_512)
                        .flatMap(hash -> Stream.of(
                                rsa.pkcs1(hash).hashing(hash), rsa.pss(hash).hashing(hash)))
                        .toList();
            case Ec curve -> List.of(curve.ecdsa().hashing(Hash.SHA_256));
            case Ed25519 edwards -> List.of(edwards.pure(), edwards.prehashed());
            case Sm2 sm2 -> List.of(sm2.onMessage(), sm2.onDigest().hashing(Hash.SHA_256));
            case MlDsa lattice -> List.of(lattice.onMessage(), lattice.onMu());
            default -> List.of();
        };
    }

    @TestFactory
    Stream<DynamicTest> a_pair_made_by_one_engine_is_used_by_both() {
        return families().entrySet().stream()
                .flatMap(family -> BOTH.stream()
                        .map(maker -> DynamicTest.dynamicTest(
                                family.getKey() + " from " + name(maker), () -> useOf(family.getValue(), maker))));
    }

    private static void useOf(Function<Engine, KeyFamily> families, Engine maker) throws Exception {
        KeyFamily making = families.apply(maker);
        try (EncodedPair pair = making.generate();
                EncodedPair another = making.generate()) {
            for (Engine user : BOTH) {
                use(families.apply(user), pair, another);
            }
        }
    }

    private static void use(KeyFamily family, EncodedPair pair, EncodedPair another) throws Exception {
        PrivateKey privateKey = family.privateKey(pair.privateKey().exposed());
        PublicKey publicKey = family.publicKey(pair.publicKey().bytes());
        PublicKey anotherKey = family.publicKey(another.publicKey().bytes());
        for (Signatures signatures : signatures(family)) {
            byte[] signature = signatures.sign(privateKey, MESSAGE);
            assertThat(signatures.verify(publicKey, MESSAGE, signature)).isTrue();
            assertThat(signatures.verify(anotherKey, MESSAGE, signature)).isFalse();
            MESSAGE[0] ^= 1;
            assertThat(signatures.verify(publicKey, MESSAGE, signature)).isFalse();
            MESSAGE[0] ^= 1;
        }
        if (family instanceof Ec curve) {
            PrivateKey other = curve.privateKey(another.privateKey().exposed());
            assertThat(curve.agree(privateKey, anotherKey)).isEqualTo(curve.agree(other, publicKey));
        }
        if (family instanceof MlKem lattice) {
            MlKem.Encapsulated made = lattice.encapsulate(publicKey);
            assertThat(lattice.decapsulate(privateKey, made.ciphertext().bytes()))
                    .isEqualTo(made.sharedSecret());
        }
    }

    @TestFactory
    Stream<DynamicTest> a_key_of_another_family_or_size_is_refused() {
        Map<String, Function<Engine, KeyFamily>> families = families();
        families.remove("SM2 for everything");
        families.put("RSA of another size", engine -> new Rsa(engine, 3072));
        Map<String, byte[]> publicKeys = new LinkedHashMap<>();
        families.forEach((name, family) -> publicKeys.put(
                name, family.apply(FASTEST).generate().publicKey().bytes()));
        return BOTH.stream()
                .flatMap(engine -> families.entrySet().stream()
                        .map(family -> DynamicTest.dynamicTest(
                                family.getKey() + " " + name(engine),
                                () -> publicKeys.forEach((name, publicKey) -> {
                                    if (!name.equals(family.getKey())) {
                                        assertThatThrownBy(() -> family.getValue()
                                                        .apply(engine)
                                                        .publicKey(publicKey))
                                                .as(name)
                                                .isInstanceOf(InvalidKeySpecException.class);
                                    }
                                }))));
    }
}
