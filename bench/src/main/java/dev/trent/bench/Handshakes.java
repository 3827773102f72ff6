package dev.trent.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/// Counts the handshakes of TLS that a server on this machine makes in a second, one after the other.
public final class Handshakes {
    private Handshakes() {}

    /// Prints one line for whole handshakes.
    ///
    /// @param arguments `--url=https://127.0.0.1:4599 --tls=CERTIFICATE.pem [--seconds=5]
    ///     [--pid=PID of the server]`
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Map<String, String> options = Load.options(arguments);
        URI url = URI.create(options.getOrDefault("url", ""));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort());
        Path certificate = Path.of(options.getOrDefault("tls", ""));
        long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(options.getOrDefault("seconds", "5")));
        String pid = options.get("pid");
        for (boolean measured : new boolean[] {false, true}) {
            double cpu = pid == null ? 0 : new ServerProcess(pid).cpuSeconds();
            long begin = System.nanoTime();
            int done = 0;
            while (System.nanoTime() - begin < nanos) {
                // A new context has no session to resume.
                SSLContext context = TlsClient.trusting(certificate);
                try (SocketChannel channel = SocketChannel.open(address)) {
                    var _ = TlsClient.begin(context, address, channel);
                }
                done++;
            }
            if (measured) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                double used = pid == null ? 0 : new ServerProcess(pid).cpuSeconds() - cpu;
                System.out.printf(
                        Locale.ROOT,
                        "%.0f whole handshakes a second, %.0f CPU us each at the server%n",
                        done / seconds,
                        used * 1e6 / done);
            }
        }
    }
}
