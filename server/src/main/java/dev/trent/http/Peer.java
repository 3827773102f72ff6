package dev.trent.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// The owner of the share that a connection counts against.
///
/// The owner of one IPv6 address has the whole /64, so a /64 is one peer. Connections from this machine count
/// against no share: they usually come from a proxy that speaks for many clients.
///
/// @param six whether the address is an IPv6 address
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
            network = (network << 8) | (bytes[i] & 0xff);
        }
        return new Peer(address instanceof Inet6Address, network, address.isLoopbackAddress());
    }

    /// Returns an address as text, without a port and a zone.
    static String text(SocketAddress address) {
        InetAddress internet = internet(address);
        if (internet == null) {
            return "unknown";
        }
        String text = internet.getHostAddress();
        // The zone, `fe80:0:0:0:0:0:0:1%eth0`, names a device of this machine. It is not a part of the peer's
        // address.
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static @Nullable InetAddress internet(SocketAddress address) {
        return address instanceof InetSocketAddress internet ? internet.getAddress() : null;
    }
}
