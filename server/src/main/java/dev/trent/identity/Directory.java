package dev.trent.identity;

import dev.trent.memory.Memory;
import dev.trent.seal.Seal;
import dev.trent.store.Store;
import java.security.SecureRandom;

/// All doors of this room, over one database.
public record Directory(
        Accounts accounts,
        AccessKeys accessKeys,
        LastUses lastUses,
        Entities entities,
        Memberships memberships,
        Roles roles,
        ManagedPolicies policies,
        Attachments attachments,
        InlinePolicies inlinePolicies,
        EntityTags tags,
        Identities identities,
        SessionEnds sessionEnds,
        ConsoleSessions consoleSessions,
        ConsoleLinks consoleLinks,
        PrincipalNames principalNames,
        PasswordPolicies passwordPolicies,
        LoginProfiles loginProfiles,
        MfaDevices mfaDevices)
        implements AutoCloseable {

    /// Opens the room.
    ///
    /// @param memory keeps the access keys, identities and policies that were read
    /// @param everyAccountExists whether twelve digits are an account even if none was made, as in
    ///     development
    public static Directory open(
            Store store, Seal seal, SecureRandom random, Memory memory, boolean everyAccountExists) {
        AccountStore accountStore = new AccountStore(store);
        UniqueIds ids = new UniqueIds(random);
        PrincipalNames names = new PrincipalNames(accountStore, everyAccountExists);
        return new Directory(
                new Accounts(accountStore, seal),
                new AccessKeys(accountStore, seal, random, memory),
                new LastUses(store),
                new Entities(accountStore, ids),
                new Memberships(accountStore),
                new Roles(accountStore, ids, names),
                new ManagedPolicies(accountStore, ids),
                new Attachments(accountStore),
                new InlinePolicies(accountStore),
                new EntityTags(accountStore),
                new Identities(accountStore, memory),
                new SessionEnds(accountStore, memory),
                new ConsoleSessions(store, memory),
                new ConsoleLinks(store, random),
                names,
                new PasswordPolicies(accountStore),
                new LoginProfiles(accountStore, seal),
                new MfaDevices(accountStore, seal, random));
    }

    /// Stores the facts that are still only in memory.
    @Override
    public void close() {
        lastUses.close();
        consoleSessions.close();
    }
}
