package dev.trent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.crypto.Engine;
import dev.trent.keys.Key;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.MacAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Imported material is of no use after its end, also before a chore has taken it away.
class ExpiredMaterialTest {
    @Test
    void nobody_works_with_expired_material(@TempDir Path folder) {
        Instant end = Instant.EPOCH.plus(Duration.ofDays(1));
        try (VaultFixture fixture = new VaultFixture(folder, Engine.portable("test"), new byte[32]);
                Vault vault = fixture.vault(1 << 20)) {
            Key key = fixture.expiring(
                    fixture.create(
                            vault,
                            "1234abcd-12ab-34cd-56ef-123456789001",
                            KeySpec.HMAC_256,
                            KeyUsage.GENERATE_VERIFY_MAC),
                    end);
            Key pair = fixture.expiring(
                    fixture.create(
                            vault, "1234abcd-12ab-34cd-56ef-123456789002", KeySpec.ECC_NIST_P256, KeyUsage.SIGN_VERIFY),
                    end);
            fixture.at(end.minusMillis(1));
            mac(fixture, vault, key);
            assertThat(vault.publicKey(fixture.permit("GetPublicKey", pair)).length())
                    .isPositive();

            fixture.at(end);

            for (Runnable use : new Runnable[] {
                () -> mac(fixture, vault, key), () -> vault.publicKey(fixture.permit("GetPublicKey", pair))
            }) {
                assertThatThrownBy(use::run)
                        .isInstanceOfSatisfying(
                                AwsException.class,
                                refusal -> assertThat(refusal.error()).isEqualTo(AwsError.KMS_INVALID_STATE))
                        .hasMessageEndingWith(" is pending import.");
            }
        }
    }

    private static void mac(VaultFixture fixture, Vault vault, Key key) {
        vault.mac(fixture.permit("GenerateMac", key), "GenerateMac", MacAlgorithm.HMAC_SHA_256);
    }
}
