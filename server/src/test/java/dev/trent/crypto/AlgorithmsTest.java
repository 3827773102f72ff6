package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.corretto.crypto.provider.CounterKdfSpec;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Published vectors on both engines.
class AlgorithmsTest {
    static List<Engine> engines() {
        return List.of(Engine.fastest(), Engine.portable("test"));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void this_machine_has_the_fast_engine() {
        // Until now Trent is built and run only on machines that AWS-LC supports.
        assertThat(Engine.fastest().description()).startsWith("AWS-LC");
        assertThat(Engine.portable("because").description())
                .startsWith("Bouncy Castle")
                .endsWith("(because)");
    }

    /// Test cases 14 and 16 of "The Galois/Counter Mode of Operation" by McGrew and Viega, AES-256.
    @ParameterizedTest
    @MethodSource("engines")
    void aes_gcm_is_as_published(Engine engine) throws AEADBadTagException {
        AesGcm aesGcm = new AesGcm(engine);
        assertThat(aesGcm.seal(new byte[32], new byte[12], new byte[0], new byte[16]))
                .isEqualTo(hex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"));
        byte[] key = hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        byte[] iv = hex("cafebabefacedbaddecaf888");
        byte[] associated = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] plaintext = hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        byte[] expected = hex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662" + "76fc6ece0f4e1768cddf8853bb2d551b");
        assertThat(aesGcm.seal(key, iv, associated, plaintext)).isEqualTo(expected);
        assertThat(aesGcm.open(key, iv, associated, expected, 0, expected.length))
                .isEqualTo(plaintext);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void every_flipped_bit_of_a_ciphertext_or_its_associated_data_is_noticed(Engine engine) {
        AesGcm aesGcm = new AesGcm(engine);
        byte[] key = new byte[32];
        byte[] iv = new byte[12];
        byte[] output = aesGcm.seal(key, iv, new byte[] {1, 2}, new byte[5]);
        for (int bit = 0; bit < 8 * output.length; bit++) {
            byte[] flipped = output.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> aesGcm.open(key, iv, new byte[] {1, 2}, flipped, 0, flipped.length))
                    .isInstanceOf(AEADBadTagException.class);
        }
        assertThatThrownBy(() -> aesGcm.open(key, iv, new byte[] {1, 3}, output, 0, output.length))
                .isInstanceOf(AEADBadTagException.class);
        assertThatThrownBy(() -> aesGcm.open(key, iv, new byte[] {1, 2}, output, 0, 15))
                .isInstanceOf(AEADBadTagException.class);
    }

    /// The function is one HMAC over a layout of NIST; the test writes that layout byte by byte.
    @ParameterizedTest
    @MethodSource("engines")
    void the_counter_kdf_is_one_hmac_over_counter_label_zero_context_and_length(Engine engine) throws Exception {
        byte[] key = new byte[32];
        key[0] = 1;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update(hex("00000001"));
        mac.update("label".getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0);
        mac.update(hex("c0ffee"));
        mac.update(hex("00000100"));
        assertThat(new CounterKdf(engine).derive(key, "label", hex("c0ffee"))).isEqualTo(mac.doFinal());
    }

    /// The Amazon provider has an independent implementation of the counter mode of SP 800-108.
    @Test
    void the_counter_kdf_agrees_with_aws_lc() throws Exception {
        byte[] key = new byte[32];
        key[31] = 9;
        byte[] info = "label\0context\0\0\1\0".getBytes(StandardCharsets.US_ASCII);
        SecretKeyFactory factory = SecretKeyFactory.getInstance(
                "CounterKdfWithHmacSHA256", Engine.fastest().provider());
        byte[] expected = factory.generateSecret(new CounterKdfSpec(key, info, 32, "Generic"))
                .getEncoded();
        byte[] context = "context".getBytes(StandardCharsets.US_ASCII);
        assertThat(new CounterKdf(Engine.fastest()).derive(key, "label", context))
                .isEqualTo(expected);
    }
}
