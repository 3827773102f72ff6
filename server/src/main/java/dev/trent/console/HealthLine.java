package dev.trent.console;

/// How one part of the server is doing, for the console's page of health.
///
/// @param part its name in the answer, such as `storage`
/// @param text for people; it names no file and no key
public record HealthLine(String part, State state, String text) {
    /// How it is doing.
    public enum State {
        /// Nothing is to be done.
        OK("ok"),
        /// Somebody has to do something soon.
        WARN("warn"),
        /// Something does not work.
        BAD("bad");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// Returns a part that needs nothing.
    public static HealthLine ok(String part, String text) {
        return new HealthLine(part, State.OK, text);
    }
}
