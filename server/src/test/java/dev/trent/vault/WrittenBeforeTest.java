package dev.trent.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.access.Permit;
import dev.trent.aws.Arn;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.Material;
import dev.trent.keys.Materials.WrappedDomainKey;
import dev.trent.policy.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Opens the rows and the blobs of `docs/spec/vectors.json`: data that an earlier version wrote.
class WrittenBeforeTest {
    private static final Path FILE = Path.of("../docs/spec/vectors.json");

    /// One vector.
    private record Vector(Map<String, Object> members) {
        String text(String name) {
            return String.valueOf(Objects.requireNonNull(members.get(name), name));
        }

        byte[] bytes(String name) {
            return HexFormat.of().parseHex(text(name));
        }

        Arn arn() {
            return Arn.parse(text("keyArn")).orElseThrow();
        }

        boolean hasBlob() {
            return members.containsKey("blob");
        }

        WrappedDomainKey domainKey() {
            return new WrappedDomainKey(text("domainKeyId"), bytes("wrappedDomainKey"), Instant.EPOCH);
        }

        Material material() {
            return new Material(
                    arn().region(),
                    text("keyArn").substring(text("keyArn").indexOf('/') + 1),
                    text("materialId"),
                    text("domainKeyId"),
                    Material.State.CURRENT,
                    Blob.owning(bytes("wrappedMaterial")),
                    Instant.EPOCH,
                    0,
                    null,
                    null);
        }

        EncryptionContext context() {
            return EncryptionContext.of(Tree.map(Objects.requireNonNull(members.get("context"))).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue()))));
        }
    }

    private static List<Vector> vectors() throws IOException {
        return Tree.list(Tree.read(Files.readString(FILE))).stream()
                .map(each -> new Vector(Tree.map(each)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void the_vectors_of_the_specification_open(String which, @TempDir Path folder) throws IOException {
        Engine engine = which.equals("portable") ? Engine.portable("test") : Engine.fastest();
        List<Vector> vectors = vectors();
        assertThat(vectors).hasSize(4);
        Vector first = vectors.getFirst();
        try (VaultFixture fixture = new VaultFixture(folder, engine, first.bytes("rootKey"), first.domainKey());
                Vault vault = fixture.vault(10_000)) {
            for (Vector vector : vectors) {
                Arn arn = vector.arn();
                try (Secret material = fixture.materialSeal().unwrap(arn, vector.material())) {
                    assertThat(material.exposed()).isEqualTo(vector.bytes("material"));
                }
                if (vector.hasBlob()) {
                    assertThat(decrypt(fixture, vault, vector)).isEqualTo(vector.bytes("plaintext"));
                }
            }
        }
    }

    private static byte[] decrypt(VaultFixture fixture, Vault vault, Vector vector) {
        Material material = vector.material();
        if (fixture.materials.ids(material.region(), material.keyId()).isEmpty()) {
            fixture.store(
                    vector.arn(), KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT, KeyOrigin.AWS_KMS, material);
        }
        CiphertextBlob blob = CiphertextBlob.parse(vector.bytes("blob"));
        Permit permit = fixture.permit("Decrypt", blob.keyId());
        try (Secret plaintext = vault.symmetric(permit, "Decrypt")
                .decrypt(blob, vector.context())
                .plaintext()) {
            return plaintext.exposed().clone();
        }
    }
}
