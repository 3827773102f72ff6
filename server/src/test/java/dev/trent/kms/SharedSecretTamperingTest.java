package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.crypto.Engine;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changed keys and ciphertexts of shared secrets, over the wire. A changed public key of the peer is refused.
/// A changed ciphertext of ML-KEM gives another secret, and always the same one.
///
/// The test uses the portable engine, because its providers accept keys in more than one encoding.
class SharedSecretTamperingTest {
    private static final int FLIPS = 40;

    private static Tampering tampering;

    @BeforeAll
    static void start(@TempDir Path data) {
        tampering = new Tampering(data, Engine.portable("test"));
    }

    @AfterAll
    static void stop() {
        tampering.close();
    }

    /// In the first bytes every bit is changed, because a decoder might be lenient there.
    @ParameterizedTest
    @ValueSource(strings = {"ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "SM2"})
    void every_bit_of_the_peers_public_key_counts(String spec) {
        String key = tampering.key(spec, "KEY_AGREEMENT");
        String peer = tampering.key(spec, "KEY_AGREEMENT");
        byte[] ours = publicKey(key);
        byte[] theirs = publicKey(peer);
        assertThat(secret(key, theirs)).isEqualTo(secret(peer, ours));
        int head = 32;
        for (int bit = 0; bit < Byte.SIZE * head; bit++) {
            refusedPeer(key, Tampering.flip(theirs, bit));
        }
        for (byte[] changed : tampering.flipped(theirs, FLIPS)) {
            refusedPeer(key, changed);
        }
        for (byte[] changed : Tampering.resized(theirs)) {
            refusedPeer(key, changed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
    void a_changed_encapsulation_holds_another_secret_and_always_the_same(String spec) {
        String key = tampering.key(spec, "ENCAPSULATE_DECAPSULATE");
        Map<String, Object> named = Map.of("KeyId", key, "EncapsulationAlgorithm", "ML_KEM");
        Map<String, Object> made = tampering.ok("Encapsulate", named);
        byte[] ciphertext = Tampering.decoded(made, "SharedSecretCiphertextBlob");
        Set<Object> secrets = new HashSet<>(Set.of(Tampering.member(made, "SharedSecret")));
        assertThat(decapsulated(named, ciphertext)).isEqualTo(Tampering.member(made, "SharedSecret"));
        for (byte[] changed : Set.copyOf(tampering.flipped(ciphertext, FLIPS))) {
            Object secret = decapsulated(named, changed);
            assertThat(secrets.add(secret)).isTrue();
            assertThat(decapsulated(named, changed)).isEqualTo(secret);
        }
        for (byte[] changed : Tampering.resized(ciphertext)) {
            Map<String, Object> request =
                    Tampering.with(named, "SharedSecretCiphertextBlob", Tampering.base64(changed));
            tampering.refused("InvalidCiphertextException", "Decapsulate", request, "the length");
        }
        String other = tampering.key(spec, "ENCAPSULATE_DECAPSULATE");
        assertThat(secrets.add(decapsulated(Tampering.with(named, "KeyId", other), ciphertext)))
                .isTrue();
    }

    private static Object decapsulated(Map<String, Object> named, byte[] ciphertext) {
        Map<String, Object> request = Tampering.with(named, "SharedSecretCiphertextBlob", Tampering.base64(ciphertext));
        return tampering.ok("Decapsulate", request).getOrDefault("SharedSecret", "");
    }

    private static byte[] publicKey(String key) {
        return Tampering.decoded(tampering.ok("GetPublicKey", Map.of("KeyId", key)), "PublicKey");
    }

    private static byte[] secret(String key, byte[] peer) {
        return Tampering.decoded(tampering.ok("DeriveSharedSecret", agreement(key, peer)), "SharedSecret");
    }

    private static void refusedPeer(String key, byte[] peer) {
        tampering.refused("ValidationException", "DeriveSharedSecret", agreement(key, peer), "the public key");
    }

    private static Map<String, Object> agreement(String key, byte[] peer) {
        return Map.of("KeyId", key, "KeyAgreementAlgorithm", "ECDH", "PublicKey", Tampering.base64(peer));
    }
}
