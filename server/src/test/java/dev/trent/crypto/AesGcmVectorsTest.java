package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bouncycastle.util.Arrays.concatenate;

import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// AES-256-GCM by Project Wycheproof and by NIST.
class AesGcmVectorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void wycheproof_agrees(String engine) {
        AesGcm aesGcm = new AesGcm(Vectors.engine(engine));
        Vectors.judge("wycheproof/aes_gcm_test", 66, one -> {
            byte[] output = concatenate(one.bytes("ct"), one.bytes("tag"));
            byte[] sealed = aesGcm.seal(one.bytes("key"), one.bytes("iv"), one.bytes("aad"), one.bytes("msg"));
            assertThat(Arrays.equals(sealed, output)).isEqualTo(one.isValid());
            try {
                byte[] opened =
                        aesGcm.open(one.bytes("key"), one.bytes("iv"), one.bytes("aad"), output, 0, output.length);
                assertThat(opened).isEqualTo(one.bytes("msg"));
                return true;
            } catch (AEADBadTagException refused) {
                return false;
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void nist_agrees(String engine) throws AEADBadTagException {
        AesGcm aesGcm = new AesGcm(Vectors.engine(engine));
        List<ResponseFile.Response> cases = ResponseFile.read("nist/gcm-decrypt-256.rsp", "Count");
        assertThat(cases).hasSize(100);
        assertThat(cases.stream().filter(ResponseFile.Response::isFailing)).hasSize(50);
        for (ResponseFile.Response one : cases) {
            byte[] input = concatenate(one.bytes("CT"), one.bytes("Tag"));
            if (one.isFailing()) {
                assertThatThrownBy(() -> aesGcm.open(
                                one.bytes("Key"), one.bytes("IV"), one.bytes("AAD"), input, 0, input.length))
                        .as(one.toString())
                        .isInstanceOf(AEADBadTagException.class);
            } else {
                assertThat(aesGcm.open(one.bytes("Key"), one.bytes("IV"), one.bytes("AAD"), input, 0, input.length))
                        .as(one.toString())
                        .isEqualTo(one.bytes("PT"));
            }
        }
    }
}
