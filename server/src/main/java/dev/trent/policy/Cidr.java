package dev.trent.policy;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A range of IPv4 or IPv6 addresses, such as `203.0.113.0/24`. A single address is a range of one address.
///
/// An IPv4 address in the form of IPv6 (`::ffff:203.0.113.7`) is that IPv4 address. A link-local address may
/// have the name of its link behind it (`fe80::1%eth0`). The name changes nothing.
///
/// The network has 4 or 16 bytes.
final class Cidr {
    // The longest form: an IPv6 address with its last four bytes in the form of IPv4.
    private static final int CHARACTERS_MAX = 45;
    private static final int MAPPED_BITS = 96;

    private final byte[] network;
    private final int bits;

    private Cidr(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /// Reads a range; null if the text is not a range.
    static @Nullable Cidr parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = address(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            return null;
        }
        int all = network.length * Byte.SIZE;
        int bits = slash < 0 ? all : prefix(text.substring(slash + 1));
        if (slash >= 0 && all == Integer.SIZE && text.indexOf(':') >= 0) {
            // The prefix of an IPv4 address written as IPv6 counts the 96 bits before it.
            bits -= MAPPED_BITS;
        }
        return bits < 0 || bits > all ? null : new Cidr(network, bits);
    }

    private static int prefix(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !isMadeOf(digits, "0123456789")) {
            return -1;
        }
        return Integer.parseInt(digits);
    }

    private static byte @Nullable [] address(String text) {
        if (text.length() > CHARACTERS_MAX) {
            return null;
        }
        boolean six = text.indexOf(':') >= 0;
        boolean four = !six
                && isMadeOf(text, "0123456789.")
                && text.chars().filter(c -> c == '.').count() == 3;
        if (!four && !(six && isMadeOf(text, "0123456789abcdefABCDEF:."))) {
            return null;
        }
        try {
            // SAFE: this reads only a literal address. It never looks up a name.
            return InetAddress.ofLiteral(text).getAddress();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    private static boolean isMadeOf(String text, String alphabet) {
        return text.chars().allMatch(c -> alphabet.indexOf(c) >= 0);
    }

    /// Returns whether an address lies in the range; false if the text is not an address.
    boolean contains(String text) {
        int zone = text.indexOf('%');
        byte[] found = address(zone < 0 ? text : text.substring(0, zone));
        if (found == null || found.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = bits - bit >= Byte.SIZE ? 0xFF : 0xFF << (Byte.SIZE - (bits - bit));
            int difference = found[bit / Byte.SIZE] ^ network[bit / Byte.SIZE];
            if ((difference & mask & 0xFF) != 0) {
                return false;
            }
        }
        return true;
    }
}
