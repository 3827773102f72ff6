package dev.trent.cli;

import dev.trent.access.Denials;
import dev.trent.access.Trust;
import dev.trent.crypto.Engine;
import dev.trent.gateway.Authenticator;
import dev.trent.gateway.Endpoints;
import dev.trent.gateway.Gateway;
import dev.trent.gateway.Recorder;
import dev.trent.http.Health;
import dev.trent.http.HttpServer;
import dev.trent.http.Limits;
import dev.trent.http.Tls;
import dev.trent.http.Web;
import dev.trent.identity.Directory;
import dev.trent.identity.LastUses;
import dev.trent.identity.SessionTokens;
import dev.trent.kms.Operations;
import dev.trent.sigv4.SigV4;
import dev.trent.sigv4.Signed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// A running server: every object, made once, from the bottom of the house to the top.
final class Trent implements AutoCloseable {
    private static final Duration DRAIN_MAX = Duration.ofSeconds(30);
    private static final Duration CONTROL_PATIENCE = Duration.ofSeconds(5);

    private final Opened opened;
    private final HttpServer http;
    private final Engine engine;

    private Trent(Opened opened, HttpServer http, Engine engine) {
        this.opened = opened;
        this.http = http;
        this.engine = engine;
    }

    /// Builds and starts a server.
    ///
    /// @throws IOException with one clear sentence if something it needs is not as it should be
    static Trent start(Settings settings, Engine engine, InstantSource clock) throws IOException {
        Opened opened = new Opened();
        try {
            return build(settings, engine, clock, opened);
        } catch (IOException | RuntimeException | AssertionError failure) {
            opened.close();
            throw failure;
        }
    }

    private static Trent build(Settings settings, Engine engine, InstantSource clock, Opened opened)
            throws IOException {
        Tls tls = settings.certificate() == null || settings.privateKey() == null
                ? null
                : Tls.of(settings.certificate(), settings.privateKey());
        DataFolder data = opened.keep(DataFolder.open(settings.data()));
        House house = House.open(data, settings, engine, clock, opened);
        Denials denials =
                new Denials(house.denials(), engine.random(), house.directory().principalNames());
        Operations.Granting granting = new Operations.Granting(house.grantTokens(), engine.random());
        Endpoints endpoints = new Endpoints()
                .add(
                        "kms",
                        Operations.all(
                                house.access(),
                                house.vault(),
                                house.facts(),
                                house.directory().principalNames(),
                                granting))
                .add("iam", dev.trent.iam.Operations.all(house.access(), house.directory()))
                .add(
                        "sts",
                        dev.trent.sts.Operations.all(
                                house.access(),
                                new Trust(house.callers(), house.directory().identities(), denials),
                                house.denials(),
                                new dev.trent.sts.Operations.Facts(
                                        house.directory().identities(),
                                        house.directory().accessKeys(),
                                        house.sessionTokens())));
        Gateway gateway = new Gateway(
                authenticator(settings, house.directory(), house.sessionTokens(), clock, engine),
                endpoints,
                new Recorder(house.journal(), house.ids()),
                denials,
                clock);
        opened.keep(ControlSocket.open(data.path(), new OperatorCommands(house), CONTROL_PATIENCE));
        Health health = opened.keep(
                Health.watching(() -> house.journal().healthy() && house.store().reachable()));
        if (settings.network().healthPort() != null) {
            opened.keep(HttpServer.forHealth(settings.host(), settings.network().healthPort(), health::ready, clock));
        }
        HttpServer http = HttpServer.start(listening(settings, tls), gateway::handle, health::ready, clock);
        return new Trent(opened, http, engine);
    }

    private static dev.trent.http.Settings listening(Settings settings, @Nullable Tls tls) {
        Network network = settings.network();
        Web web = settings.dev() ? Web.loopback(network.hosts(), network.origins()) : Web.open(network.origins());
        Limits limits = Limits.defaults().withConnections(network.connections(), network.connectionsPerPeer());
        return new dev.trent.http.Settings(settings.host(), settings.port(), tls, limits, web);
    }

    private static Authenticator authenticator(
            Settings settings, Directory directory, SessionTokens tokens, InstantSource clock, Engine engine) {
        SigV4 sigV4 = new SigV4(engine.provider());
        StoredCredentials stored = new StoredCredentials(
                directory.accessKeys(), new TemporaryCredentials(tokens, directory.identities(), clock));
        if (!settings.dev()) {
            return new Authenticator(sigV4, stored, (signed, now) -> noteUse(directory.lastUses(), signed, now));
        }
        DevCredentials dev = new DevCredentials(directory.accounts(), stored, clock);
        return new Authenticator(sigV4, dev, (signed, now) -> {
            dev.admit(signed.caller().account());
            noteUse(directory.lastUses(), signed, now);
        });
    }

    /// Of a session there is no last use: its access key is stored nowhere.
    private static void noteUse(LastUses lastUses, Signed signed, Instant now) {
        if (signed.caller().session() == null) {
            lastUses.used(signed.caller().accessKeyId(), signed.service(), signed.region(), now);
        }
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
        opened.close();
    }
}
