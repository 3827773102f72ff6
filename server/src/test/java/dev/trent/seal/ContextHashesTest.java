package dev.trent.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The hashes were computed with Python, from the page `docs/spec/audit-log.md` alone.
class ContextHashesTest {
    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void a_hash_depends_on_the_root_key_and_the_value_alone(String which) {
        Engine engine = which.equals("portable") ? Engine.portable("test") : Engine.fastest();
        byte[] rootKey = new byte[32];
        Arrays.fill(rootKey, (byte) 0x42);
        try (Seal seal = new Seal(Secret.owning(rootKey), engine);
                ContextHashes hashes = new ContextHashes(seal, engine)) {
            assertThat(hashes.apply("ledger"))
                    .isEqualTo("hmac-sha256:b4570777d959711b00d4f71cf2660f725449e0c06798140a3f232f396cc063fd");
            assertThat(hashes.apply("\u00c4rger"))
                    .isEqualTo("hmac-sha256:a5d1fb7e3ab8edb20b85e171e30bf6b5ee91ca6a16865da0d57ff00417258785");
        }
    }
}
