package dev.trent.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Limits how often somebody can try to sign in: as one user, and from one address.
///
/// An attempt is counted before anything is compared, so attempts at the same time gain nothing. A success takes its
/// count back. Users that do not exist are counted like those that do.
///
/// Where a user has signed in before, its attempts are counted apart. So nobody elsewhere can keep the user out with
/// wrong attempts. The counts and these places are in memory, and their number is bounded. Safe for many threads.
final class Attempts {
    private static final int AS_USER_MAX = 10;
    private static final Duration AS_USER_EVERY = Duration.ofMinutes(1);
    private static final int FROM_ADDRESS_MAX = 30;
    private static final Duration FROM_ADDRESS_EVERY = Duration.ofSeconds(6);
    private static final int USERS_MAX = 50_000;
    private static final int ADDRESSES_MAX = 50_000;
    private static final int PLACES_MAX = 10_000;
    private static final Duration PLACES_KEPT = Duration.ofDays(30);
    private static final int NAME_CHARACTERS_MAX = 200;
    private static final int NETWORK_BYTES = 8;

    private final Limit<Place> asUser;
    private final Limit<String> fromAddress;
    private final Cache<Place, Boolean> places;

    /// A user, and where it is; the address is empty for all addresses from which it has not signed in.
    private record Place(String user, String address) {}

    /// @param nanos a clock that never goes back
    Attempts(LongSupplier nanos) {
        this.asUser = new Limit<>(nanos, AS_USER_MAX, AS_USER_EVERY, USERS_MAX);
        this.fromAddress = new Limit<>(nanos, FROM_ADDRESS_MAX, FROM_ADDRESS_EVERY, ADDRESSES_MAX);
        this.places = Caffeine.newBuilder()
                .maximumSize(PLACES_MAX)
                .expireAfterWrite(PLACES_KEPT)
                .ticker(nanos::getAsLong)
                .build();
    }

    /// Counts an attempt from an address, before it is looked at. Returns the network of the address.
    ///
    /// Errors: TooManyAttempts.
    ///
    /// @param address the address of the connection
    String arrive(String address) {
        String network = network(address);
        long wait = fromAddress.take(network);
        if (wait > 0) {
            throw ConsoleRefusal.tooManyAttempts(seconds(wait));
        }
        return network;
    }

    /// Counts the same attempt as a user. The receiver tells whether it succeeded.
    ///
    /// Errors: TooManyAttempts.
    ///
    /// @param user what was typed
    Attempt begin(String user, String network) {
        Place known = new Place(user.substring(0, Math.min(user.length(), NAME_CHARACTERS_MAX)), network);
        Place counted = places.getIfPresent(known) == null ? new Place(known.user, "") : known;
        long wait = asUser.take(counted);
        if (wait > 0) {
            throw ConsoleRefusal.tooManyAttempts(seconds(wait));
        }
        return new Attempt(known, counted);
    }

    /// An attempt that was counted.
    final class Attempt {
        private final Place known;
        private final Place counted;

        private Attempt(Place known, Place counted) {
            this.known = known;
            this.counted = counted;
        }

        /// The attempt has proven the user's password, and its second factor is not asked for yet. So a sign-in with a
        /// second factor is one attempt as the user, not two.
        void provedPassword() {
            asUser.giveBack(counted);
        }

        /// The server had no time to look at the proof.
        void unanswered() {
            asUser.giveBack(counted);
        }

        /// The attempt has proven the user.
        ///
        /// @param costly whether it made the server compute a hash. Then it counts for the address
        void succeeded(boolean costly) {
            if (!costly) {
                fromAddress.giveBack(known.address);
            }
            asUser.giveBack(counted);
            places.put(known, true);
        }
    }

    /// Returns how many users and addresses are counted now.
    long size() {
        return asUser.size() + fromAddress.size() + places.estimatedSize();
    }

    private static int seconds(long nanos) {
        return (int) Duration.ofNanos(nanos).plusSeconds(1).toSeconds();
    }

    /// The owner of one IPv6 address has the whole /64.
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }

    /// Some at once, and then one at a time.
    private static final class Limit<K> {
        private final LongSupplier nanos;
        private final long every;
        private final long ahead;
        private final Cache<K, AtomicLong> paidUntil;

        Limit(LongSupplier nanos, int max, Duration every, int keysMax) {
            this.nanos = nanos;
            this.every = every.toNanos();
            this.ahead = this.every * (max - 1);
            // What nobody has asked for so long is as if it had never been asked for.
            this.paidUntil = Caffeine.newBuilder()
                    .maximumSize(keysMax)
                    .expireAfterAccess(every.multipliedBy(max))
                    .ticker(nanos::getAsLong)
                    .build();
        }

        /// Takes one. If there is none, it returns after how many nanoseconds there will be one, else 0.
        long take(K key) {
            long now = nanos.getAsLong();
            AtomicLong until = paidUntil.get(key, _ -> new AtomicLong(now));
            while (true) {
                long known = until.get();
                long from = known - now > 0 ? known : now;
                if (from - now > ahead) {
                    return from - now - ahead;
                }
                if (until.compareAndSet(known, from + every)) {
                    return 0;
                }
            }
        }

        void giveBack(K key) {
            AtomicLong until = paidUntil.getIfPresent(key);
            if (until != null) {
                until.addAndGet(-every);
            }
        }

        long size() {
            paidUntil.cleanUp();
            return paidUntil.estimatedSize();
        }
    }
}
