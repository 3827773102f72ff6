package dev.trent.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.EncodedPair;
import dev.trent.crypto.Engine;
import dev.trent.keys.Key;
import dev.trent.keys.Material;
import dev.trent.keys.Materials;
import dev.trent.wire.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Makes the vectors of `docs/spec` from fixed keys and fixed chance with both engines, and compares them
/// with the file that the independent implementation there reads. `-Dgolden.update=true` writes the file
/// again.
class CiphertextVectorsTest {
    private static final Path FILE = Path.of("../docs/spec/vectors.json");
    private static final byte[] ROOT_KEY = new byte[32];
    private static final String PUBLIC_KEY =
            "3059301306072a8648ce3d020106082a8648ce3d03010703420004e9367c979b46db56c566e9426e711f3173f12a747e508fbf27df"
                    + "441c078337bde189b0ba47778f14cbf8de5c47398475863cb27a732c3b68e4fb6f8725fb54db";
    private static final String PRIVATE_KEY =
            "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b02010104209a9b9cdd1e21dfea27bf2171327ba59d4c"
                    + "9984f75b4be981455f1b5184137ae2a14403420004e9367c979b46db56c566e9426e711f3173f12a747e508fbf27df441c0783"
                    + "37bde189b0ba47778f14cbf8de5c47398475863cb27a732c3b68e4fb6f8725fb54db";

    static {
        Arrays.fill(ROOT_KEY, (byte) 0x42);
    }

    /// Counts; draws nothing.
    private static final class Counting extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private int next;

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (next++ * 7);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void every_engine_makes_the_vectors(String which, @TempDir Path folder) throws IOException {
        Engine engine =
                (which.equals("portable") ? Engine.portable("test") : Engine.fastest()).drawingFrom(new Counting());
        StringBuilder vectors = new StringBuilder("[\n");
        try (VaultFixture fixture = new VaultFixture(folder, engine, ROOT_KEY)) {
            Materials.WrappedDomainKey domainKey =
                    fixture.materials.domainKeys().getFirst();
            Vault vault = fixture.vault(10_000);
            Key key = fixture.create(vault, "1234abcd-12ab-34cd-56ef-1234567890ab");
            Key multiRegion = fixture.create(vault, "mrk-1234abcd12ab34cd56ef1234567890ab");
            Map<String, String> context = new LinkedHashMap<>();
            context.put("zebra", "");
            context.put("Ärger", "\uD83D\uDD11");
            context.put("app", "web");
            vectors.append(vector(fixture, vault, domainKey, key, Map.of(), "hello"));
            vectors.append(",\n").append(vector(fixture, vault, domainKey, key, context, "x".repeat(4096)));
            vectors.append(",\n").append(vector(fixture, vault, domainKey, multiRegion, Map.of("a", "b"), "\0"));
            vectors.append(",\n").append(pair(fixture, domainKey, key));
        }
        String made = vectors.append("\n]\n").toString();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, made);
        }
        assertThat(made).isEqualTo(Files.readString(FILE));
    }

    /// The material of an asymmetric key, wrapped for the ARN of a symmetric one.
    private static String pair(VaultFixture fixture, Materials.WrappedDomainKey domainKey, Key key) {
        JsonBytes json = new JsonBytes(1024);
        try (EncodedPair pair = new EncodedPair(Secret.owning(bytes(PRIVATE_KEY)), Blob.owning(bytes(PUBLIC_KEY)));
                Secret material = PairMaterial.join(pair)) {
            Material wrapped =
                    fixture.materialSeal().wrapCurrent(key.arn(), key.keyId(), material, Instant.EPOCH, null);
            beginMaterial(json, domainKey, key, material.exposed(), wrapped);
        }
        json.name("publicKey").value(PUBLIC_KEY);
        json.name("privateKey").value(PRIVATE_KEY).endObject();
        return new String(json.toByteArray(), StandardCharsets.UTF_8);
    }

    private static void beginMaterial(
            JsonBytes json, Materials.WrappedDomainKey domainKey, Key key, byte[] material, Material wrapped) {
        json.beginObject().name("rootKey").value(hex(ROOT_KEY));
        json.name("domainKeyId").value(domainKey.id());
        json.name("wrappedDomainKey").value(hex(domainKey.wrapped()));
        json.name("keyArn").value(key.arn().toString());
        json.name("material").value(hex(material));
        json.name("materialId").value(wrapped.materialId());
        json.name("wrappedMaterial").value(hex(wrapped.wrapped().bytes()));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String vector(
            VaultFixture fixture,
            Vault vault,
            Materials.WrappedDomainKey domainKey,
            Key key,
            Map<String, String> context,
            String plaintext) {
        Material material = Objects.requireNonNull(
                fixture.materials.find(key.region(), key.keyId(), Objects.requireNonNull(key.currentMaterialId())));
        Blob blob;
        try (Secret secret = Secret.owning(plaintext.getBytes(StandardCharsets.UTF_8))) {
            blob = fixture.encrypting(vault, key).encrypt(secret, EncryptionContext.of(context));
        }
        JsonBytes json = new JsonBytes(1024);
        beginMaterial(json, domainKey, key, fixture.unsealed(10_000).copy(key, material.materialId()), material);
        json.name("context").beginObject();
        context.forEach((name, value) -> json.name(name).value(value));
        json.endObject().name("plaintext").value(hex(plaintext.getBytes(StandardCharsets.UTF_8)));
        json.name("blob").value(hex(blob.bytes())).endObject();
        return new String(json.toByteArray(), StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
