package dev.trent.cli;

import dev.trent.aws.AccountNumber;
import dev.trent.aws.Caller;
import dev.trent.aws.Partition;
import dev.trent.aws.Secret;
import dev.trent.identity.Accounts;
import dev.trent.identity.StoredCredentials;
import dev.trent.sigv4.Credential;
import dev.trent.sigv4.CredentialFinder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The credentials of development: `test` is the root user of account 000000000000, and any twelve digits are
/// the root user of that account. The account is made at its first use. The secret is always `test`. Access
/// keys and sessions that were made here count as well.
///
/// SAFE: only `trent dev` uses this, and it listens on the loopback interface alone.
final class DevCredentials implements CredentialFinder {
    static final String ACCESS_KEY_ID = "test";
    static final String SECRET = "test";
    static final String ACCOUNT = "000000000000";

    /// What the console shows before a sign-in.
    static final Map<String, String> HINTS =
            Map.of("accessKeyId", ACCESS_KEY_ID, "secretAccessKey", SECRET, "account", ACCOUNT);

    private static final int REMEMBERED_MAX = 10_000;

    private final Accounts accounts;
    private final StoredCredentials stored;
    private final Partition partition;
    private final InstantSource clock;
    private final Secret secret = Secret.owning(SECRET.getBytes(StandardCharsets.US_ASCII));
    private final Set<String> existing = ConcurrentHashMap.newKeySet();

    DevCredentials(Accounts accounts, StoredCredentials stored, Partition partition, InstantSource clock) {
        this.accounts = accounts;
        this.stored = stored;
        this.partition = partition;
        this.clock = clock;
    }

    @Override
    public @Nullable Credential find(String accessKeyId, @Nullable String sessionToken) {
        String account = accessKeyId.equals(ACCESS_KEY_ID) ? ACCOUNT : accessKeyId;
        if (sessionToken != null || !AccountNumber.is(account)) {
            return stored.find(accessKeyId, sessionToken);
        }
        return new Credential(Caller.root(partition, account, accessKeyId), secret, 0);
    }

    /// Makes the account of a verified caller if it does not exist.
    void admit(String account) {
        if (existing.contains(account)) {
            return;
        }
        accounts.ensure(account, clock.instant());
        if (existing.size() < REMEMBERED_MAX) {
            existing.add(account);
        }
    }
}
