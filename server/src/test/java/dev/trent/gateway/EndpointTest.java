package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.aws.Headers;
import dev.trent.aws.Invocation;
import dev.trent.aws.Operation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.aws.Reply;
import dev.trent.aws.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a request brings is zeroed when it is answered, be it done or refused.
class EndpointTest {
    private final List<Secret> seen = new ArrayList<>();

    record Request(Secret plaintext) {}

    record Answered(Secret plaintext) implements AutoCloseable {
        @Override
        public void close() {
            plaintext.close();
        }
    }

    @Test
    void the_secrets_of_a_request_that_is_refused_are_zeroed() {
        assertThatThrownBy(() -> answer((_, request) -> {
                    seen.add(request.plaintext());
                    assertThat(request.plaintext().exposed()).containsExactly(1, 2, 3);
                    throw AwsError.DISABLED.withoutMessage();
                }))
                .isInstanceOf(AwsException.class);
        assertThat(seen.getFirst().exposed()).containsOnly(0);
    }

    @Test
    void the_secrets_of_a_request_that_meets_an_accident_are_zeroed() {
        assertThatThrownBy(() -> answer((_, request) -> {
                    seen.add(request.plaintext());
                    throw new AssertionError("broken");
                }))
                .hasMessage("broken");
        assertThat(seen.getFirst().exposed()).containsOnly(0);
    }

    @Test
    void the_secrets_of_request_and_answer_are_zeroed_once_the_answer_is_written() {
        answer((_, request) -> {
            seen.add(request.plaintext());
            return NoContent.INSTANCE;
        });
        assertThat(seen.getFirst().exposed()).containsOnly(0);

        Secret answered = Secret.owning(new byte[] {4, 5, 6});
        Operation<Request, Answered> telling =
                Operation.reading("Tell", Request.class, Answered.class, (_, _) -> new Answered(answered));
        assertThat(new String(answer(telling).body(), StandardCharsets.UTF_8)).isEqualTo("{\"Plaintext\":\"BAUG\"}");
        assertThat(answered.exposed()).containsOnly(0);
    }

    private void answer(Operation.Performer<Request, NoContent> performer) {
        answer(Operation.reading("Tell", Request.class, NoContent.class, performer));
    }

    private static Reply answer(Operation<?, ?> operation) {
        Headers headers = new Headers.Collector()
                .add("x-amz-target", "TrentService.Tell")
                .add("content-type", "application/x-amz-json-1.1")
                .headers();
        byte[] body = "{\"Plaintext\":\"AQID\"}".getBytes(StandardCharsets.UTF_8);
        Call call = new Call("POST", "/", "", headers, body, "192.0.2.1");
        Protocol protocol = Protocol.of(call);
        Invocation invocation = new Invocation(
                Caller.root(Partition.AWS, "111122223333", "AKIA"),
                "eu-central-1",
                "id",
                Instant.EPOCH,
                Origin.of(call));
        Endpoint<?, ?> endpoint = new Endpoint<>("kms", operation);
        return endpoint.answer(protocol, call, invocation, new Recorder.Account(call, "kms", endpoint, protocol));
    }
}
