package dev.trent.delivery;

import dev.trent.crypto.Hash;
import dev.trent.wire.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A digest: the log files that were delivered in an hour, linked to the digest before.
///
/// Source: AWS CloudTrail User Guide, "CloudTrail digest file structure".
///
/// @param start where the digest before ends
/// @param files all log files that were delivered between start and end
/// @param previous the digest before; null for the first of a chain
record Digest(
        Trail trail,
        String region,
        Instant start,
        Instant end,
        List<LogFile.Written> files,
        DigestChain.@Nullable Last previous) {
    private static final int JSON_BYTES = 2048;

    /// The name of the hash in digests.
    static final String HASH = "SHA-256";

    /// The name of the signature in digests.
    static final String SIGNATURE = "SHA256withRSA";

    String bucket() {
        return trail.place().bucket();
    }

    String key() {
        return TrailKeys.ofDigest(trail, region, end);
    }

    /// Returns the digest as it is compressed and hashed.
    ///
    /// @param fingerprint names the key that signs it
    byte[] json(String fingerprint) {
        JsonBytes out = new JsonBytes(JSON_BYTES);
        out.beginObject().name("awsAccountId").value(trail.account());
        out.name("digestStartTime").value(start.toString());
        out.name("digestEndTime").value(end.toString());
        out.name("digestS3Bucket").value(bucket());
        out.name("digestS3Object").value(key());
        out.name("digestPublicKeyFingerprint").value(fingerprint);
        out.name("digestSignatureAlgorithm").value(SIGNATURE);
        value(
                out.name("newestEventTime"),
                files.stream()
                        .map(LogFile.Written::newest)
                        .max(String::compareTo)
                        .orElse(null));
        value(
                out.name("oldestEventTime"),
                files.stream()
                        .map(LogFile.Written::oldest)
                        .min(String::compareTo)
                        .orElse(null));
        value(out.name("previousDigestS3Bucket"), previous == null ? null : previous.bucket());
        value(out.name("previousDigestS3Object"), previous == null ? null : previous.key());
        value(out.name("previousDigestHashValue"), previous == null ? null : previous.hash());
        value(out.name("previousDigestHashAlgorithm"), previous == null ? null : HASH);
        value(out.name("previousDigestSignature"), previous == null ? null : previous.signature());
        out.name("logFiles").beginArray();
        for (LogFile.Written file : files) {
            out.beginObject().name("s3Bucket").value(file.bucket());
            out.name("s3Object").value(file.key());
            out.name("hashValue").value(file.hash());
            out.name("hashAlgorithm").value(HASH);
            out.name("newestEventTime").value(file.newest());
            out.name("oldestEventTime").value(file.oldest()).endObject();
        }
        return out.endArray().endObject().toByteArray();
    }

    private static void value(JsonBytes out, @Nullable String text) {
        if (text == null) {
            out.nullValue();
        } else {
            out.value(text);
        }
    }

    /// Returns what is signed.
    ///
    /// @param end as in the digest
    /// @param place the bucket, a slash, and the name of the digest
    /// @param json the digest before it is compressed
    /// @param previousSignature as in the digest; null for the first of a chain
    static byte[] signedText(String end, String place, byte[] json, @Nullable String previousSignature) {
        return (end + "\n" + place + "\n" + HexFormat.of().formatHex(Hash.SHA_256.digest(json)) + "\n"
                        + (previousSignature == null ? "null" : previousSignature))
                .getBytes(StandardCharsets.UTF_8);
    }
}
