package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ed25519 by Project Wycheproof; Ed25519ph by RFC 8032 and by an independent implementation.
class Ed25519VectorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void signatures_of_messages_are_judged_as_published(String engine) {
        Ed25519 ed25519 = new Ed25519(Vectors.engine(engine));
        Vectors.judge("wycheproof/ed25519_test", 87, one -> {
            PublicKey key = ed25519.publicKey(one.bytes("publicKeyDer"));
            return ed25519.pure().verify(key, one.bytes("msg"), one.bytes("sig"));
        });
    }

    /// Both schemes are deterministic: there is one valid signature, and the private key makes it.
    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void signatures_of_prehashed_messages_are_judged_as_published(String engine) {
        Ed25519 ed25519 = new Ed25519(Vectors.engine(engine));
        Vectors.judge("ed25519ph/ed25519ph", 148, one -> {
            PublicKey key = ed25519.publicKey(one.bytes("publicKeyDer"));
            byte[] made = ed25519.prehashed().sign(ed25519.privateKey(one.bytes("privateKeyPkcs8")), one.bytes("msg"));
            boolean accepted = ed25519.prehashed().verify(key, one.bytes("msg"), one.bytes("sig"));
            assertThat(Arrays.equals(made, one.bytes("sig"))).isEqualTo(accepted);
            return accepted;
        });
    }
}
