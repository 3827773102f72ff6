package dev.trent.delivery;

import dev.trent.audit.ChainHead;
import dev.trent.crypto.Engine;
import dev.trent.crypto.Hash;
import dev.trent.crypto.Pkcs1PublicKey;
import dev.trent.crypto.Rsa;
import dev.trent.crypto.Signatures;
import dev.trent.wire.JsonShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Verifies the signatures of the checkpoints beside a log. Whether the log has their records, the verification of the
/// log tells.
///
/// The newest one is enough for that: its hash covers all records before it.
public final class CheckpointVerification {
    private static final int BITS = 2048;

    private final List<String> troubles = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final boolean ownKeys;
    private @Nullable Checkpoint newest;

    private CheckpointVerification(boolean ownKeys) {
        this.ownKeys = ownKeys;
    }

    /// Verifies the signatures. If a server may be writing the log, this comes before the log is read: so the log has
    /// what is signed.
    ///
    /// @param audit the folder of the log
    /// @param publicKeys the public keys; null for those beside the log. A writer of that folder can change them
    /// @throws IOException with one clear sentence if the named public keys are not there
    public static CheckpointVerification of(Path audit, @Nullable Path publicKeys, Engine engine) throws IOException {
        CheckpointVerification verification = new CheckpointVerification(publicKeys != null);
        Path file = Checkpoint.file(audit);
        if (Files.isRegularFile(file)) {
            // Without the keys beside it, a checkpoint proves nothing. That is told of the checkpoint.
            Map<String, byte[]> keys = publicKeys == null
                    ? PublicKeyFile.readIfThere(Checkpoint.keys(audit))
                    : PublicKeyFile.read(publicKeys);
            verification.verify(lines(file), keys, engine);
        }
        return verification;
    }

    /// Returns the newest checkpoint as it is in the file; null if there is none.
    public static @Nullable String last(Path audit) throws IOException {
        Path file = Checkpoint.file(audit);
        JsonShape<Checkpoint> shape = JsonShape.of(Checkpoint.class);
        String last = null;
        for (String line : Files.isRegularFile(file) ? lines(file) : List.<String>of()) {
            last = Checkpoint.of(line, shape) == null ? last : line;
        }
        return last;
    }

    /// A line that somebody has damaged need not be UTF-8.
    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    }

    private void verify(List<String> lines, Map<String, byte[]> keys, Engine engine) {
        Rsa rsa = new Rsa(engine, BITS);
        Signatures signatures = rsa.pkcs1(Hash.SHA_256).hashing(Hash.SHA_256);
        JsonShape<Checkpoint> shape = JsonShape.of(Checkpoint.class);
        int wrong = 0;
        int torn = 0;
        for (int i = 0; i < lines.size(); i++) {
            Checkpoint each = Checkpoint.of(lines.get(i), shape);
            String place = "line " + (i + 1) + " of " + Checkpoint.FILE;
            if (each == null) {
                if (++torn == 1) {
                    notes.add("No checkpoint is in " + place + ": a crash may have torn it.");
                }
            } else if (isSigned(each, keys.get(each.fingerprint()), rsa, signatures)) {
                newest = each;
            } else if (++wrong == 1) {
                troubles.add("checkpoint of record " + each.chainHead().seq() + ": its signature is wrong, or its key "
                        + each.fingerprint() + " is not among the public keys; " + place);
            }
        }
        if (wrong > 1) {
            troubles.add("checkpoints: " + (wrong - 1) + " more signatures are wrong or of unknown keys");
        }
        if (torn > 1) {
            notes.add("No checkpoint is in " + (torn - 1) + " more lines.");
        }
    }

    private static boolean isSigned(Checkpoint each, byte @Nullable [] key, Rsa rsa, Signatures signatures) {
        try {
            return key != null
                    && signatures.verify(
                            rsa.publicKey(Pkcs1PublicKey.subjectPublicKeyInfo(key)),
                            each.signedText(),
                            HexFormat.of().parseHex(each.signature()));
        } catch (InvalidKeySpecException | IllegalArgumentException malformed) {
            return false;
        }
    }

    /// Returns the record of the newest checkpoint, which the log must have; null if there is none. A log with another
    /// id than that of the newest checkpoint is not the one that was signed.
    ///
    /// @param log the id of the log; null for a log without a chain
    public @Nullable ChainHead required(@Nullable String log) {
        if (newest == null) {
            return null;
        }
        if (!newest.log().equals(log)) {
            troubles.add("checkpoint of record " + newest.chainHead().seq() + ": the log " + newest.log()
                    + " was signed, and this is " + (log == null ? "none" : "the log " + log));
            return null;
        }
        return newest.chainHead();
    }

    /// Returns whether no signature is wrong.
    public boolean sound() {
        return troubles.isEmpty();
    }

    /// Returns what was found, each as one line.
    public List<String> lines() {
        List<String> lines = new ArrayList<>(troubles);
        lines.addAll(notes);
        if (newest != null) {
            lines.add("Signed: up to record " + newest.chainHead().seq() + " at " + newest.time() + ", by the key "
                    + newest.fingerprint()
                    + (ownKeys ? "." : " beside the log. Keep a copy of the keys, and name it with --public-keys."));
        }
        return lines;
    }
}
