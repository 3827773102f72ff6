package dev.trent.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// How much is logged; each level has those before it in it.
enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG;

    /// Logs as much as this from now on, and with everything also what the libraries say.
    void use() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.toLevel(name()));
        }
    }
}
