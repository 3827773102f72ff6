package dev.trent.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Whose share a connection is counted against.
///
/// Whoever has one IPv6 address has its whole /64, so that is counted as one. Connections from this machine are
/// nobody's share: the usual one is a proxy's, who speaks for everybody.
///
/// @param six whether the network is of IPv6
/// @param network the IPv4 address, or the first 64 bits of the IPv6 address
/// @param local whether the connection comes from this machine
record Peer(boolean six, long network, boolean local) {
    private static final int NETWORK_BYTES = 8;

    /// Returns the peer at an address.
    static Peer of(SocketAddress address) {
        InetAddress internet = internet(address);
        return internet == null ? new Peer(false, 0, true) : of(internet);
    }

    /// Returns the peer at an address.
    static Peer of(InetAddress address) {
        byte[] bytes = address.getAddress();
        long network = 0;
        for (int i = 0; i < Math.min(bytes.length, NETWORK_BYTES); i++) {
            network = network << 8 | bytes[i] & 0xff;
        }
        return new Peer(address instanceof Inet6Address, network, address.isLoopbackAddress());
    }

    /// Returns an address as text, without a port.
    static String text(SocketAddress address) {
        InetAddress internet = internet(address);
        return internet == null ? "unknown" : internet.getHostAddress();
    }

    private static @Nullable InetAddress internet(SocketAddress address) {
        return address instanceof InetSocketAddress internet ? internet.getAddress() : null;
    }
}
