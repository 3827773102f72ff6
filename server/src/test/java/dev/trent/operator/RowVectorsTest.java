package dev.trent.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.seal.RowKeys;
import dev.trent.seal.Seal;
import dev.trent.store.Engines;
import dev.trent.store.Store;
import dev.trent.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Makes the vectors of `docs/spec/authenticated-rows.md` from a fixed key and fixed chance, with both engines of
/// cryptography. `-Dgolden.update=true` writes the file again.
class RowVectorsTest {
    private static final Path FILE = Path.of("../docs/spec/row-vectors.json");
    private static final HexFormat HEX = HexFormat.of();

    /// Counts instead of drawing.
    private static final class Counting extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private int next;

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (next++ * 5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void every_engine_makes_the_vectors(String which) throws IOException {
        Engine engine =
                (which.equals("portable") ? Engine.portable("test") : Engine.fastest()).drawingFrom(new Counting());
        byte[] rootKey = new byte[32];
        Arrays.fill(rootKey, (byte) 0x42);
        String made;
        try (Seal seal = new Seal(Secret.owning(rootKey.clone()), engine);
                RowKeys keys = new RowKeys(seal, engine);
                Store store = Store.open(Engines.SQLITE.freshUrl())) {
            store.authenticate(keys, House.tables());
            made = List.of(
                            vector(store, rootKey, "account", "111122223333", 1_795_456_931_004L),
                            vector(
                                    store,
                                    rootKey,
                                    "access_key",
                                    "AKIARTX3GSDSSUOCGKRR",
                                    "111122223333",
                                    "root",
                                    new byte[] {1, 2, 3},
                                    true,
                                    0),
                            vector(
                                    store,
                                    rootKey,
                                    "iam_entity",
                                    "AIDATRENTEXAMPLEUSER1",
                                    "111122223333",
                                    "USER",
                                    "Änne",
                                    "änne",
                                    "/",
                                    null,
                                    -1L),
                            vector(store, rootKey, "iam_role", "AIDATRENTEXAMPLEUSER1", "", "", 3600),
                            vector(store, rootKey, "iam_attachment", "AIDATRENTEXAMPLEUSER1", "ANPA"))
                    .stream()
                    .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, made);
        }
        assertThat(made).isEqualTo(Files.readString(FILE));
    }

    /// Inserts a row and tells what is stored of it.
    private static String vector(Store store, byte[] rootKey, String name, @Nullable Object... values) {
        Table table = House.tables().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        String code = store.write(tx -> {
            tx.insert(table, values);
            return HEX.formatHex(Objects.requireNonNull(tx.first("SELECT mac FROM " + name, row -> row.bytes("mac"))));
        });
        String wrapped = store.read(tx -> HEX.formatHex(
                Objects.requireNonNull(tx.first("SELECT wrapped FROM row_key", row -> row.bytes("wrapped")))));
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            columns.append(i == 0 ? "" : ", ")
                    .append("[\"")
                    .append(table.columnNames().get(i))
                    .append("\", ")
                    .append(json(values[i]))
                    .append(']');
        }
        return "{\"rootKey\": \"" + HEX.formatHex(rootKey) + "\", \"name\": \"rows of aws\", \"wrappedRowKey\": \""
                + wrapped + "\", \"table\": \"" + name + "\", \"columns\": [" + columns + "], \"mac\": \"" + code
                + "\"}";
    }

    /// Returns the type and the value: bytes in hexadecimal, other values as texts.
    private static String json(@Nullable Object value) {
        return switch (value) {
            case null -> "\"T\", null";
            case byte[] bytes -> "\"B\", \"" + HEX.formatHex(bytes) + "\"";
            case String text -> "\"T\", \"" + text + "\"";
            case Boolean flag -> "\"N\", \"" + (flag ? 1 : 0) + "\"";
            default -> "\"N\", \"" + value + "\"";
        };
    }
}
