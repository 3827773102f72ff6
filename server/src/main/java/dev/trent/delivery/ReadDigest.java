package dev.trent.delivery;

import dev.trent.aws.AwsException;
import dev.trent.crypto.Hash;
import dev.trent.wire.JsonShape;
import dev.trent.wire.WireName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A digest as it is read from a folder.
///
/// @param key its name in the folder, with slashes
/// @param json before it was compressed
/// @param facts what it says
/// @param signature the one beside it; null if there is none
@SuppressWarnings("ArrayRecordComponent") // it is never compared
record ReadDigest(
        String key, byte[] json, Facts facts, @Nullable String signature) {
    private static final int BYTES_MAX = 64 * 1024 * 1024;

    /// What verification reads in a digest.
    record Facts(
            @WireName("digestStartTime") String start,
            @WireName("digestEndTime") String end,
            @WireName("digestS3Bucket") String bucket,
            @WireName("digestS3Object") String object,
            @WireName("digestPublicKeyFingerprint") String fingerprint,
            @Nullable @WireName("previousDigestS3Bucket") String previousBucket,
            @Nullable @WireName("previousDigestS3Object") String previousObject,
            @Nullable @WireName("previousDigestHashValue") String previousHash,
            @Nullable @WireName("previousDigestSignature") String previousSignature,
            @WireName("logFiles") List<Listed> files) {}

    /// A log file that it lists.
    record Listed(
            @WireName("s3Bucket") String bucket,
            @WireName("s3Object") String object,
            @WireName("hashValue") String hash) {}

    /// Reads a digest.
    ///
    /// @return null if the file has another form
    static @Nullable ReadDigest of(Path folder, String key, JsonShape<Facts> shape) throws IOException {
        Path file = folder.resolve(key);
        byte[] json = text(file);
        if (json == null) {
            return null;
        }
        try {
            return new ReadDigest(key, json, shape.read(json), TrailFolder.signature(file));
        } catch (AwsException malformed) {
            return null;
        }
    }

    /// Returns what is compressed in a file; null if it cannot be read as such.
    static byte @Nullable [] text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] text = in.readNBytes(BYTES_MAX + 1);
            return text.length > BYTES_MAX ? null : text;
        } catch (IOException malformed) {
            return null;
        }
    }

    String hash() {
        return hash(json);
    }

    static String hash(byte[] text) {
        return HexFormat.of().formatHex(Hash.SHA_256.digest(text));
    }

    byte[] signedText() {
        return Digest.signedText(facts.end, facts.bucket + "/" + facts.object, json, facts.previousSignature);
    }
}
