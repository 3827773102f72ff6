package dev.trent.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.keys.Key;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsealedMaterialTest {
    @Test
    void material_that_is_dropped_is_zeroed_and_gives_no_copy() {
        Secret secret = Secret.owning(new byte[] {1, 2, 3});
        UnsealedMaterial material = new UnsealedMaterial(secret);
        assertThat(material.copy()).containsExactly(1, 2, 3);
        material.drop();
        assertThat(material.copy()).isNull();
        assertThat(secret.exposed()).containsOnly(0);
    }

    @Test
    void the_cache_holds_less_than_all_keys_and_all_keys_work(@TempDir Path folder) {
        try (VaultFixture fixture = new VaultFixture(folder, Engine.portable("test"), new byte[32]);
                Vault vault = fixture.vault(1_000);
                Secret plaintext = Secret.owning(new byte[] {1, 2, 3})) {
            List<Key> keys = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                keys.add(fixture.create(vault, "1234abcd-12ab-34cd-56ef-1234567890" + (10 + i)));
            }
            EncryptionContext none = EncryptionContext.of(null);
            for (Key key : keys) {
                byte[] blob =
                        fixture.encrypting(vault, key).encrypt(plaintext, none).bytes();
                try (Secret opened = fixture.decrypting(vault, key)
                        .decrypt(CiphertextBlob.parse(blob), none)
                        .plaintext()) {
                    assertThat(opened).isEqualTo(plaintext);
                }
            }
        }
    }
}
