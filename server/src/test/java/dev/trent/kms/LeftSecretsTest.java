package dev.trent.kms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.trent.access.AccessFixture;
import dev.trent.aws.Caller;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.Engine;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.Materials;
import dev.trent.memory.Memory;
import dev.trent.seal.RootKeyFile;
import dev.trent.seal.Seal;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import dev.trent.vault.DomainKeys;
import dev.trent.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// If an operation makes a secret and its answer then fails, the secret is zeroed.
class LeftSecretsTest {
    private static final String ACCOUNT = "111122223333";
    private static final int DATA_KEY_BYTES = 32;

    /// The bytes that an encryption draws: a nonce of 16 bytes and an initialization vector.
    private static final int ENCRYPTING_DRAWS_BYTES = 16 + AesGcm.IV_BYTES;

    /// A source of random bytes. It remembers the arrays that it filled. It can fail when an encryption asks
    /// for bytes.
    private static final class Source extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient List<byte[]> drawn = new ArrayList<>();
        private boolean dry;

        @Override
        public void nextBytes(byte[] bytes) {
            if (dry && bytes.length == ENCRYPTING_DRAWS_BYTES) {
                throw new IllegalStateException("no chance is left");
            }
            super.nextBytes(bytes);
            drawn.add(bytes);
        }
    }

    @Test
    void a_data_key_that_cannot_be_encrypted_is_zeroed(@TempDir Path folder) throws IOException {
        Source source = new Source();
        Engine engine = Engine.portable("test").drawingFrom(source);
        try (Seal seal = new Seal(RootKeyFile.create(folder.resolve("root.key"), engine.random()), engine);
                Store store = GenuineRows.in(Store.open("jdbc:sqlite:" + folder.resolve("trent.db")))) {
            store.write(tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", ACCOUNT, 0L));
            Materials materials = new Materials(store);
            AccessFixture fixture = AccessFixture.on(store, seal, engine);
            DomainKeys domainKeys = DomainKeys.open(materials, seal, engine.random(), Instant.EPOCH);
            try (Vault vault = new Vault(
                    fixture.records(), domainKeys, seal, engine, new Memory(10_000), 1, () -> Instant.EPOCH)) {
                CreateKey create = new CreateKey(
                        fixture.access(),
                        vault,
                        fixture.records().keys(),
                        fixture.directory().principalNames(),
                        new KeyIds(false));
                String keyId = store.write(create.prepare(call(), anyKey()))
                        .keyMetadata()
                        .keyId();
                GenerateDataKey generate = new GenerateDataKey(fixture.access(), vault);
                GenerateDataKeyWithoutPlaintext hidden = new GenerateDataKeyWithoutPlaintext(fixture.access(), vault);
                GenerateDataKey.Request request =
                        new GenerateDataKey.Request(keyId, null, null, DataKeySpec.AES_256, null, null, false);

                source.drawn.clear();
                try (GenerateDataKey.Response made = generate.perform(call(), request)) {
                    assertThat(source.drawn.getFirst())
                            .isSameAs(made.plaintext().exposed())
                            .hasSize(DATA_KEY_BYTES);
                }

                source.dry = true;
                source.drawn.clear();
                assertThatThrownBy(() -> generate.perform(call(), request)).hasMessage("no chance is left");
                assertThat(source.drawn)
                        .hasSize(1)
                        .allSatisfy(bytes ->
                                assertThat(bytes).hasSize(DATA_KEY_BYTES).containsOnly(0));

                source.drawn.clear();
                assertThatThrownBy(() -> hidden.perform(
                                call(),
                                new GenerateDataKeyWithoutPlaintext.Request(
                                        keyId, null, DataKeySpec.AES_256, null, null, false)))
                        .hasMessage("no chance is left");
                assertThat(source.drawn)
                        .hasSize(1)
                        .allSatisfy(bytes ->
                                assertThat(bytes).hasSize(DATA_KEY_BYTES).containsOnly(0));
            }
        }
    }

    /// The private key of a pair, a shared secret and a plaintext come from libraries, where no test can see
    /// them. So the test reads the byte code: each operation must call `handedTo`, which closes the secret on
    /// failure.
    @Test
    void every_operation_that_answers_a_secret_hands_it_over() {
        classes()
                .that(DescribedPredicate.describe("answer a secret", LeftSecretsTest::answersSecret))
                .should()
                .callMethod(Secret.class, "handedTo", Function.class)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.trent.kms"));
    }

    private static boolean answersSecret(JavaClass operation) {
        try {
            Class<?> response = Class.forName(operation.getName() + "$Response");
            return AutoCloseable.class.isAssignableFrom(response);
        } catch (ClassNotFoundException noOperation) {
            return false;
        }
    }

    private static CreateKey.Request anyKey() {
        return new CreateKey.Request(null, "", null, null, null, KeyOrigin.AWS_KMS, null, null, null, false, null);
    }

    private static Invocation call() {
        return new Invocation(
                Caller.root(Partition.AWS, ACCOUNT, "test"),
                "eu-central-1",
                "id",
                Instant.EPOCH,
                new Origin("127.0.0.1", null, "", "", ""));
    }
}
