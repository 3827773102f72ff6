/// Sends each record of the audit log to other systems, at their pace: syslog, a file, an OpenTelemetry collector.
@NullMarked
package dev.trent.stream;

import org.jspecify.annotations.NullMarked;
