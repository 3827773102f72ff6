/// Sockets to a bounded `Call`, a `Reply` to sockets; TLS and the health of the process.
@NullMarked
package dev.trent.http;

import org.jspecify.annotations.NullMarked;
