package dev.trent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Arn;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.keys.Key;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.Material;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nobody who can write to the database can give a key another material or another public half.
class MaterialSealTest {
    @Test
    void a_pair_opens_whole_and_unchanged_under_its_own_key_only(@TempDir Path folder) {
        try (VaultFixture fixture = new VaultFixture(folder, Engine.portable("test"), new byte[32]);
                Vault vault = fixture.vault(10_000)) {
            Key key = pair(fixture, vault, 1);
            Key other = pair(fixture, vault, 2);
            Material material = material(fixture, key);
            MaterialSeal seal = fixture.materialSeal();
            Blob publicKey = vault.publicKey(fixture.permit("GetPublicKey", key));
            try (Secret whole = seal.unwrap(key.arn(), material)) {
                // The tag authenticates the public half too.
                assertThat(whole.exposed()).containsSubsequence(publicKey.bytes());
            }
            assertDamaged(seal, other.arn(), material);
            assertDamaged(seal, key.arn(), material(fixture, other));
            byte[] wrapped = material.wrapped().bytes();
            for (int bit = 0; bit < 8 * wrapped.length; bit++) {
                byte[] flipped = wrapped.clone();
                flipped[bit / 8] ^= (byte) (1 << (bit % 8));
                assertDamaged(seal, key.arn(), with(material, flipped));
            }
        }
    }

    private static Key pair(VaultFixture fixture, Vault vault, int number) {
        return fixture.create(
                vault, "1234abcd-12ab-34cd-56ef-12345678900" + number, KeySpec.ECC_NIST_P256, KeyUsage.SIGN_VERIFY);
    }

    private static Material material(VaultFixture fixture, Key key) {
        return Objects.requireNonNull(
                fixture.materials.find(key.region(), key.keyId(), Objects.requireNonNull(key.currentMaterialId())));
    }

    private static Material with(Material material, byte[] wrapped) {
        return new Material(
                material.region(),
                material.keyId(),
                material.materialId(),
                material.domainKeyId(),
                material.state(),
                Blob.owning(wrapped),
                material.created(),
                material.ordinal(),
                null,
                null);
    }

    private static void assertDamaged(MaterialSeal seal, Arn key, Material material) {
        assertThatThrownBy(() -> seal.unwrap(key, material))
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith("does not open");
    }
}
