package dev.trent.operator;

import dev.trent.wire.JsonShape;
import org.jspecify.annotations.Nullable;

/// The answer of a control socket: `{"ExitCode":0,"Text":"…"}`. The form is in `docs/spec/control-socket.md`.
///
/// @param exitCode 0 for success
/// @param text for the operator's standard output; it may hold a secret that is shown only once
/// @param refusal one sentence for standard error; null if there is none
public record ControlReply(
        Integer exitCode, String text, @Nullable String refusal) {
    /// How it is read and written.
    static final JsonShape<ControlReply> SHAPE = JsonShape.of(ControlReply.class);

    /// The longest text.
    static final int TEXT_CHARACTERS_MAX = 1024 * 1024;

    /// The longest reply: each character of the text in its longest JSON form, and the rest.
    static final int BYTES_MAX = 6 * TEXT_CHARACTERS_MAX + 64 * 1024;

    /// Prints as the exit code alone.
    @Override
    public String toString() {
        return "ControlReply[" + exitCode + "]";
    }
}
