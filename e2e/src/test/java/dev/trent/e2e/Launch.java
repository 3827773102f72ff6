package dev.trent.e2e;

import java.util.Map;

/// What the launcher is told here, in the variables of its environment.
final class Launch {

    /// Three things: do not start Maven inside Maven; take the JDK that runs these tests; do not optimise, because
    /// a server that lives for seconds loses more by it than it gains.
    static final Map<String, String> USUAL = with("-XX:+UseSerialGC -Xmx512m -XX:TieredStopAtLevel=1");

    private Launch() {}

    /// Returns the usual variables with other options of the JVM.
    static Map<String, String> with(String options) {
        return Map.of(
                "TRENT_BUILD",
                "never",
                "TRENT_JAVA_HOME",
                System.getProperty("java.home"),
                "TRENT_JAVA_OPTIONS",
                options);
    }
}
