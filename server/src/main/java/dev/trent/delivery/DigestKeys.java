package dev.trent.delivery;

import dev.trent.aws.Secret;
import dev.trent.crypto.EncodedPair;
import dev.trent.crypto.Engine;
import dev.trent.crypto.Hash;
import dev.trent.crypto.Pkcs1PublicKey;
import dev.trent.crypto.Rsa;
import dev.trent.crypto.Signatures;
import dev.trent.seal.Seal;
import dev.trent.store.Store;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The keys that sign digests, RSA with 2,048 bits: for each Region one for each year in which it has digests, and one
/// for each year of [#CHECKPOINTS]. They are kept for ever, because what they signed is verified with them.
///
/// SAFE: the root key wraps a key together with its Region and its time. So no other key can be put in its
/// place, and its public half, which is computed from the private one, is genuine.
public final class DigestKeys {
    /// Stands for a Region in the keys that sign checkpoints. No Region has this name, because of the dot.
    static final String CHECKPOINTS = "audit.log";

    /// How long a key signs.
    static final Duration SIGNS = Duration.ofDays(365);

    private static final int BITS = 2048;

    private final Store store;
    private final Seal seal;
    private final Rsa rsa;
    private final Signatures signatures;
    private final Map<String, Signing> current = new ConcurrentHashMap<>();

    /// The public halves that were opened, by the names of the keys and their fingerprints. A key is
    /// opened once.
    private final Map<String, PublicKey> opened = new ConcurrentHashMap<>();

    /// Makes the keeper of the keys.
    public DigestKeys(Store store, Seal seal, Engine engine) {
        this.store = store;
        this.seal = seal;
        this.rsa = new Rsa(engine, BITS);
        this.signatures = rsa.pkcs1(Hash.SHA_256).hashing(Hash.SHA_256);
    }

    /// A public key.
    ///
    /// @param value `RSAPublicKey` of PKCS #1 in DER
    /// @param begin from when it signs
    /// @param end until when it signs
    /// @param fingerprint names it in digests
    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    public record PublicKey(String region, byte[] value, Instant begin, Instant end, String fingerprint) {}

    private record Signing(PublicKey publicKey, PrivateKey privateKey) {}

    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    private record Stored(String region, String fingerprint, byte[] wrapped, Instant created) {
        String name() {
            return "digests of " + region + " from " + created.toEpochMilli();
        }
    }

    /// Returns the keys of a Region that sign at some time between two, the oldest first.
    public List<PublicKey> list(String region, Instant from, Instant to) {
        return publicKeys(region).stream()
                .filter(key -> !key.begin.isAfter(to) && !key.end.isBefore(from))
                .toList();
    }

    /// Returns all keys of all Regions.
    List<PublicKey> all() {
        return publicKeys(null).stream()
                .filter(key -> !key.region.equals(CHECKPOINTS))
                .toList();
    }

    private List<PublicKey> publicKeys(@Nullable String region) {
        return stored(region).stream()
                .map(row -> opened.computeIfAbsent(row.name() + " " + row.fingerprint, _ -> open(row).publicKey))
                .toList();
    }

    /// Returns the name of the key that signs a digest, and makes the key if there is none.
    PublicKey of(String region, Instant time) {
        return signing(region, time).publicKey;
    }

    /// Signs with the key of a time.
    byte[] sign(String region, Instant time, byte[] message) {
        return signatures.sign(signing(region, time).privateKey, message);
    }

    private Signing signing(String region, Instant time) {
        Signing known = current.get(region);
        if (known == null || !signs(known, time)) {
            known = stored(region).stream()
                    .map(this::open)
                    .filter(key -> signs(key, time))
                    .reduce((_, newer) -> newer)
                    .orElseGet(() -> make(region, time));
            current.put(region, known);
        }
        return known;
    }

    private static boolean signs(Signing key, Instant time) {
        return !time.isBefore(key.publicKey.begin) && time.isBefore(key.publicKey.end);
    }

    private List<Stored> stored(@Nullable String region) {
        return store.read(tx -> tx.list(
                "SELECT region, fingerprint, wrapped, created_ms FROM trail_key"
                        + (region == null ? "" : " WHERE region = ?")
                        + " ORDER BY created_ms, region, fingerprint",
                row -> new Stored(
                        row.text("region"), row.text("fingerprint"), row.bytes("wrapped"), row.instant("created_ms")),
                region == null ? new Object[0] : new Object[] {region}));
    }

    private Signing open(Stored row) {
        try (Secret pkcs8 = seal.unwrap(Seal.Purpose.TRAIL_KEY, row.name(), row.wrapped)) {
            return read(row.region, row.created, pkcs8);
        }
    }

    /// The time of a digest is the end of an hour that has passed, so the key begins a little earlier.
    private Signing make(String region, Instant time) {
        Instant begin = time.truncatedTo(ChronoUnit.DAYS);
        try (EncodedPair pair = rsa.generate()) {
            Signing made = read(region, begin, pair.privateKey());
            Stored row = new Stored(region, made.publicKey.fingerprint, new byte[0], begin);
            byte[] wrapped = seal.wrap(Seal.Purpose.TRAIL_KEY, row.name(), pair.privateKey());
            store.write(tx -> tx.run(
                    "INSERT INTO trail_key (region, fingerprint, wrapped, created_ms) VALUES (?, ?, ?, ?)",
                    region,
                    row.fingerprint,
                    wrapped,
                    begin));
            opened.put(row.name() + " " + row.fingerprint, made.publicKey);
            return made;
        }
    }

    private Signing read(String region, Instant begin, Secret pkcs8) {
        try {
            PrivateKey key = rsa.privateKey(pkcs8.exposed());
            byte[] value = Pkcs1PublicKey.of(key);
            return new Signing(
                    new PublicKey(region, value, begin, begin.plus(SIGNS), Pkcs1PublicKey.fingerprint(value)), key);
        } catch (InvalidKeySpecException impossible) {
            throw new AssertionError("a key that was made here cannot be read", impossible);
        }
    }
}
