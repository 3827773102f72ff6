package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.audit.Allowance;
import dev.trent.audit.Journal;
import dev.trent.audit.Ledger;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.aws.Headers;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Operation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Reading;
import dev.trent.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bytes of a request are zeroed after its answer, for a success and for a refusal.
class EndpointTest {
    private final List<Secret> seen = new ArrayList<>();

    @TempDir
    private Path folder;

    record Request(Secret plaintext) {}

    record Answered(Secret plaintext) implements AutoCloseable {
        @Override
        public void close() {
            plaintext.close();
        }
    }

    @Test
    void the_secrets_of_a_request_that_is_refused_are_zeroed() {
        assertThatThrownBy(() -> answer(request -> {
                    seen.add(request.plaintext());
                    assertThat(request.plaintext().exposed()).containsExactly(1, 2, 3);
                    throw AwsError.DISABLED.withoutMessage();
                }))
                .isInstanceOf(AwsException.class);
        assertThat(seen.getFirst().exposed()).containsOnly(0);
    }

    @Test
    void the_secrets_of_a_request_that_meets_an_accident_are_zeroed() {
        assertThatThrownBy(() -> answer(request -> {
                    seen.add(request.plaintext());
                    throw new AssertionError("broken");
                }))
                .hasMessage("broken");
        assertThat(seen.getFirst().exposed()).containsOnly(0);
    }

    @Test
    void the_secrets_of_request_and_answer_are_zeroed_once_the_answer_is_written() {
        answer(request -> {
            seen.add(request.plaintext());
            return NoContent.INSTANCE;
        });
        assertThat(seen.getFirst().exposed()).containsOnly(0);

        Secret answered = Secret.owning(new byte[] {4, 5, 6});
        ReplyBody.Bytes body = (ReplyBody.Bytes) answer(new Telling(answered)).body();
        assertThat(new String(body.bytes(), StandardCharsets.UTF_8)).isEqualTo("{\"Plaintext\":\"BAUG\"}");
        assertThat(answered.exposed()).containsOnly(0);
    }

    private record Telling(Secret answered) implements Reading<Request, Answered> {
        @Override
        public Answered perform(Invocation call, Request request) {
            return new Answered(answered);
        }
    }

    /// @param body performs a request
    private record Hearing(Function<Request, NoContent> body) implements Reading<Request, NoContent> {
        @Override
        public NoContent perform(Invocation call, Request request) {
            return body.apply(request);
        }
    }

    private void answer(Function<Request, NoContent> body) {
        answer(new Hearing(body));
    }

    private Reply answer(Operation<?, ?> operation) {
        Headers headers = new Headers.Collector()
                .add("x-amz-target", "TrentService.Hearing")
                .add("content-type", "application/x-amz-json-1.1")
                .headers();
        byte[] body = "{\"Plaintext\":\"AQID\"}".getBytes(StandardCharsets.UTF_8);
        Call call = new Call("POST", "/", "", headers, body, "192.0.2.1");
        Invocation invocation = new Invocation(
                Caller.root(Partition.AWS, "111122223333", "AKIA"),
                "eu-central-1",
                "id",
                Instant.EPOCH,
                Origin.of(call));
        Endpoint<?, ?> endpoint = new Endpoint<>("kms", operation, null, null, null);
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        try (Store store = Store.open("jdbc:sqlite:" + folder.resolve("trent.db"));
                Journal journal = Journal.open(folder.resolve("audit"), clock)) {
            Recorder recorder = new Recorder(
                    journal,
                    new Ledger(store, journal, clock),
                    new RequestIds(1, 2),
                    Allowance.unbounded(),
                    Fit.INSTANCE,
                    (_, _, _) -> {});
            return endpoint.answer(new Begun(call, "id", Instant.EPOCH), invocation, recorder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
