package dev.trent.delivery;

import dev.trent.crypto.Engine;
import dev.trent.crypto.Hash;
import dev.trent.crypto.Pkcs1PublicKey;
import dev.trent.crypto.Rsa;
import dev.trent.crypto.Signatures;
import dev.trent.wire.JsonShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Verifies the files of trails in a folder, the copy of a bucket, without a server.
///
/// It does what `aws cloudtrail validate-logs` does, and four things more: the hash of the digest before, its
/// signature, the time between two digests, and whether there are log files that no digest lists.
public final class TrailVerification {
    private static final int RSA_BITS = 2048;
    private static final int BAD_TOLD_MAX = 20;

    private static final Pattern DIGEST = Pattern.compile("(.*" + TrailKeys.LOGS + "/(\\d{12})/" + TrailKeys.DIGEST
            + "/([a-z0-9-]+))/\\d+/\\d\\d/\\d\\d/(.+)_(\\d+T\\d{6}Z)\\.json\\.gz");
    private static final Pattern LOG = Pattern.compile("(.*" + TrailKeys.LOGS + "/(\\d{12})/" + TrailKeys.LOG
            + "/([a-z0-9-]+))/\\d+/\\d\\d/\\d\\d/.+_(\\d+T\\d{4})Z_[A-Za-z0-9]+\\.json\\.gz");

    private final Path folder;
    private final Map<String, byte[]> keys;
    private final Rsa rsa;
    private final Signatures signatures;
    private final JsonShape<ReadDigest.Facts> shape;

    private final List<String> bad = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();
    private final Map<String, Seen> seen = new HashMap<>();
    private @Nullable String bucket;
    private int digests;
    private int logs;
    private @Nullable String first;
    private @Nullable String last;

    /// A digest that was verified, or that is bad.
    private record Seen(String hash, @Nullable String signature, String end) {}

    /// What the digests of an account and Region cover, as the names of log files have times.
    private record Covered(String begin, String end) {}

    private TrailVerification(Path folder, Map<String, byte[]> keys, JsonShape<ReadDigest.Facts> shape, Engine engine) {
        this.folder = folder;
        this.shape = shape;
        this.keys = keys;
        this.rsa = new Rsa(engine, RSA_BITS);
        this.signatures = rsa.pkcs1(Hash.SHA_256).hashing(Hash.SHA_256);
    }

    /// Verifies a folder.
    ///
    /// @param named what a bucket has, such as `trails/BUCKET` of a data folder; or a folder in it; or a folder
    ///     above it, if that has one bucket only
    /// @param publicKeys the public keys as ListPublicKeys answers them; null for the file that Trent keeps in or
    ///     beside the folder
    /// @throws IOException with one clear sentence if the folder, the files of a trail or the public keys are
    ///     missing
    public static TrailVerification of(Path named, @Nullable Path publicKeys, Engine engine) throws IOException {
        JsonShape<ReadDigest.Facts> shape = JsonShape.of(ReadDigest.Facts.class);
        Path folder = new BucketFolder(shape).near(named);
        Path file = publicKeys;
        if (file == null) {
            Path inside = folder.resolve(TrailFolder.PUBLIC_KEYS);
            file = Files.exists(inside)
                    ? inside
                    : folder.toAbsolutePath().normalize().resolveSibling(TrailFolder.PUBLIC_KEYS);
        }
        TrailVerification verification = new TrailVerification(folder, PublicKeyFile.read(file), shape, engine);
        if (!folder.equals(named)) {
            verification.notes.add("The folder of the bucket is " + folder + ".");
        }
        verification.verify();
        return verification;
    }

    private void verify() throws IOException {
        List<String> files = files();
        Map<String, List<String>> chains = new TreeMap<>();
        for (String key : files) {
            Matcher digest = DIGEST.matcher(key);
            if (digest.matches()) {
                chains.computeIfAbsent(digest.group(1) + " " + digest.group(4), _ -> new ArrayList<>())
                        .add(key);
            }
        }
        Map<String, Covered> covered = new HashMap<>();
        for (List<String> chain : chains.values()) {
            chain.sort(Comparator.comparing(TrailVerification::time));
            verify(chain, covered);
        }
        for (String key : files) {
            Matcher log = LOG.matcher(key);
            if (log.matches() && !listed.contains(key)) {
                unlisted(key, log.group(4), covered.get(log.group(1)));
            }
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.endsWith(TrailKeys.END))
                    .sorted()
                    .toList();
        }
    }

    private static String time(String key) {
        Matcher matcher = DIGEST.matcher(key);
        return matcher.matches() ? matcher.group(5) : "";
    }

    private void verify(List<String> chain, Map<String, Covered> covered) throws IOException {
        Seen before = null;
        String begin = null;
        for (String key : chain) {
            ReadDigest digest = ReadDigest.of(folder, key, shape);
            if (digest == null) {
                bad(key, "it is no digest");
                continue;
            }
            digests++;
            String wrong = wrong(digest, before);
            if (wrong != null) {
                bad(key, wrong);
            }
            before = new Seen(digest.hash(), digest.signature(), digest.facts().end());
            seen.put(key, before);
            begin = begin == null ? digest.facts().start() : begin;
            first = first == null || digest.facts().start().compareTo(first) < 0
                    ? digest.facts().start()
                    : first;
            last = last == null || digest.facts().end().compareTo(last) > 0
                    ? digest.facts().end()
                    : last;
            for (ReadDigest.Listed log : digest.facts().files()) {
                verify(key, log);
            }
        }
        if (before != null && begin != null) {
            cover(chain.getFirst(), new Covered(minute(begin), minute(before.end())), covered);
        }
    }

    private static void cover(String key, Covered more, Map<String, Covered> covered) {
        Matcher matcher = DIGEST.matcher(key);
        if (matcher.matches()) {
            String logs = matcher.group(1).replace("/" + TrailKeys.DIGEST + "/", "/" + TrailKeys.LOG + "/");
            covered.merge(
                    logs,
                    more,
                    (one, other) -> new Covered(
                            one.begin.compareTo(other.begin) < 0 ? one.begin : other.begin,
                            one.end.compareTo(other.end) > 0 ? one.end : other.end));
        }
    }

    /// Returns a time as the names of log files have it: `2026-11-30T03:00:00Z` is `20261130T0300`.
    private static String minute(String time) {
        String digits = time.replace("-", "").replace(":", "");
        return digits.substring(0, Math.min(digits.length(), "20261130T0300".length()));
    }

    /// Returns what is wrong with a digest; null for nothing.
    ///
    /// @param before the digest before it in time; null if it is the first that is there
    private @Nullable String wrong(ReadDigest digest, @Nullable Seen before) {
        ReadDigest.Facts facts = digest.facts();
        bucket = bucket == null ? facts.bucket() : bucket;
        if (!facts.object().equals(digest.key()) || !facts.bucket().equals(bucket)) {
            return "it was moved from s3://" + facts.bucket() + "/" + facts.object();
        }
        String name = facts.end().replace("-", "").replace(":", "");
        if (!name.equals(time(digest.key()))) {
            return "its name has another time than " + facts.end();
        }
        String unsigned = unsigned(digest);
        return unsigned != null ? unsigned : unlinked(digest, before);
    }

    private @Nullable String unsigned(ReadDigest digest) {
        byte[] key = keys.get(digest.facts().fingerprint());
        if (key == null) {
            return "its public key " + digest.facts().fingerprint() + " is not among the public keys";
        }
        String signature = digest.signature();
        if (signature == null) {
            return "its signature is not beside it (" + digest.key() + TrailFolder.SIGNATURE + ")";
        }
        try {
            return signatures.verify(
                            rsa.publicKey(Pkcs1PublicKey.subjectPublicKeyInfo(key)),
                            digest.signedText(),
                            HexFormat.of().parseHex(signature))
                    ? null
                    : "its signature is not that of its content";
        } catch (InvalidKeySpecException | IllegalArgumentException malformed) {
            return "its signature or its public key is malformed";
        }
    }

    private @Nullable String unlinked(ReadDigest digest, @Nullable Seen before) {
        ReadDigest.Facts facts = digest.facts();
        String previous = facts.previousObject();
        if (previous == null) {
            if (before != null && facts.start().compareTo(before.end) < 0) {
                return "it begins anew at " + facts.start() + ", before the end of the digest before";
            }
            if (before != null) {
                notes.add(
                        "The trail did not deliver from " + before.end + " to " + facts.start() + ": " + digest.key());
            }
            return null;
        }
        if (!facts.bucket().equals(facts.previousBucket())) {
            notes.add("The digest before is in the bucket " + facts.previousBucket() + ": " + digest.key());
            return null;
        }
        Seen linked = seen.get(previous);
        if (linked == null) {
            if (before == null) {
                notes.add("Earlier digests are not there: " + digest.key());
                return null;
            }
            return "the digest before it is not there: " + previous;
        }
        if (!linked.hash.equals(facts.previousHash())) {
            return "it has another hash of the digest before it, " + previous;
        }
        if (linked.signature == null || !linked.signature.equals(facts.previousSignature())) {
            return "it has another signature of the digest before it, " + previous;
        }
        return linked.end.equals(facts.start())
                ? null
                : "it begins at " + facts.start() + ", and the digest before ends at " + linked.end;
    }

    private void verify(String digest, ReadDigest.Listed log) throws IOException {
        listed.add(log.object());
        if (!log.bucket().equals(bucket)) {
            notes.add("A log file is in the bucket " + log.bucket() + ": " + log.object());
            return;
        }
        Path file = folder.resolve(log.object()).normalize();
        if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            bad(log.object(), "it is not there, and the digest " + digest + " lists it");
            return;
        }
        logs++;
        byte[] text = ReadDigest.text(file);
        if (text == null || !ReadDigest.hash(text).equals(log.hash())) {
            bad(log.object(), "it was changed: it has another hash than in the digest " + digest);
        }
    }

    /// Digests list a log file with the hour in which it was delivered.
    private void unlisted(String key, String delivered, @Nullable Covered covered) {
        if (covered == null || delivered.compareTo(covered.end) > 0) {
            notes.add("No digest lists it yet: " + key);
        } else if (delivered.compareTo(covered.begin) <= 0) {
            notes.add("The digests of its time are not there: " + key);
        } else {
            bad(key, "no digest lists it");
        }
    }

    private void bad(String key, String reason) {
        bad.add(key + ": " + reason);
    }

    /// Returns whether everything is as it was signed.
    public boolean sound() {
        return bad.isEmpty();
    }

    /// Returns the findings, one in a line: what is bad, what was not judged, and what is good.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        bad.stream().limit(BAD_TOLD_MAX).map(each -> "BAD  " + each).forEach(lines::add);
        if (bad.size() > BAD_TOLD_MAX) {
            lines.add("BAD  and " + (bad.size() - BAD_TOLD_MAX) + " more");
        }
        lines.addAll(notes);
        String span = first == null ? "" : ", from " + first + " to " + last;
        lines.add(digests + " digests and " + logs + " log files" + span + ": "
                + (sound() ? "all are as they were signed." : bad.size() + " bad."));
        return lines;
    }
}
