package dev.trent.delivery;

import dev.trent.aws.AwsException;
import dev.trent.aws.Blob;
import dev.trent.crypto.Pkcs1PublicKey;
import dev.trent.wire.JsonBytes;
import dev.trent.wire.JsonShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The public keys in a file, in the form in which `aws cloudtrail list-public-keys` prints them.
final class PublicKeyFile {
    private static final int JSON_BYTES = 1024;

    /// The answer of ListPublicKeys.
    record Answer(List<Entry> publicKeyList) {}

    /// One key of it.
    record Entry(Blob value, @Nullable String fingerprint) {}

    private PublicKeyFile() {}

    static byte[] json(List<DigestKeys.PublicKey> keys) {
        JsonBytes out = new JsonBytes(JSON_BYTES);
        out.beginObject().name("PublicKeyList").beginArray();
        for (DigestKeys.PublicKey key : keys) {
            out.beginObject().name("Value").base64(key.value());
            out.name("ValidityStartTime").value(key.begin().toString());
            out.name("ValidityEndTime").value(key.end().toString());
            out.name("Fingerprint").value(key.fingerprint());
            out.name("Region").value(key.region()).endObject();
        }
        return out.endArray().endObject().line().toByteArray();
    }

    /// Reads the keys by fingerprint; none if the file is not there or has another form.
    static Map<String, byte[]> readIfThere(Path file) {
        try {
            return read(file);
        } catch (IOException _) {
            return Map.of();
        }
    }

    /// Reads the keys by fingerprint.
    ///
    /// @throws IOException with one clear sentence if the file is not there or has another form
    static Map<String, byte[]> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("The public keys '" + file + "' are not there: name the file with --public-keys, or"
                    + " make it with 'aws cloudtrail list-public-keys'.");
        }
        try {
            Answer answer = JsonShape.of(Answer.class).read(Files.readAllBytes(file));
            Map<String, byte[]> keys = new HashMap<>();
            for (Entry entry : answer.publicKeyList()) {
                byte[] value = entry.value().bytes();
                keys.put(Pkcs1PublicKey.fingerprint(value), value);
            }
            return keys;
        } catch (AwsException malformed) {
            throw new IOException("The file '" + file + "' has not the form of 'aws cloudtrail list-public-keys'.");
        }
    }
}
