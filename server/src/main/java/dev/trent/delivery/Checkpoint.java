package dev.trent.delivery;

import dev.trent.audit.ChainHead;
import dev.trent.aws.AwsException;
import dev.trent.wire.JsonBytes;
import dev.trent.wire.JsonShape;
import dev.trent.wire.Matches;
import dev.trent.wire.WireName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A signed statement that the log had a record at a time. It is a line of a file beside the log; the format is in
/// `docs/spec/audit-log.md`.
///
/// @param log the id of the log
/// @param head the record, as `trent audit head` names it. Its hash covers all records before it
/// @param time when it was signed, ISO 8601
/// @param fingerprint names the public key, as that of a digest is named
/// @param signature in lower-case hexadecimal
record Checkpoint(
        @WireName("log") String log,

        @WireName("head") @Matches("[0-9]{1,18}:[0-9a-f]{64}")
        String head,

        @WireName("time") String time,
        @WireName("fingerprint") String fingerprint,
        @WireName("signature") String signature) {
    /// The file beside the log.
    static final String FILE = "checkpoints.jsonl";

    /// The public keys, in the form of `aws cloudtrail list-public-keys`.
    static final String KEYS = "checkpoint-keys.json";

    private static final int LINE_BYTES = 1024;

    /// Returns what is signed.
    static byte[] signedText(String log, String head, String time) {
        return ("trent/v1/checkpoint\n" + log + "\n" + head + "\n" + time).getBytes(StandardCharsets.UTF_8);
    }

    static Path file(Path audit) {
        return audit.resolve(FILE);
    }

    static Path keys(Path audit) {
        return audit.resolve(KEYS);
    }

    /// Returns null for a line of another form.
    static @Nullable Checkpoint of(String line, JsonShape<Checkpoint> shape) {
        try {
            return shape.read(line.getBytes(StandardCharsets.UTF_8));
        } catch (AwsException malformed) {
            return null;
        }
    }

    ChainHead chainHead() {
        int colon = head.indexOf(':');
        return new ChainHead(Long.parseLong(head.substring(0, colon)), head.substring(colon + 1));
    }

    byte[] signedText() {
        return signedText(log, head, time);
    }

    /// Returns its line, with a line feed.
    byte[] line() {
        JsonBytes out = new JsonBytes(LINE_BYTES);
        out.beginObject()
                .name("log")
                .value(log)
                .name("head")
                .value(head)
                .name("time")
                .value(time);
        out.name("fingerprint").value(fingerprint).name("signature").value(signature);
        return out.endObject().line().toByteArray();
    }
}
