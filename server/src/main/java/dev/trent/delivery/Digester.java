package dev.trent.delivery;

import dev.trent.crypto.Hash;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Makes the digests that are due: for each chain one at each full hour, and a last one when it ends.
///
/// A digest that was written and not stored, because the process died, is written again. It then has the same
/// bytes, or more log files.
final class Digester {
    /// After so many digests a step ends, so that other chores have their turn.
    private static final int STEP_DIGESTS = 64;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Store store;
    private final TrailFolder folder;
    private final ExportQueue exports;
    private final DigestKeys keys;

    /// The fingerprints of the public keys beside the files; null before the list was read.
    private @Nullable Set<String> published;

    Digester(Store store, TrailFolder folder, ExportQueue exports, DigestKeys keys) {
        this.store = store;
        this.folder = folder;
        this.exports = exports;
        this.keys = keys;
    }

    /// The digests that one step may still make.
    private static final class Budget {
        private int left = STEP_DIGESTS;

        boolean take() {
            return left-- > 0;
        }

        /// A digest that cannot be written takes nothing from the others.
        void giveBack() {
            left++;
        }
    }

    /// Makes digests.
    ///
    /// @param ends whether the trails have stopped, so that these are their last digests
    /// @param until all records up to this time are delivered, a multiple of five minutes
    /// @param now the end of last digests
    /// @param failures gets why digests of trails could not be written, by the ARN of the trail. Other digests
    ///     do not wait for these
    /// @return whether all that are due are made, or could not be written
    boolean step(
            List<Trail> trails, boolean ends, Instant until, Instant now, BiConsumer<String, IOException> failures) {
        Budget budget = new Budget();
        boolean all = true;
        for (Trail trail : trails) {
            String arn = trail.arn().toString();
            for (DigestChain chain : store.read(tx -> DigestChain.list(tx, arn))) {
                try {
                    all &= chain(trail, chain, ends || isLast(trail, chain), until, now, budget);
                } catch (IOException failure) {
                    budget.giveBack();
                    failures.accept(arn, failure);
                }
            }
        }
        return all;
    }

    private static boolean isLast(Trail trail, DigestChain chain) {
        boolean home = chain.region().equals(trail.region());
        return !trail.validated() || (!home && !trail.scope().multiRegion());
    }

    private boolean chain(Trail trail, DigestChain from, boolean ends, Instant until, Instant now, Budget budget)
            throws IOException {
        boolean more = !hourAfter(from.ended()).isAfter(until);
        if (!more && !ends) {
            return true;
        }
        Links links = new Links(trail, new ArrayList<>(store.read(from::files)), new ArrayList<>());
        DigestChain chain = from;
        while (more && budget.take()) {
            chain = make(links, chain, hourAfter(chain.ended()), false);
            more = !hourAfter(chain.ended()).isAfter(until);
        }
        boolean last = ends && !more && budget.take();
        Instant end = end(chain, now, links.files);
        if (last && end.isAfter(chain.ended())) {
            chain = make(links, chain, end, true);
        }
        if (last || !links.made.isEmpty()) {
            store(links, chain, last);
        }
        return !more && ends == last;
    }

    /// A chain while digests are added to it.
    ///
    /// @param files the log files that no digest lists yet
    /// @param made the digests that were added
    private record Links(Trail trail, List<LogFile.Written> files, List<DigestChain.Last> made) {}

    private void store(Links links, DigestChain reached, boolean last) {
        store.write(tx -> {
            links.made.forEach(digest -> exports.add(tx, digest.bucket(), digest.key()));
            if (last) {
                reached.end(tx);
            } else {
                reached.put(tx);
                reached.listed(tx, reached.ended());
            }
            if (!links.made.isEmpty()) {
                Trails.digested(tx, reached.trail(), reached.ended());
            }
            return tx;
        });
    }

    /// Returns the end of the last digest of a chain; the end of the one before if no other is needed.
    private static Instant end(DigestChain chain, Instant now, List<LogFile.Written> files) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        boolean passed = second.isAfter(chain.ended());
        return passed || files.isEmpty() ? second : chain.ended().plusSeconds(1);
    }

    private static Instant hourAfter(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS).plus(HOUR);
    }

    /// @param all whether it lists also log files whose time has not come: the last one does
    private DigestChain make(Links links, DigestChain chain, Instant end, boolean all) throws IOException {
        List<LogFile.Written> files = links.files.stream()
                .filter(file -> all || !file.delivered().isAfter(end))
                .toList();
        Digest digest = new Digest(links.trail, chain.region(), chain.ended(), end, files, chain.last());
        DigestKeys.PublicKey key = keys.of(chain.region(), end);
        byte[] json = digest.json(key.fingerprint());
        byte[] text = Digest.signedText(
                end.toString(),
                digest.bucket() + "/" + digest.key(),
                json,
                chain.last() == null ? null : chain.last().signature());
        String signature = HexFormat.of().formatHex(keys.sign(chain.region(), end, text));
        publish(key);
        folder.write(
                digest.bucket(),
                digest.key(),
                LogFile.gzip(json),
                (signature + "\n").getBytes(StandardCharsets.US_ASCII));
        String hash = HexFormat.of().formatHex(Hash.SHA_256.digest(json));
        DigestChain.Last last = new DigestChain.Last(digest.bucket(), digest.key(), hash, signature);
        links.files.removeAll(files);
        links.made.add(last);
        return chain.after(end, last);
    }

    /// Writes the public keys beside the files, unless they have this one. The list is read once.
    private void publish(DigestKeys.PublicKey key) throws IOException {
        Path file = folder.path().resolve(TrailFolder.PUBLIC_KEYS);
        Set<String> there = published;
        if (there == null || !Files.exists(file)) {
            // A list that cannot be read is made anew.
            there = new HashSet<>(PublicKeyFile.readIfThere(file).keySet());
            published = there;
        }
        if (!there.contains(key.fingerprint())) {
            List<DigestKeys.PublicKey> all = keys.all();
            folder.writePublicKeys(PublicKeyFile.json(all));
            for (DigestKeys.PublicKey other : all) {
                there.add(other.fingerprint());
            }
        }
    }
}
