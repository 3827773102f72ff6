package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import javax.crypto.BadPaddingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SM2 by the examples of its standard, and by an independent implementation.
class Sm2VectorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void signatures_are_judged_as_published(String engine) {
        Sm2 sm2 = new Sm2(Vectors.engine(engine));
        Vectors.judge("sm2/sm2-signature", 232, one -> {
            PublicKey key = sm2.publicKey(one.bytes("publicKeyDer"));
            boolean accepted = sm2.onMessage().verify(key, one.bytes("msg"), one.bytes("sig"));
            assertThat(sm2.onDigest().verify(key, one.bytes("digest"), one.bytes("sig")))
                    .isEqualTo(accepted);
            return accepted;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void signatures_of_messages_and_of_their_digests_are_the_same(String engine) {
        Sm2 sm2 = new Sm2(Vectors.engine(engine));
        Vectors.judge("sm2/sm2-signature", 232, one -> true, one -> {
            PublicKey key = sm2.publicKey(one.bytes("publicKeyDer"));
            byte[] ofDigest = sm2.onDigest().sign(sm2.privateKey(one.bytes("privateKeyPkcs8")), one.bytes("digest"));
            return sm2.onMessage().verify(key, one.bytes("msg"), ofDigest);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void ciphertexts_are_judged_as_published(String engine) {
        Sm2 sm2 = new Sm2(Vectors.engine(engine));
        Vectors.judge("sm2/sm2-encryption", 143, one -> {
            try {
                byte[] plaintext = sm2.decrypt(sm2.privateKey(one.bytes("privateKeyPkcs8")), one.bytes("ct"));
                assertThat(plaintext).isEqualTo(one.bytes("msg"));
                return true;
            } catch (BadPaddingException refused) {
                return false;
            }
        });
    }

    /// Compressed points are refused, as on the other curves.
    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void agreement_gives_the_published_secrets(String engine) {
        Ec curve = new Ec(Vectors.engine(engine), Curve.SM2);
        Vectors.judge("sm2/sm2-agreement", 30, one -> {
            PublicKey peer;
            try {
                peer = curve.publicKey(one.bytes("public"));
            } catch (InvalidKeySpecException refused) {
                return false;
            }
            assertThat(curve.agree(curve.privateKey(one.bytes("privateKeyPkcs8")), peer))
                    .isEqualTo(one.bytes("shared"));
            return true;
        });
    }
}
