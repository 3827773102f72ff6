package dev.trent.cli;

import dev.trent.access.Trust;
import dev.trent.audit.Allowance;
import dev.trent.audit.Cursor;
import dev.trent.audit.Packing;
import dev.trent.audit.Retention;
import dev.trent.aws.Answerer;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.aws.Secret;
import dev.trent.call.Operation;
import dev.trent.chores.Chores;
import dev.trent.cloudtrail.CloudTrailOperations;
import dev.trent.console.Console;
import dev.trent.console.ConsoleSettings;
import dev.trent.crypto.Engine;
import dev.trent.delivery.Checkpoints;
import dev.trent.delivery.Exporter;
import dev.trent.delivery.S3Operations;
import dev.trent.gateway.Answered;
import dev.trent.gateway.Authenticator;
import dev.trent.gateway.Endpoints;
import dev.trent.gateway.Gate;
import dev.trent.gateway.Gateway;
import dev.trent.gateway.Recorder;
import dev.trent.http.Health;
import dev.trent.http.HttpServer;
import dev.trent.http.Tls;
import dev.trent.iam.IamOperations;
import dev.trent.iam.SlowLane;
import dev.trent.identity.ConsoleLogins;
import dev.trent.identity.Directory;
import dev.trent.identity.PasswordHashes;
import dev.trent.kms.KmsOperations;
import dev.trent.memory.Memory;
import dev.trent.metrics.Meters;
import dev.trent.metrics.Scrapes;
import dev.trent.operator.ControlSocket;
import dev.trent.operator.DataFolder;
import dev.trent.operator.House;
import dev.trent.operator.OperatorCommands;
import dev.trent.operator.Serving;
import dev.trent.seal.ContextHashes;
import dev.trent.seed.Seeding;
import dev.trent.stream.Streams;
import dev.trent.sts.StsOperations;
import dev.trent.vault.LowPriority;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A running server: every object, made once, from the bottom of the house to the top.
final class Trent implements AutoCloseable {
    private static final Duration DRAIN_MAX = Duration.ofSeconds(18);
    private static final Duration CONTROL_PATIENCE = Duration.ofSeconds(5);
    private static final int SLOW_LANE_WAITING_MAX = 32;
    private static final int PASSWORDS_WAITING_MAX = 32;

    private final Opened opened;
    private final Health health;
    private final HttpServer http;
    private final Answerer answerer;
    private final House house;
    private final Engine engine;
    private final String address;
    private final @Nullable String metrics;
    private final @Nullable String console;

    private Trent(
            Opened opened,
            Health health,
            HttpServer http,
            Answerer answerer,
            House house,
            Engine engine,
            String address,
            @Nullable String metrics,
            @Nullable String console) {
        this.opened = opened;
        this.health = health;
        this.http = http;
        this.answerer = answerer;
        this.house = house;
        this.engine = engine;
        this.address = address;
        this.metrics = metrics;
        this.console = console;
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
        Listening.requireFree(settings);
        House house = Builder.house(data, settings, engine, real, opened);
        KmsOperations.Granting granting = new KmsOperations.Granting(house.grantTokens(), engine.random());
        SlowLane lane = opened.keep(new SlowLane(1, SLOW_LANE_WAITING_MAX));
        // One hash at a time: each takes 19 MiB.
        SlowLane passwordLane = opened.keep(new SlowLane(1, PASSWORDS_WAITING_MAX));
        PasswordHashes hashes =
                new PasswordHashes(passwordLane, settings.tuning().passwordHash(), engine.random());
        List<Operation<?, ?>> kms = KmsOperations.all(
                house.access(),
                house.vault(),
                house.records(),
                house.directory().principalNames(),
                granting,
                settings.dev());
        List<Operation<?, ?>> iam = IamOperations.all(house.access(), house.directory(), house.memory(), lane, hashes);
        ContextHashes veil = settings.tuning().auditContext() == AuditContext.hash ? house.contextHashes() : null;
        Scraping scraping = settings.network().scraping();
        Secret token = scraping.token();
        if (token != null) {
            var _ = opened.keep(token);
        }
        Meters meters = scraping.on() ? opened.keep(new Meters(Main.VERSION)) : null;
        Endpoints endpoints = new Endpoints(veil, meters != null)
                .add("kms", kms, settings.bounds().quotas().throttle())
                .add(
                        "cloudtrail",
                        CloudTrailOperations.all(
                                house.access(),
                                house.lookup(),
                                settings.bounds().quotas().ofLookups(),
                                house.delivery()))
                .add("s3", S3Operations.all(house.access(), house.delivery()))
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
                                        house.directory().entities(),
                                        house.directory().mfaDevices(),
                                        house.directory().sessionEnds(),
                                        house.sessionTokens())));
        Allowance refused = new Allowance(settings.bounds().refusedBytesPerSecond(), System::nanoTime);
        Recorder recorder = new Recorder(
                house.journal(),
                house.ledger(),
                house.ids(),
                refused,
                house.sentry(),
                house.records().uses()::recorded);
        opened.keep(() ->
                recorder.recordMissed(house.clock().instant(), house.store().partition()));
        opened.keep(() ->
                recorder.recordUnknown(house.clock().instant(), house.store().partition(), true));
        KnownCallers callers = KnownCallers.of(settings, house);
        Authenticator authenticator = callers.authenticator(house, engine, real);
        Gateway gateway = new Gateway(
                authenticator, endpoints, recorder, house.denials(), house.incidents(), house.clock(), onlooker);
        if (settings.seed() != null) {
            Endpoints ofSeed = new Endpoints(veil, false)
                    .add("kms", kms)
                    .add("iam", IamOperations.ofSeed(iam, house.access(), house.directory()));
            Gateway unseen = new Gateway(
                    authenticator, ofSeed, recorder, house.denials(), house.incidents(), house.clock(), null);
            seeding(house, unseen).apply(settings.seed(), DevCredentials.ACCOUNT);
        }
        opened.keep(Packing.start(data.audit(), house.journal(), new LowPriority("audit-packing")));
        ControlSocket control =
                opened.keep(ControlSocket.open(data.path(), new OperatorCommands(house), CONTROL_PATIENCE));
        opened.keep(house.sentry()
                .other(control.path(), "no command of the operator's reaches this server; start it again"));
        Health health = opened.keep(Health.watching(() -> house.journal().healthy()
                && house.sentry().mayAnswer()
                && house.store().reachable()));
        Streams streams = opened.keep(Streams.start(
                settings.tuning().logStreaming().settings(),
                data.audit(),
                data.streams(),
                () -> house.journal().head().seq()));
        List<Cursor> followers = new ArrayList<>(streams.cursors());
        followers.add(house.delivery());
        house.serving().follow(followers);
        Retention retention = new Retention(
                data.audit(),
                house.journal(),
                house.ledger(),
                settings.tuning().logKeeping().rule(),
                house.serving()::cursors,
                house.ids()::next,
                house.store().partition().usualRegion(),
                nanos(house));
        Checkpoints checkpoints = opened.keep(
                new Checkpoints(data.audit(), house.journal(), house.delivery().keys(), house.clock()));
        Chores chores = opened.keep(HouseChores.of(house, retention, checkpoints, recorder));
        Exporter exporter = settings.tuning().trailExport().begin(house.delivery());
        if (exporter != null) {
            opened.keep(exporter);
        }
        Answerer answerer = answerer(house, gateway, chores);
        Scrapes scrapes = meters == null ? null : new Scrapes(meters, token, System::nanoTime);
        Answerer scraped = scrapes == null || scraping.apart() ? answerer : scrapes.before(answerer);
        Console console = hasConsole(settings, tls)
                ? console(
                        settings,
                        house,
                        callers,
                        gateway,
                        recorder,
                        new ConsoleHealth(house, chores, tls, real),
                        new ConsoleLogins(house.directory(), hashes),
                        engine)
                : null;
        Integer consolePort = settings.network().console().port();
        Console besideClients = consolePort == null ? console : null;
        HttpServer http = HttpServer.start(
                Listening.clients(settings, tls, besideClients != null),
                besideClients == null ? scraped : besideClients.before(scraped),
                besideClients == null ? gateway::refusal : orOfConsole(gateway::refusal),
                health::ready,
                // Clients set their clocks by the Date of an answer, and sign with the time that they have then.
                real);
        opened.keep(house.lookup().indexer(new LowPriority("trent-lookup")));
        String address = Serving.address(tls != null, settings.host(), http.port());
        String consoleAddress = console == null ? null : address;
        if (console != null && consolePort != null) {
            HttpServer apart = opened.keep(HttpServer.start(
                    Listening.console(settings, tls, consolePort),
                    console.alone(),
                    orOfConsole(gateway::refusal),
                    health::ready,
                    real));
            consoleAddress = Serving.address(tls != null, settings.host(), apart.port());
        }
        String metrics = null;
        if (meters != null && scrapes != null) {
            new HouseMeters(meters, house).add(lane, chores);
            new ServerMeters(meters, house)
                    .add(new ServerMeters.Parts(data.audit(), endpoints, refused, health, http, tls));
            metrics = (scraping.apart() ? scraped(scraping.place(tls), scrapes, health, real, opened) : address)
                    + Scrapes.PATH;
        }
        chores.start();
        house.serving().begin(new Serving.Place(address, Main.VERSION, real.instant()));
        return new Trent(opened, health, http, answerer, house, engine, address, metrics, consoleAddress);
    }

    /// Opens the port of the meters, and returns its address.
    private static String scraped(
            HttpServer.Place place, Scrapes scrapes, Health health, InstantSource real, Opened opened) {
        HttpServer apart = opened.keep(HttpServer.beside(place, scrapes.alone(), health::ready, real));
        return Serving.address(place.tls() != null, place.host(), apart.port());
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

    /// Returns whether there is a console. Other machines get it over TLS only: it would be no use to protect the
    /// sessions against everything but a look at the line.
    static boolean hasConsole(Settings settings, @Nullable Tls tls) {
        return settings.network().console().on() && (tls != null || DevCommand.isLoopback(settings.host()));
    }

    private static Console console(
            Settings settings,
            House house,
            KnownCallers callers,
            Gateway gateway,
            Recorder recorder,
            ConsoleHealth health,
            ConsoleLogins logins,
            Engine engine) {
        ConsoleSettings own = settings.network()
                .console()
                .settings(
                        settings.host(),
                        settings.hosts(),
                        house.store().partition(),
                        settings.dev() ? DevCredentials.HINTS : Map.of());
        return Console.open(
                own,
                new Console.Below(
                        house.directory(),
                        house.sessionTokens(),
                        callers.credentials(),
                        logins,
                        callers.admit(),
                        gateway,
                        recorder,
                        house.incidents(),
                        house.clock(),
                        nanos(house),
                        health,
                        house.store()::serving,
                        () -> House.mayChange(house.journal(), house.sentry())),
                engine);
    }

    private static LongSupplier nanos(House house) {
        return house.clock() instanceof MovableClock clock ? clock::nanos : System::nanoTime;
    }

    private static BiFunction<Call, AwsException, Reply> orOfConsole(BiFunction<Call, AwsException, Reply> others) {
        return (call, refusal) ->
                Console.has(call.rawPath()) ? Console.refusal(call, refusal) : others.apply(call, refusal);
    }

    /// Returns the port that is listened on.
    int port() {
        return http.port();
    }

    /// Returns where it listens, such as `http://127.0.0.1:4599`.
    String address() {
        return address;
    }

    /// Returns where Prometheus reads the meters; null if nobody may.
    @Nullable
    String metrics() {
        return metrics;
    }

    /// Returns where the web console is, such as `http://127.0.0.1:4599/console/`; null if there is none.
    @Nullable
    String console() {
        return console == null ? null : console + "/console/";
    }

    /// Returns the rooms below the gateway.
    House house() {
        return house;
    }

    /// Returns what is told of the running server.
    Serving serving() {
        return house.serving();
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
