package dev.trent.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// The amount of logging. Each level includes the levels before it.
enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG;

    /// Sets this level from now on. The highest level also logs the messages of the libraries.
    void use() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.valueOf(name()));
        }
    }
}
