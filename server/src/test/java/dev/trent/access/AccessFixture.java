package dev.trent.access;

import dev.trent.crypto.Engine;
import dev.trent.identity.Directory;
import dev.trent.keys.Aliases;
import dev.trent.keys.Grants;
import dev.trent.keys.Keys;
import dev.trent.keys.Tags;
import dev.trent.seal.Seal;
import dev.trent.store.Store;

/// A decider on a database of its own, for tests of the rooms above and below.
///
/// @param facts what is decided about
/// @param access the decider
public record AccessFixture(Access.Facts facts, Access access, GrantTokens grantTokens, Directory directory) {
    private static final int CACHED_MAX = 100;

    /// Makes a decider for which every account exists.
    public static AccessFixture on(Store store, Seal seal, Engine engine) {
        Access.Facts facts = new Access.Facts(
                new Keys(store, CACHED_MAX),
                new Aliases(store, CACHED_MAX),
                new Tags(store, CACHED_MAX),
                new Grants(store, CACHED_MAX));
        Directory directory = Directory.open(store, seal, engine.random(), CACHED_MAX, true);
        GrantTokens tokens = new GrantTokens(seal);
        Denials denials = new Denials(new DenialLog(store), engine.random(), directory.principalNames());
        Callers callers = new Callers(directory.identities());
        return new AccessFixture(facts, new Access(facts, tokens, callers, denials, CACHED_MAX), tokens, directory);
    }
}
