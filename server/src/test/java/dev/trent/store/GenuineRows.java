package dev.trent.store;

import dev.trent.operator.House;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Authenticates the rows of a store in a test, with a key that every test knows.
public final class GenuineRows implements RowSeal {
    private static final byte[] KEY = "the key of the rows of all tests".getBytes(StandardCharsets.US_ASCII);

    private GenuineRows() {}

    /// Returns the root of trust of the tests.
    static GenuineRows ofTests() {
        return new GenuineRows();
    }

    /// Opens the rows of a store.
    public static Store in(Store store) {
        if (!store.authenticate(new GenuineRows(), House.tables())) {
            throw new AssertionError("the rows have no codes");
        }
        return store;
    }

    /// Removes key and codes from the database, as if an older Trent had written it.
    public static void forget(Store store) {
        store.write(tx -> {
            tx.run("DELETE FROM row_key");
            House.tables().forEach(table -> tx.run("UPDATE " + table + " SET mac = NULL"));
            return tx;
        });
    }

    /// Makes a data folder with an SQLite database one of an older Trent, which had no codes.
    public static void forgetIn(Path dataFolder) {
        try (Store store = Store.open("jdbc:sqlite:" + dataFolder.resolve("trent.db"))) {
            forget(store);
        }
        forgetMark(dataFolder);
    }

    /// Removes the file that remembers that rows had codes.
    public static void forgetMark(Path dataFolder) {
        try {
            Files.delete(dataFolder.resolve("rows-authenticated"));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    /// Gives every row the code of its present content, as after an adoption.
    public static void adopt(Store store) {
        forget(store);
        store.write(Store.adoption(new GenuineRows(), House.tables()));
    }

    @Override
    public byte[] draw(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public UnaryOperator<byte[]> open(String name, byte[] wrapped) {
        if (!name.equals(new String(wrapped, StandardCharsets.UTF_8))) {
            throw new IllegalStateException("the key has another name");
        }
        return GenuineRows::code;
    }

    /// Returns HMAC-SHA-256 by the JDK.
    static byte[] code(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
