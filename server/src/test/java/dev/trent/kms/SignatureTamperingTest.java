package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.crypto.Engine;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Changed signatures and MACs over the wire. A change of any bit of the message, the signature or the MAC is
/// refused; so is another length, algorithm or key. The refusals are AWS's and have no message.
class SignatureTamperingTest {
    private static final String REFUSAL = "KMSInvalidSignatureException";
    private static final String SIGN_VERIFY = "SIGN_VERIFY";
    private static final int SIGNATURE_FLIPS = 8;
    private static final int MESSAGE_FLIPS = 4;

    private static Tampering tampering;
    private static final Map<String, String> KEYS = new HashMap<>();
    private static final Map<String, String> OTHER_KEYS = new HashMap<>();

    /// One way to sign.
    ///
    /// @param inputBytes the length of the signed input
    record Way(String spec, String algorithm, String messageType, int inputBytes) {}

    @BeforeAll
    static void make_keys(@TempDir Path data) {
        tampering = new Tampering(data, Engine.fastest());
        ways().map(Way::spec).distinct().forEach(spec -> {
            KEYS.put(spec, tampering.key(spec, SIGN_VERIFY));
            OTHER_KEYS.put(spec, tampering.key(spec, SIGN_VERIFY));
        });
    }

    @AfterAll
    static void stop() {
        tampering.close();
    }

    static Stream<Way> ways() {
        return Stream.of(
                        Stream.of("RSA_2048", "RSA_3072", "RSA_4096")
                                .flatMap(spec -> Stream.of("RSASSA_PKCS1_V1_5_SHA_", "RSASSA_PSS_SHA_")
                                        .flatMap(padding -> Stream.of(256, 384, 512)
                                                .flatMap(bits -> both(spec, padding + bits, bits / Byte.SIZE)))),
                        both("ECC_NIST_P256", "ECDSA_SHA_256", 32),
                        both("ECC_NIST_P384", "ECDSA_SHA_384", 48),
                        both("ECC_NIST_P521", "ECDSA_SHA_512", 64),
                        both("ECC_SECG_P256K1", "ECDSA_SHA_256", 32),
                        both("SM2", "SM2DSA", 32),
                        Stream.of(new Way("ECC_NIST_EDWARDS25519", "ED25519_SHA_512", "RAW", 64)),
                        Stream.of(new Way("ECC_NIST_EDWARDS25519", "ED25519_PH_SHA_512", "DIGEST", 64)),
                        Stream.of("ML_DSA_44", "ML_DSA_65", "ML_DSA_87")
                                .flatMap(spec -> Stream.of("RAW", "EXTERNAL_MU")
                                        .map(type -> new Way(spec, "ML_DSA_SHAKE_256", type, 64))))
                .flatMap(way -> way);
    }

    private static Stream<Way> both(String spec, String algorithm, int digestBytes) {
        return Stream.of("RAW", "DIGEST").map(type -> new Way(spec, algorithm, type, digestBytes));
    }

    /// The ways with signatures in DER. Tests change every bit of their heads, because a parser might be
    /// lenient there.
    static Stream<Way> derWays() {
        return ways().filter(way -> way.messageType.equals("DIGEST"))
                .filter(way -> way.algorithm.startsWith("ECDSA") || way.algorithm.equals("SM2DSA"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_changed_message_or_signature_is_refused(Way way) {
        Map<String, Object> signed = signed(way, tampering.bytes(way.inputBytes));
        byte[] message = Tampering.decoded(signed, "Message");
        byte[] signature = Tampering.decoded(signed, "Signature");
        for (byte[] changed : tampering.flipped(signature, SIGNATURE_FLIPS)) {
            refused(Tampering.with(signed, "Signature", Tampering.base64(changed)), "a bit of the signature");
        }
        for (byte[] changed : Tampering.resized(signature)) {
            refused(Tampering.with(signed, "Signature", Tampering.base64(changed)), "the signature's length");
        }
        for (byte[] changed : tampering.flipped(message, MESSAGE_FLIPS)) {
            refused(Tampering.with(signed, "Message", Tampering.base64(changed)), "a bit of the message");
        }
        if (way.messageType.equals("RAW")) {
            for (byte[] changed : Tampering.resized(message)) {
                refused(Tampering.with(signed, "Message", Tampering.base64(changed)), "the message's length");
            }
        }
        refused(Tampering.with(signed, "KeyId", named(OTHER_KEYS, way)), "the key");
    }

    @ParameterizedTest
    @MethodSource("derWays")
    void every_bit_of_a_signature_in_der_counts(Way way) {
        Map<String, Object> signed = signed(way, tampering.bytes(way.inputBytes));
        byte[] signature = Tampering.decoded(signed, "Signature");
        int secondHead = signature[1] < 0 ? 4 + signature[4] + 1 : 4 + signature[3];
        for (int at = 0; at < signature.length; at++) {
            boolean inHead = at < 6 || (at >= secondHead && at < secondHead + 4);
            for (int bit = 0; bit < (inHead ? Byte.SIZE : 1); bit++) {
                byte[] changed = Tampering.flip(signature, Byte.SIZE * at + bit);
                refused(Tampering.with(signed, "Signature", Tampering.base64(changed)), "bit " + bit + " of " + at);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_signature_by_one_algorithm_is_none_by_another(Way way) {
        byte[] message = tampering.bytes(way.inputBytes);
        Map<String, Object> signed = signed(way, message);
        ways().filter(other -> other.spec.equals(way.spec) && !other.equals(way))
                .filter(other -> other.inputBytes == message.length || other.messageType.equals("RAW"))
                .forEach(other -> refused(
                        Tampering.with(
                                Tampering.with(signed, "SigningAlgorithm", other.algorithm),
                                "MessageType",
                                other.messageType),
                        "the algorithm to " + other));
    }

    @ParameterizedTest
    @ValueSource(ints = {224, 256, 384, 512})
    void a_changed_message_or_mac_is_refused(int bits) {
        String key = tampering.key("HMAC_" + bits, "GENERATE_VERIFY_MAC");
        Map<String, Object> named = Map.of("KeyId", key, "MacAlgorithm", "HMAC_SHA_" + bits);
        byte[] message = tampering.bytes(100);
        Map<String, Object> asked = Tampering.with(named, "Message", Tampering.base64(message));
        byte[] mac = Tampering.decoded(tampering.ok("GenerateMac", asked), "Mac");
        assertThat(mac).hasSize(bits / Byte.SIZE);
        Map<String, Object> made = Tampering.with(asked, "Mac", Tampering.base64(mac));
        tampering.ok("VerifyMac", made);
        for (int bit = 0; bit < bits; bit++) {
            refusedMac(Tampering.with(made, "Mac", Tampering.base64(Tampering.flip(mac, bit))), "bit " + bit);
        }
        for (byte[] changed : Tampering.resized(mac)) {
            refusedMac(Tampering.with(made, "Mac", Tampering.base64(changed)), "the MAC's length");
        }
        List<byte[]> messages = tampering.flipped(message, 20);
        Stream.concat(messages.stream(), Tampering.resized(message).stream())
                .forEach(changed ->
                        refusedMac(Tampering.with(made, "Message", Tampering.base64(changed)), "the message"));
        String other = tampering.key("HMAC_" + bits, "GENERATE_VERIFY_MAC");
        refusedMac(Tampering.with(made, "KeyId", other), "the key");
        String otherAlgorithm = bits == 256 ? "HMAC_SHA_512" : "HMAC_SHA_256";
        assertThat(tampering.error("VerifyMac", Tampering.with(made, "MacAlgorithm", otherAlgorithm)))
                .isEqualTo("InvalidKeyUsageException");
    }

    /// Signs, and returns a request to verify that succeeds.
    private static Map<String, Object> signed(Way way, byte[] message) {
        Map<String, Object> request = Map.of(
                "KeyId",
                named(KEYS, way),
                "SigningAlgorithm",
                way.algorithm,
                "MessageType",
                way.messageType,
                "Message",
                Tampering.base64(message));
        Map<String, Object> answer = tampering.ok("Sign", request);
        Map<String, Object> signed = Tampering.with(request, "Signature", Tampering.member(answer, "Signature"));
        assertThat(String.valueOf(tampering.ok("Verify", signed).get("SignatureValid")))
                .isEqualTo("true");
        return signed;
    }

    private static void refused(Map<String, Object> request, String changed) {
        tampering.refused(REFUSAL, "Verify", request, changed);
    }

    private static void refusedMac(Map<String, Object> request, String changed) {
        tampering.refused("KMSInvalidMacException", "VerifyMac", request, changed);
    }

    private static String named(Map<String, String> keys, Way way) {
        return Objects.requireNonNull(keys.get(way.spec));
    }
}
