package dev.trent.gateway;

import dev.trent.aws.Reply;
import dev.trent.call.Invocation;
import org.jspecify.annotations.Nullable;

/// The answer of a call before the call is on record.
///
/// @param begun the call
/// @param invocation the facts for the record; null if the caller is unknown, because such a call is not recorded
/// @param mayHaveActed whether the call may have changed something although it is refused
record Outcome(Begun begun, @Nullable Invocation invocation, boolean mayHaveActed, Reply reply) {
    Protocol protocol() {
        return begun.protocol();
    }
}
