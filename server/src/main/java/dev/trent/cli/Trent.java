package dev.trent.cli;

import dev.trent.access.Trust;
import dev.trent.audit.Allowance;
import dev.trent.aws.Answerer;
import dev.trent.aws.Partition;
import dev.trent.call.Operation;
import dev.trent.chores.Chores;
import dev.trent.chores.KeyDeletion;
import dev.trent.chores.KeyEvents;
import dev.trent.chores.KeyRotation;
import dev.trent.chores.MaterialExpiration;
import dev.trent.chores.WhileFit;
import dev.trent.crypto.Engine;
import dev.trent.gateway.Answered;
import dev.trent.gateway.Authenticator;
import dev.trent.gateway.Endpoints;
import dev.trent.gateway.Gate;
import dev.trent.gateway.Gateway;
import dev.trent.gateway.Recorder;
import dev.trent.http.Health;
import dev.trent.http.HttpServer;
import dev.trent.http.HttpSettings;
import dev.trent.http.Limits;
import dev.trent.http.Tls;
import dev.trent.http.Web;
import dev.trent.iam.IamOperations;
import dev.trent.iam.SlowLane;
import dev.trent.identity.Directory;
import dev.trent.identity.LastUses;
import dev.trent.identity.StoredCredentials;
import dev.trent.keys.Imported;
import dev.trent.keys.KeyChore;
import dev.trent.keys.Keys;
import dev.trent.kms.KmsOperations;
import dev.trent.memory.Memory;
import dev.trent.operator.ControlSocket;
import dev.trent.operator.DataFolder;
import dev.trent.operator.House;
import dev.trent.operator.OperatorCommands;
import dev.trent.operator.Serving;
import dev.trent.seed.Seeding;
import dev.trent.sigv4.SigV4;
import dev.trent.sigv4.Signed;
import dev.trent.sts.StsOperations;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running server: every object, made once, from the bottom of the house to the top.
final class Trent implements AutoCloseable {
    private static final Duration DRAIN_MAX = Duration.ofSeconds(18);
    private static final Duration CONTROL_PATIENCE = Duration.ofSeconds(5);
    private static final int SLOW_LANE_WAITING_MAX = 32;

    private static final Duration OUTBOX_EVERY = Duration.ofSeconds(30);
    private static final Duration CHANGES_EVERY = Duration.ofMinutes(10);
    private static final Duration DENIALS_EVERY = Duration.ofMinutes(10);
    private static final Duration SESSION_KEYS_EVERY = Duration.ofDays(1);
    private static final Duration LAST_USES_EVERY = Duration.ofSeconds(30);

    private final Opened opened;
    private final Health health;
    private final HttpServer http;
    private final Answerer answerer;
    private final House house;
    private final Engine engine;
    private final String address;

    private Trent(
            Opened opened,
            Health health,
            HttpServer http,
            Answerer answerer,
            House house,
            Engine engine,
            String address) {
        this.opened = opened;
        this.health = health;
        this.http = http;
        this.answerer = answerer;
        this.house = house;
        this.engine = engine;
        this.address = address;
    }

    /// Builds and starts a server.
    ///
    /// @param real the clock of the machine
    /// @param onlooker gets every call; it must not wait or throw; null for none
    static Trent start(Settings settings, Engine engine, InstantSource real, @Nullable Consumer<Answered> onlooker)
            throws IOException {
        Opened opened = new Opened();
        try {
            return build(settings, engine, real, onlooker, opened);
        } catch (IOException | RuntimeException | AssertionError failure) {
            opened.close();
            throw failure;
        }
    }

    private static Trent build(
            Settings settings, Engine engine, InstantSource real, @Nullable Consumer<Answered> onlooker, Opened opened)
            throws IOException {
        Tls tls = settings.certificate() == null || settings.privateKey() == null
                ? null
                : Tls.of(settings.certificate(), settings.privateKey());
        DataFolder data = opened.keep(DataFolder.open(settings.data()));
        House house = Builder.house(data, settings, engine, real, opened);
        KmsOperations.Granting granting = new KmsOperations.Granting(house.grantTokens(), engine.random());
        SlowLane lane = opened.keep(new SlowLane(1, SLOW_LANE_WAITING_MAX));
        List<Operation<?, ?>> kms = KmsOperations.all(
                house.access(),
                house.vault(),
                house.records(),
                house.directory().principalNames(),
                granting,
                settings.dev());
        List<Operation<?, ?>> iam = IamOperations.all(house.access(), house.directory(), house.memory(), lane);
        Endpoints endpoints = new Endpoints()
                .add("kms", kms, settings.bounds().quotas().throttle())
                .add("iam", iam)
                .add(
                        "sts",
                        StsOperations.all(
                                house.access(),
                                new Trust(house.callers(), house.directory().identities(), house.denials()),
                                house.denialLog(),
                                new StsOperations.Stores(
                                        house.directory().identities(),
                                        house.directory().accessKeys(),
                                        house.directory().sessionEnds(),
                                        house.sessionTokens())));
        Recorder recorder = new Recorder(
                house.journal(),
                house.ledger(),
                house.ids(),
                new Allowance(settings.bounds().refusedBytesPerSecond(), System::nanoTime),
                house.sentry(),
                house.records().uses()::recorded);
        opened.keep(() ->
                recorder.recordMissed(house.clock().instant(), house.store().partition()));
        Authenticator authenticator = authenticator(settings, house, engine, real);
        Gateway gateway = new Gateway(
                authenticator, endpoints, recorder, house.denials(), house.incidents(), house.clock(), onlooker);
        if (settings.seed() != null) {
            Endpoints ofSeed = new Endpoints()
                    .add("kms", kms)
                    .add("iam", IamOperations.ofSeed(iam, house.access(), house.directory()));
            Gateway unseen = new Gateway(
                    authenticator, ofSeed, recorder, house.denials(), house.incidents(), house.clock(), null);
            seeding(house, unseen).apply(settings.seed(), DevCredentials.ACCOUNT);
        }
        ControlSocket control =
                opened.keep(ControlSocket.open(data.path(), new OperatorCommands(house), CONTROL_PATIENCE));
        opened.keep(house.sentry()
                .other(control.path(), "no command of the operator's reaches this server; start it again"));
        Health health = opened.keep(Health.watching(() -> house.journal().healthy()
                && house.sentry().mayAnswer()
                && house.store().reachable()));
        Chores chores = opened.keep(chores(house));
        Answerer answerer = answerer(house, gateway, chores);
        HttpServer http = HttpServer.start(
                listening(settings, tls),
                answerer,
                gateway::refusal,
                health::ready,
                // Clients set their clocks by the Date of an answer, and sign with the time that they have then.
                real);
        chores.start();
        String address = Serving.address(tls != null, settings.host(), http.port());
        house.serving().begin(new Serving.Place(address, Main.VERSION, real.instant()));
        return new Trent(opened, health, http, answerer, house, engine, address);
    }

    private static Seeding seeding(House house, Gateway gateway) {
        Directory directory = house.directory();
        return new Seeding(
                gateway,
                house.store().partition(),
                account -> directory.accounts().ensure(account, house.clock().instant()),
                new Seeding.Secrets(directory.accessKeys(), house.records().keys(), house.vault()));
    }

    private static Answerer answerer(House house, Gateway gateway, Chores chores) {
        Gate gate = new Gate(gateway, house.store()::serving);
        return house.clock() instanceof MovableClock clock ? new ClockRoute(house, clock, chores).before(gate) : gate;
    }

    /// Returns the chores that run by themselves while the server runs.
    private static Chores chores(House house) {
        Keys keys = house.records().keys();
        KeyEvents events = new KeyEvents(house.ids()::next);
        BooleanSupplier fit = () -> House.mayChange(house.journal(), house.sentry());
        return new Chores(house.store(), house.clock(), house.incidents()::tell)
                .addRecurring("outbox", OUTBOX_EVERY, (_, now) -> {
                    house.store().changes().tellUnconfirmed();
                    house.ledger().deliver();
                    return now.plus(OUTBOX_EVERY);
                })
                .addRecurring("changes", CHANGES_EVERY, (_, now) -> {
                    house.store().forgetChanges();
                    return now.plus(CHANGES_EVERY);
                })
                .addRecurring("denials", DENIALS_EVERY, (_, now) -> {
                    house.denialLog().sweep(now);
                    return now.plus(DENIALS_EVERY);
                })
                .addRecurring("last-uses", LAST_USES_EVERY, (_, now) -> {
                    house.directory().lastUses().store();
                    house.records().uses().store();
                    return now.plus(LAST_USES_EVERY);
                })
                .addRecurring(
                        "session-keys",
                        SESSION_KEYS_EVERY,
                        (_, _) -> house.sessionTokens().prepare())
                .add(
                        KeyChore.ROTATION.kind(),
                        new WhileFit(fit, new KeyRotation(keys, house.vault(), house.ledger(), events)))
                .add(
                        KeyChore.EXPIRATION.kind(),
                        new WhileFit(
                                fit,
                                new MaterialExpiration(
                                        house.store(), keys, new Imported(keys), house.ledger(), events)))
                .add(
                        KeyChore.DELETION.kind(),
                        new WhileFit(fit, new KeyDeletion(house.store(), house.records(), house.ledger(), events)));
    }

    private static HttpSettings listening(Settings settings, @Nullable Tls tls) {
        Network network = settings.network();
        Web web = settings.dev() ? Web.loopback(settings.hosts(), network.origins()) : Web.open(network.origins());
        Limits limits = Limits.defaults()
                .with(
                        network.connections(),
                        network.connectionsPerPeer(),
                        settings.tuning().idleTimeout(),
                        settings.tuning().requestTimeout());
        // Clients resolve 'localhost' to the one address or the other.
        boolean four = settings.host().equals(Serving.HOST) || settings.host().equals("localhost");
        String alsoHost = settings.dev() && four ? "::1" : null;
        return new HttpSettings(settings.host(), settings.port(), tls, limits, alsoHost, web);
    }

    private static Authenticator authenticator(Settings settings, House house, Engine engine, InstantSource real) {
        Directory directory = house.directory();
        Partition partition = house.store().partition();
        SigV4 sigV4 = new SigV4(engine.provider());
        StoredCredentials stored = new StoredCredentials(directory, house.sessionTokens(), house.clock());
        if (!settings.dev()) {
            return new Authenticator(
                    sigV4, stored, partition, real, (signed, now) -> noteUse(directory.lastUses(), signed, now));
        }
        DevCredentials dev = new DevCredentials(directory.accounts(), stored, partition, house.clock());
        return new Authenticator(sigV4, dev, partition, real, (signed, now) -> {
            dev.admit(signed.caller().account());
            noteUse(directory.lastUses(), signed, now);
        });
    }

    /// The last use of a session is not stored: its access key is stored nowhere.
    private static void noteUse(LastUses lastUses, Signed signed, Instant now) {
        if (signed.caller().session() == null) {
            lastUses.used(signed.caller().accessKeyId(), signed.service(), signed.region(), now);
        }
    }

    /// Returns the port that is listened on.
    int port() {
        return http.port();
    }

    /// Returns where it listens, such as `http://127.0.0.1:4599`.
    String address() {
        return address;
    }

    /// Returns what answers the calls of its listener.
    Answerer answerer() {
        return answerer;
    }

    /// Returns how far its clock is ahead of the clock of the machine.
    Duration ahead() {
        return house.clock() instanceof MovableClock clock ? clock.ahead() : Duration.ZERO;
    }

    /// Returns how many keys there are.
    long keys() {
        return house.records().keys().count();
    }

    /// Returns the memory that all caches share.
    Memory memory() {
        return house.memory();
    }

    /// Returns which implementation of the algorithms is in use.
    String engine() {
        return engine.description();
    }

    /// Returns whether this server should get requests, by the latest known answer; never waits.
    boolean ready() {
        return health.ready();
    }

    /// Completes when the server must be closed and started again, because its remembered facts may be
    /// outdated.
    CompletableFuture<Void> outdated() {
        return house.store().outdated();
    }

    /// Answers the accepted requests, then closes everything in the opposite order of its making.
    @Override
    public void close() {
        // Keys that wait to be made would take longer than anybody waits for a server to stop.
        house.vault().stopMakingKeys();
        http.drain(DRAIN_MAX);
        opened.close();
    }
}
