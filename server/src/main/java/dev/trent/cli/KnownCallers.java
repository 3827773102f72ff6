package dev.trent.cli;

import dev.trent.crypto.Engine;
import dev.trent.gateway.Authenticator;
import dev.trent.identity.Directory;
import dev.trent.identity.LastUses;
import dev.trent.identity.StoredCredentials;
import dev.trent.operator.House;
import dev.trent.sigv4.CredentialFinder;
import dev.trent.sigv4.SigV4;
import dev.trent.sigv4.Signed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Who may call.
///
/// @param credentials finds the secrets of access keys
/// @param admit gets the account of each proven caller
record KnownCallers(CredentialFinder credentials, Consumer<String> admit) {
    static KnownCallers of(Settings settings, House house) {
        Directory directory = house.directory();
        StoredCredentials stored = new StoredCredentials(directory, house.sessionTokens(), house.clock());
        if (!settings.dev()) {
            return new KnownCallers(stored, _ -> {});
        }
        DevCredentials dev =
                new DevCredentials(directory.accounts(), stored, house.store().partition(), house.clock());
        return new KnownCallers(dev, dev::admit);
    }

    /// Returns what proves callers by their signatures.
    Authenticator authenticator(House house, Engine engine, InstantSource real) {
        LastUses lastUses = house.directory().lastUses();
        return new Authenticator(
                new SigV4(engine.provider()), credentials, house.store().partition(), real, (signed, now) -> {
                    admit.accept(signed.caller().account());
                    noteUse(lastUses, signed, now);
                });
    }

    /// The last use of a session is not stored: its access key is stored nowhere.
    private static void noteUse(LastUses lastUses, Signed signed, Instant now) {
        if (signed.caller().session() == null) {
            lastUses.used(signed.caller().accessKeyId(), signed.service(), signed.region(), now);
        }
    }
}
