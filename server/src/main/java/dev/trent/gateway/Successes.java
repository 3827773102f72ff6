package dev.trent.gateway;

import dev.trent.call.Invocation;

/// Gets each successful call that changes nothing, once for each account that has a record of it.
@FunctionalInterface
public interface Successes {
    /// Takes note of a record that is on disk. It must not wait or throw.
    ///
    /// @param account the account that the record is for
    /// @param eventId the id of the record
    void recorded(Invocation call, String account, String eventId);
}
