package dev.trent.cli;

import dev.trent.console.Console;
import dev.trent.http.HttpServer;
import dev.trent.http.HttpSettings;
import dev.trent.http.Limits;
import dev.trent.http.Tls;
import dev.trent.http.Web;
import dev.trent.operator.Serving;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a server listens, and what it lets in.
final class Listening {
    /// Browsers open six at a time.
    private static final int CONSOLE_CONNECTIONS = 256;

    private Listening() {}

    /// Returns the settings of the listener of the clients.
    ///
    /// @param withConsole whether it has the console too
    static HttpSettings clients(Settings settings, @Nullable Tls tls, boolean withConsole) {
        Network network = settings.network();
        Web web = settings.dev() ? Web.loopback(settings.hosts(), network.origins()) : Web.open(network.origins());
        Limits limits = Limits.defaults()
                .with(
                        network.connections(),
                        network.connectionsPerPeer(),
                        settings.tuning().idleTimeout(),
                        settings.tuning().requestTimeout());
        return new HttpSettings(
                settings.host(),
                settings.port(),
                tls,
                limits,
                alsoHost(settings),
                withConsole ? web.withPages(Console::has) : web);
    }

    /// Returns the settings of a listener of the console alone.
    static HttpSettings console(Settings settings, @Nullable Tls tls, int port) {
        Limits limits = Limits.defaults()
                .with(
                        CONSOLE_CONNECTIONS,
                        CONSOLE_CONNECTIONS / 2,
                        settings.tuning().idleTimeout(),
                        settings.tuning().requestTimeout());
        Web web = settings.dev() ? Web.loopback(settings.hosts(), List.of()) : Web.open(List.of());
        return new HttpSettings(settings.host(), port, tls, limits, alsoHost(settings), web.withPages(Console::has));
    }

    /// Refuses a start that would end at a port that is taken, before it leaves a file in the log.
    static void requireFree(Settings settings) {
        HttpServer.requireFree(settings.host(), settings.port());
        Integer console = settings.network().console().port();
        if (console != null) {
            HttpServer.requireFree(settings.host(), console);
        }
        Scraping scraping = settings.network().scraping();
        if (scraping.apart()) {
            HttpServer.Place place = scraping.place(null);
            HttpServer.requireFree(place.host(), place.port());
        }
    }

    /// Clients resolve 'localhost' to the one address or the other.
    private static @Nullable String alsoHost(Settings settings) {
        boolean four = settings.host().equals(Serving.HOST) || settings.host().equals("localhost");
        return settings.dev() && four ? "::1" : null;
    }
}
