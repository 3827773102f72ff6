package dev.trent.seed;

import dev.trent.aws.AccountNumber;
import dev.trent.aws.Partition;
import dev.trent.gateway.Gateway;
import dev.trent.identity.AccessKeys;
import dev.trent.keys.Keys;
import dev.trent.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Applies a seed: makes the accounts, policies, users, roles and keys of a file if they do not exist.
///
/// An existing thing must agree with the seed. If it does not, the seed is refused. The format is in
/// `docs/seed.md`. ADR 29 explains why this calls the operations.
public final class Seeding {
    private static final Set<String> MEMBERS =
            Set.of("account", "region", "accounts", "policies", "users", "roles", "keys");

    private static final int BYTES_MAX = YamlReader.CHARACTERS_MAX;

    private final Gateway gateway;
    private final Partition partition;
    private final Consumer<String> admit;
    private final SeededPrincipals principals;
    private final SeededKeys keys;

    /// The stored secrets that a seed is compared with. No operation of the API returns them.
    ///
    /// @param accessKeys holds the secrets of access keys
    /// @param keys finds the keys whose material is compared
    /// @param vault compares the materials
    public record Secrets(AccessKeys accessKeys, Keys keys, Vault vault) {}

    /// Makes a seeding.
    ///
    /// @param gateway performs the operations; its CreateAccessKey accepts an id and a secret
    /// @param admit makes an account if it does not exist
    public Seeding(Gateway gateway, Partition partition, Consumer<String> admit, Secrets secrets) {
        this.gateway = gateway;
        this.partition = partition;
        this.admit = admit;
        this.principals = new SeededPrincipals(new SeededAccessKeys(secrets.accessKeys()));
        this.keys = new SeededKeys(secrets.keys(), secrets.vault());
    }

    /// Applies a file.
    ///
    /// @param account the account of the things that name no account
    /// @throws IOException with one sentence that names the file, the member and the line
    public void apply(Path file, String account) throws IOException {
        String text = text(file);
        try {
            apply(YamlReader.read(text).asMembers(), account);
        } catch (SeedException wrong) {
            throw new SeedException("The seed '" + file + "' cannot be applied: " + wrong.getMessage());
        }
    }

    private static String text(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(BYTES_MAX + 1);
        }
        if (bytes.length > BYTES_MAX) {
            throw new SeedException("The seed '" + file + "' is longer than " + BYTES_MAX + " bytes.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new SeedException("The seed '" + file + "' is not UTF-8.");
        }
    }

    private void apply(Value.Members seed, String account) throws SeedException {
        seed.only(MEMBERS);
        Value.Members all = withDefaults(seed, account);
        for (Value.Text other : seed.texts("accounts")) {
            requireNumber(other.place(), other.text());
            admit.accept(other.text());
        }
        for (Value.Members policy : seed.each("policies")) {
            principals.policy(policy, root(policy, all));
        }
        for (Value.Members user : seed.each("users")) {
            principals.user(user, root(user, all));
        }
        for (Value.Members role : seed.each("roles")) {
            principals.role(role, root(role, all));
        }
        for (Value.Members key : seed.each("keys")) {
            keys.apply(key, root(key, all));
        }
    }

    private Value.Members withDefaults(Value.Members seed, String account) throws SeedException {
        String said = seed.text("account");
        String region = seed.text("region");
        return new Value.Members(
                Map.of(
                        "account",
                        new Value.Text(said == null ? account : said, seed.placeOf("account")),
                        "region",
                        new Value.Text(region == null ? partition.usualRegion() : region, seed.placeOf("region"))),
                seed.place());
    }

    /// Returns the root user of the account of a thing.
    private RootUser root(Value.Members thing, Value.Members defaults) throws SeedException {
        Value.Members accounts = thing.find("account") == null ? defaults : thing;
        Value.Members regions = thing.find("region") == null ? defaults : thing;
        String account = accounts.required("account");
        String region = regions.required("region");
        requireNumber(accounts.placeOf("account"), account);
        if (!region.matches("[a-z]{2,4}(-[a-z0-9]{1,12}){1,4}") || Partition.ofRegion(region) != partition) {
            throw regions.placeOf("region")
                    .wrong("'" + region + "' is no Region of the partition " + partition + ", such as "
                            + partition.usualRegion() + ".");
        }
        return new RootUser(gateway, partition, admit, account, region);
    }

    private static void requireNumber(Place place, String account) throws SeedException {
        if (!AccountNumber.is(account)) {
            throw place.wrong("an account has twelve digits, not '" + account + "'.");
        }
    }
}
