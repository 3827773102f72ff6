package dev.trent.operator;

import dev.trent.wire.JsonShape;
import java.util.List;

/// The request to a control socket: `{"Arguments":["account","list"]}`. The form is in
/// `docs/spec/control-socket.md`.
///
/// @param arguments the names and options of a command, as if after `trent`
record ControlRequest(List<String> arguments) {
    /// How it is read and written.
    static final JsonShape<ControlRequest> SHAPE = JsonShape.of(ControlRequest.class);

    /// The longest request.
    static final int BYTES_MAX = 64 * 1024;
}
