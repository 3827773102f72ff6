package dev.trent.gateway;

import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import java.util.function.BooleanSupplier;

/// Lets calls in while this server may answer them.
///
/// What a server remembers, rights and keys, holds only while no other can change it. When that is not certain,
/// nobody is answered from it: it fails closed, and a client's next attempt may reach a server that knows.
public final class Gate {
    private final Gateway gateway;
    private final BooleanSupplier open;

    /// Makes the gate.
    ///
    /// @param open whether what this server remembers can be relied on; asked for each call, so it costs little
    public Gate(Gateway gateway, BooleanSupplier open) {
        this.gateway = gateway;
        this.open = open;
    }

    /// Answers one call; it never throws.
    ///
    /// Errors: ServiceUnavailable.
    public Reply handle(Call call) {
        return open.getAsBoolean() ? gateway.handle(call) : gateway.closed(call);
    }
}
