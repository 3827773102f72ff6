package dev.trent.aws;

/// One operation of an AWS API: its name, its shapes, and what performs it.
///
/// @param name exactly as AWS names it
/// @param readOnly whether CloudTrail calls it so; cryptographic operations are read-only too
/// @param request the record that a request is read into
/// @param response the record that is answered; [NoContent] for an operation without output
public record Operation<Q extends Record, R extends Record>(
        String name, boolean readOnly, Class<Q> request, Class<R> response, Performer<Q, R> performer) {

    /// What performs an operation: check, permit, act, answer.
    @FunctionalInterface
    public interface Performer<Q extends Record, R extends Record> {
        /// Performs the operation, or refuses with an [AwsException].
        R perform(Invocation call, Q request);
    }

    /// The answer of an operation that has no output: an empty body.
    public record NoContent() {
        /// The only answer of its kind.
        public static final NoContent INSTANCE = new NoContent();
    }

    /// Makes an operation that changes nothing but what its caller knows.
    public static <Q extends Record, R extends Record> Operation<Q, R> reading(
            String name, Class<Q> request, Class<R> response, Performer<Q, R> performer) {
        return new Operation<>(name, true, request, response, performer);
    }

    /// Makes an operation that changes what is stored.
    public static <Q extends Record, R extends Record> Operation<Q, R> writing(
            String name, Class<Q> request, Class<R> response, Performer<Q, R> performer) {
        return new Operation<>(name, false, request, response, performer);
    }
}
