/// Sockets to a bounded [dev.trent.aws.Call], a [dev.trent.aws.Reply] to sockets; TLS; health.
@NullMarked
package dev.trent.http;

import org.jspecify.annotations.NullMarked;
