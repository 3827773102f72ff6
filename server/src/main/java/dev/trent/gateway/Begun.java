package dev.trent.gateway;

import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.call.Invocation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call in progress, with the results of the steps that must not be done twice.
///
/// A loop may have to give a call to another thread. That thread begins the call again, but the caller is proven
/// once, and the call is counted once. The request id and the time stay the same.
final class Begun {
    /// The longest call that a loop reads. Reading it, with the check of its signature, takes less than some
    /// 100 µs in every form.
    private static final int SHORT_CHARACTERS_MAX = 8 * 1024;

    private final Call call;
    private final Protocol protocol;
    private final String requestId;
    private final Instant time;
    private final long beganNanos;
    private @Nullable Tally tally;
    private @Nullable Proven proven;
    private boolean counted;

    Begun(Call call, String requestId, Instant time) {
        this(call, requestId, time, null);
    }

    /// @param tally counts the call until its operation is known; null if nobody counts calls
    Begun(Call call, String requestId, Instant time, @Nullable Tally tally) {
        this.tally = tally;
        this.beganNanos = System.nanoTime();
        this.call = call;
        this.protocol = Protocol.of(call);
        this.requestId = requestId;
        this.time = time;
    }

    /// Returns whether a loop may read a call: neither its head nor its body is long.
    static boolean isShort(Call call) {
        Headers headers = call.headers();
        long head = call.rawPath().length();
        head += call.rawQuery().length();
        for (int i = 0; i < headers.size(); i++) {
            head += headers.value(i).length();
        }
        return head <= SHORT_CHARACTERS_MAX && call.body().length <= SHORT_CHARACTERS_MAX;
    }

    Call call() {
        return call;
    }

    Protocol protocol() {
        return protocol;
    }

    String requestId() {
        return requestId;
    }

    /// Returns the time at which the call was received.
    Instant time() {
        return time;
    }

    /// Returns how long ago the call began, in nanoseconds.
    long ageNanos() {
        return System.nanoTime() - beganNanos;
    }

    /// Has the call counted among those of its operation.
    ///
    /// @param endpoint null if there is no such operation
    void isOf(@Nullable Endpoint<?, ?> endpoint) {
        if (endpoint != null && tally != null) {
            tally = endpoint.tally();
        }
    }

    /// Counts the end of the call, when its answer may leave.
    ///
    /// @param refusal null if the call succeeded
    void ended(@Nullable AwsException refusal) {
        if (tally != null) {
            tally.count(refusal, ageNanos());
        }
    }

    /// Returns who makes the call. The caller is proven at the first question.
    Proven proven(Authentication authentication) {
        Proven known = proven;
        if (known == null) {
            known = authentication.prove(call, protocol.services(), time);
            proven = known;
        }
        return known;
    }

    /// Counts the call, unless it is counted already.
    ///
    /// Errors: ThrottlingException.
    void count(Throttle throttle, Invocation invocation, Record request) {
        if (!counted) {
            throttle.admit(invocation, request);
            counted = true;
        }
    }
}
