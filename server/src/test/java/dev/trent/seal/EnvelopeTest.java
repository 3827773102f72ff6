package dev.trent.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

/// The one form of every wrapped secret.
class EnvelopeTest {
    private static final byte[] KEY = new byte[32];
    private static final byte[] PLACE = {7, 8};

    private final Envelope envelope = new Envelope(Engine.portable("test"));

    private static Secret secret() {
        return Secret.owning(new byte[] {1, 2, 3});
    }

    @Test
    void it_is_a_version_a_vector_the_ciphertext_and_a_tag() throws AEADBadTagException {
        byte[] wrapped = envelope.wrap(KEY, PLACE, secret());
        assertThat(wrapped).hasSize(1 + 12 + 3 + 16).startsWith(1);
        assertThat(envelope.unwrap(KEY, PLACE, wrapped)).isEqualTo(secret());
        assertThat(new Envelope(Engine.fastest()).unwrap(KEY, PLACE, wrapped)).isEqualTo(secret());
    }

    @Test
    void two_envelopes_of_one_secret_differ() {
        assertThat(envelope.wrap(KEY, PLACE, secret())).isNotEqualTo(envelope.wrap(KEY, PLACE, secret()));
    }

    @Test
    void it_opens_whole_and_in_its_place_only() {
        byte[] wrapped = envelope.wrap(KEY, PLACE, secret());
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;
        assertRefused(otherKey, PLACE, wrapped);
        assertRefused(KEY, new byte[] {7}, wrapped);
        assertRefused(KEY, new byte[] {7, 8, 0}, wrapped);
        for (int length = 0; length < wrapped.length; length++) {
            assertRefused(KEY, PLACE, Arrays.copyOf(wrapped, length));
        }
        assertRefused(KEY, PLACE, Arrays.copyOf(wrapped, wrapped.length + 1));
        for (int bit = 0; bit < 8 * wrapped.length; bit++) {
            byte[] flipped = wrapped.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(KEY, PLACE, flipped);
        }
    }

    private void assertRefused(byte[] key, byte[] place, byte[] wrapped) {
        assertThatThrownBy(() -> envelope.unwrap(key, place, wrapped)).isInstanceOf(AEADBadTagException.class);
    }
}
