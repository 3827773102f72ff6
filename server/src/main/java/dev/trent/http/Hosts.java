package dev.trent.http;

import java.util.Set;
import java.util.regex.Pattern;

/// Names of hosts, as they stand in a Host field or in an origin.
final class Hosts {
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");
    private static final String LOCALHOST = "localhost";

    /// The usual hosts, which are found without a pattern.
    private static final Set<String> USUAL = Set.of(LOCALHOST, "127.0.0.1", "[::1]");

    /// The names that container engines give the machine they run on. They end in `.internal`, which is
    /// reserved: nobody can own them on the Internet.
    private static final Pattern CONTAINERS_HOST = Pattern.compile("(host|gateway)\\.(docker|containers)\\.internal");

    private Hosts() {}

    /// Returns the host of a Host field; an IPv6 address keeps its brackets.
    static String withoutPort(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return end <= 0 ? host : host.substring(0, end);
    }

    /// Returns whether a name always means this machine. No domain name server can give such a name to another
    /// owner.
    ///
    /// @param name in lower case, without a port
    static boolean isThisMachine(String name) {
        return USUAL.contains(name)
                || name.endsWith("." + LOCALHOST)
                || name.equals("[0:0:0:0:0:0:0:1]")
                || LOOPBACK.matcher(name).matches()
                || CONTAINERS_HOST.matcher(name).matches();
    }

    /// Returns whether a text is an origin as browsers write it, RFC 6454 §6.1.
    static boolean isOrigin(String text) {
        return ORIGIN.matcher(text).matches();
    }

    /// Returns a text with its Latin letters in lower case. Names of hosts have no other letters.
    static String lowerCase(String text) {
        if (!hasCapital(text)) {
            return text;
        }
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }

    private static boolean hasCapital(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                return true;
            }
        }
        return false;
    }
}
