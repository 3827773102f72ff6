package dev.trent.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/// A server on this machine that is put under load, and a root user of it.
///
/// @param host as requests name it
record Target(InetSocketAddress address, String host, ServerProcess process, Signer root) {
    /// The options that name it.
    static final String USAGE =
            "--url=http://127.0.0.1:4599 --pid=PID of the server --access-key=… --secret=… of a root user";

    static final String REGION = "us-east-1";

    /// Reads it from the options of a command line.
    static Target of(Map<String, String> options) throws IOException {
        URI url = URI.create(required(options, "url"));
        InetAddress address = InetAddress.getByName(url.getHost());
        if (!address.isLoopbackAddress()) {
            throw new IllegalArgumentException("A load is for servers on this machine; " + url.getHost() + " is not.");
        }
        String host = url.getHost() + ":" + url.getPort();
        return new Target(
                new InetSocketAddress(address, url.getPort()),
                host,
                new ServerProcess(required(options, "pid")),
                new Signer(host, REGION, required(options, "access-key"), required(options, "secret")));
    }

    private static String required(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + "= is missing");
        }
        return value;
    }
}
