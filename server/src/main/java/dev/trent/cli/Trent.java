package dev.trent.cli;

import dev.trent.access.Access;
import dev.trent.access.Callers;
import dev.trent.access.DenialLog;
import dev.trent.access.Denials;
import dev.trent.access.GrantTokens;
import dev.trent.access.Trust;
import dev.trent.audit.Journal;
import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.gateway.Authenticator;
import dev.trent.gateway.Endpoints;
import dev.trent.gateway.Gateway;
import dev.trent.gateway.Recorder;
import dev.trent.gateway.RequestIds;
import dev.trent.http.HttpServer;
import dev.trent.http.Limits;
import dev.trent.http.Tls;
import dev.trent.identity.Directory;
import dev.trent.identity.SessionTokens;
import dev.trent.keys.Aliases;
import dev.trent.keys.Grants;
import dev.trent.keys.Keys;
import dev.trent.keys.Materials;
import dev.trent.keys.Tags;
import dev.trent.kms.Operations;
import dev.trent.seal.RootKeyFile;
import dev.trent.seal.Seal;
import dev.trent.sigv4.SigV4;
import dev.trent.store.Store;
import dev.trent.vault.DomainKeys;
import dev.trent.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server: every object, made once, from the bottom of the house to the top.
final class Trent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trent.class);
    private static final int KEYS_CACHED_MAX = 50_000;
    private static final int GRANTS_CACHED_MAX = 500_000;
    private static final int MATERIALS_CACHED_MAX = 50_000;
    private static final int IDENTITIES_CACHED_MAX = 10_000;
    private static final Duration DRAIN_MAX = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> opened;
    private final HttpServer http;
    private final Engine engine;

    private Trent(Deque<AutoCloseable> opened, HttpServer http, Engine engine) {
        this.opened = opened;
        this.http = http;
        this.engine = engine;
    }

    /// Builds and starts a server.
    ///
    /// @throws IOException with one clear sentence if something it needs is not as it should be
    static Trent start(Settings settings, Engine engine, InstantSource clock) throws IOException {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            return build(settings, engine, clock, opened);
        } catch (IOException | RuntimeException | AssertionError failure) {
            closeAll(opened);
            throw failure;
        }
    }

    private static Trent build(Settings settings, Engine engine, InstantSource clock, Deque<AutoCloseable> opened)
            throws IOException {
        Tls tls = settings.certificate() == null || settings.privateKey() == null
                ? null
                : Tls.of(settings.certificate(), settings.privateKey());
        DataFolder data = keep(opened, DataFolder.open(settings.data()));
        Seal seal = keep(opened, new Seal(rootKey(data, settings, engine.random()), engine));
        Store store = keep(opened, Store.open(databaseUrl(data, settings.database())));
        Journal journal = keep(opened, Journal.open(data.audit(), clock));

        Materials materials = new Materials(store);
        DomainKeys domainKeys = keep(opened, DomainKeys.open(materials, seal, engine.random(), clock.instant()));
        Access.Facts facts = new Access.Facts(
                new Keys(store, KEYS_CACHED_MAX),
                new Aliases(store, KEYS_CACHED_MAX),
                new Tags(store, KEYS_CACHED_MAX),
                new Grants(store, GRANTS_CACHED_MAX));
        Directory directory =
                keep(opened, Directory.open(store, seal, engine.random(), IDENTITIES_CACHED_MAX, settings.dev()));
        if (!settings.dev() && directory.accounts().list().isEmpty()) {
            throw new IOException("The database holds no account: restore it from its backup, or run 'trent init'.");
        }

        SessionTokens tokens = keep(opened, new SessionTokens(store, seal, engine, clock));
        DenialLog denialLog = keep(opened, new DenialLog(store));
        Denials denials = new Denials(denialLog, engine.random());
        GrantTokens grantTokens = new GrantTokens(seal);
        Callers callers = new Callers(directory.identities());
        Access access = new Access(facts, grantTokens, callers, denials, KEYS_CACHED_MAX);
        Trust trust = new Trust(callers, directory.identities(), denials);
        Vault vault = new Vault(materials, domainKeys, engine, MATERIALS_CACHED_MAX);
        Operations.Granting granting = new Operations.Granting(grantTokens, engine.random());
        Endpoints endpoints = new Endpoints()
                .add("kms", Operations.all(access, vault, facts, directory.principalNames(), granting))
                .add("sts", dev.trent.sts.Operations.all(access, trust, denialLog, directory, tokens));
        Gateway gateway = new Gateway(
                authenticator(settings, directory, tokens, clock, engine),
                endpoints,
                new Recorder(
                        journal,
                        new RequestIds(
                                engine.random().nextLong(), engine.random().nextLong())),
                clock);
        HttpServer http = HttpServer.start(
                new dev.trent.http.Settings(settings.host(), settings.port(), tls, Limits.defaults()),
                gateway::handle,
                () -> journal.healthy() && store.reachable(),
                clock);
        return new Trent(opened, http, engine);
    }

    private static Authenticator authenticator(
            Settings settings, Directory directory, SessionTokens tokens, InstantSource clock, Engine engine) {
        SigV4 sigV4 = new SigV4(engine.provider());
        StoredCredentials stored = new StoredCredentials(
                directory.accessKeys(), new TemporaryCredentials(tokens, directory.identities(), clock));
        if (!settings.dev()) {
            return new Authenticator(sigV4, stored, caller -> {});
        }
        DevCredentials dev = new DevCredentials(directory.accounts(), stored, clock);
        return new Authenticator(sigV4, dev, caller -> dev.admit(caller.account()));
    }

    /// Opens the root key, and in development makes it for a folder that is new.
    ///
    /// What a folder lacks is told, not made anew: an empty database in the place of a lost one would look
    /// like success.
    private static Secret rootKey(DataFolder data, Settings settings, SecureRandom random) throws IOException {
        boolean keyed = Files.exists(data.rootKey());
        boolean stored = settings.database() != null || Files.exists(data.database());
        if (settings.dev() && !keyed && !stored) {
            Files.createFile(data.devMark());
            return RootKeyFile.create(data.rootKey(), random);
        }
        Secret rootKey = RootKeyFile.read(data.rootKey());
        if (!stored) {
            throw new IOException("The database '" + data.database() + "' is missing: restore it from its backup.");
        }
        if (settings.dev() && !Files.exists(data.devMark())) {
            throw new IOException(
                    "The data folder '" + settings.data() + "' was not made by 'trent dev', whose well-known"
                            + " credentials would open it to everybody on this machine: use 'trent server'.");
        }
        return rootKey;
    }

    static String databaseUrl(DataFolder data, @Nullable String database) {
        Path file = data.database();
        return database != null ? database : "jdbc:sqlite:" + file;
    }

    /// Returns the port that is listened on.
    int port() {
        return http.port();
    }

    /// Returns which implementation of the algorithms is in use.
    String engine() {
        return engine.description();
    }

    /// Answers what was accepted, then closes everything in the opposite order of its making.
    @Override
    public void close() {
        http.drain(DRAIN_MAX);
        closeAll(opened);
    }

    private static <T extends AutoCloseable> T keep(Deque<AutoCloseable> opened, T resource) {
        opened.push(resource);
        return resource;
    }

    private static void closeAll(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failure) {
                LOG.warn("Something could not be closed", failure);
            }
        }
    }
}
