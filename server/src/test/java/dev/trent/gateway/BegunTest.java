package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.aws.Headers;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.call.Invocation;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What must not happen twice happens once, also if a call is begun again.
class BegunTest {
    private static final Caller CALLER = Caller.root(Partition.AWS, "111122223333", "AKIA");

    private record Asked() {}

    private final Begun begun = new Begun(call(0, 0), "id", Instant.EPOCH);

    private static Call call(int headerBytes, int bodyBytes) {
        Headers headers =
                new Headers.Collector().add("x-a", "a".repeat(headerBytes)).headers();
        return new Call("POST", "/", "", headers, new byte[bodyBytes], "192.0.2.1");
    }

    private Invocation invocation() {
        return new Invocation(CALLER, "eu-central-1", "id", Instant.EPOCH, Origin.of(begun.call()));
    }

    @Test
    void the_caller_is_proven_once() {
        AtomicInteger proofs = new AtomicInteger();
        Authentication authentication = (_, _, _) -> {
            proofs.incrementAndGet();
            return new Proven(CALLER, "eu-central-1", "kms");
        };
        assertThat(begun.proven(authentication)).isSameAs(begun.proven(authentication));
        assertThat(proofs).hasValue(1);
    }

    @Test
    void the_call_is_counted_once() {
        AtomicInteger counts = new AtomicInteger();
        begun.count((_, _) -> counts.incrementAndGet(), invocation(), new Asked());
        begun.count((_, _) -> counts.incrementAndGet(), invocation(), new Asked());
        assertThat(counts).hasValue(1);
    }

    @Test
    void a_call_without_a_token_is_refused() {
        assertThatThrownBy(() -> begun.count(
                        (_, _) -> {
                            throw AwsError.THROTTLING.withoutMessage();
                        },
                        invocation(),
                        new Asked()))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void a_loop_reads_neither_a_long_head_nor_a_long_body() {
        assertThat(Begun.isShort(call(8000, 8192))).isTrue();
        assertThat(Begun.isShort(call(8192, 0))).isFalse();
        assertThat(Begun.isShort(call(0, 8193))).isFalse();
    }
}
