package dev.trent.vault;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.trent.access.Permit;
import dev.trent.aws.Arn;
import dev.trent.crypto.Engine;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.Key;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.Material;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each key has the keeper of its origin, and what a keeper gives out knows neither keeper nor vault.
class KeeperTest {
    private static final JavaClasses ROOM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.trent.vault");

    private static final Map<String, BiConsumer<Vault, Permit>> USES = Map.of(
            "Encrypt",
            (vault, permit) -> vault.encryption(permit, "Encrypt", EncryptionAlgorithm.SYMMETRIC_DEFAULT),
            "GenerateDataKey",
            (vault, permit) -> vault.symmetric(permit, "GenerateDataKey"));

    /// The vault never uses our own material for a key that somebody else keeps, even if the database has some.
    @ParameterizedTest
    @EnumSource(
            value = KeyOrigin.class,
            names = {"AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"})
    void a_key_whose_material_is_not_ours_has_no_keeper(KeyOrigin origin, @TempDir Path folder) {
        try (VaultFixture fixture = new VaultFixture(folder, Engine.portable("test"), new byte[32]);
                Vault vault = fixture.vault(10_000)) {
            Key key = key(fixture, vault, origin);
            USES.forEach((action, use) -> assertThatThrownBy(() -> use.accept(vault, fixture.permit(action, key)))
                    .as(action)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage(key.arn() + " is of origin " + origin + ", which has no keeper"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyOrigin.class,
            names = {"AWS_KMS", "EXTERNAL"})
    void a_key_whose_material_is_in_the_database_is_used(KeyOrigin origin, @TempDir Path folder) {
        try (VaultFixture fixture = new VaultFixture(folder, Engine.portable("test"), new byte[32]);
                Vault vault = fixture.vault(10_000)) {
            Key key = key(fixture, vault, origin);
            USES.forEach((action, use) -> use.accept(vault, fixture.permit(action, key)));
        }
    }

    /// Stores a key of an origin, with a material that is wrapped in the database.
    private static Key key(VaultFixture fixture, Vault vault, KeyOrigin origin) {
        String keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";
        Arn arn = Arn.ofKey(VaultFixture.REGION, VaultFixture.ACCOUNT, keyId);
        Material material = vault.firstMaterial(
                fixture.accountPermit("CreateKey"), arn, keyId, KeySpec.SYMMETRIC_DEFAULT, Instant.EPOCH, () -> false);
        return fixture.store(arn, KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT, origin, material);
    }

    @Test
    void nothing_in_the_room_calls_up_to_the_vault() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Vault.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Vault.class)
                .check(ROOM);
    }

    @Test
    void only_the_vault_asks_a_keeper() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Vault.class, DatabaseKeeper.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Keeper.class, DatabaseKeeper.class)
                .check(ROOM);
    }
}
