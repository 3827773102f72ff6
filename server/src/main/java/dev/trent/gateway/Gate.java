package dev.trent.gateway;

import dev.trent.aws.Answerer;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Lets calls in only while this server may answer them.
///
/// The rights and keys that a server remembers are true only while no other server can change them. If that is
/// not certain, no call is answered from them: the server fails closed. The client's next attempt may reach
/// another server.
public final class Gate implements Answerer {
    private final Gateway gateway;
    private final BooleanSupplier open;

    /// Makes the gate.
    ///
    /// @param open whether the facts that this server remembers are certain; asked for each call, so it costs
    ///     little
    public Gate(Gateway gateway, BooleanSupplier open) {
        this.gateway = gateway;
        this.open = open;
    }

    /// Answers one call.
    ///
    /// Errors: ServiceUnavailable.
    @Override
    public void answer(Call call, Consumer<Reply> send) {
        if (open.getAsBoolean()) {
            gateway.answer(call, send);
        } else {
            gateway.refuse(call, send);
        }
    }

    @Override
    public void flush() {
        gateway.flush();
    }
}
