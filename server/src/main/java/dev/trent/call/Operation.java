package dev.trent.call;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/// One operation of an AWS API: its name and its shapes; a [Reading] or a [Writing] performs it.
///
/// @param <Q> the record that a request is read into
/// @param <R> the record that is answered; [NoContent] for an operation without output
public sealed interface Operation<Q extends Record, R extends Record> permits Reading, Writing {
    /// The answer of an operation that has no output: an empty body.
    record NoContent() {
        /// The only answer of its kind.
        public static final NoContent INSTANCE = new NoContent();
    }

    /// Returns the name, exactly as AWS has it: usually the class's.
    default String name() {
        return getClass().getSimpleName();
    }

    /// Returns whether CloudTrail calls the operation so; cryptographic operations are read-only too.
    boolean readOnly();

    /// Returns the form of a request that its record shows: usually the request itself.
    ///
    /// An operation whose request holds a secret in a member that is recorded returns the request without it.
    default Q recorded(Q request) {
        return request;
    }

    /// Returns the shape of requests, as the class that implements this declares it.
    @SuppressWarnings("unchecked") // the compiler holds the class to what it declares
    default Class<Q> request() {
        return (Class<Q>) declared(0);
    }

    /// Returns the shape of answers, as the class that implements this declares it.
    @SuppressWarnings("unchecked") // the compiler holds the class to what it declares
    default Class<R> response() {
        return (Class<R>) declared(1);
    }

    private Class<?> declared(int parameter) {
        for (Type type : getClass().getGenericInterfaces()) {
            if (type instanceof ParameterizedType generic
                    && generic.getActualTypeArguments()[parameter] instanceof Class<?> shape) {
                return shape;
            }
        }
        throw new AssertionError(getClass().getName() + " does not declare its shapes");
    }
}
