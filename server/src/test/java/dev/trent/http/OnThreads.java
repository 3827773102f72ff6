package dev.trent.http;

import dev.trent.aws.Accidents;
import dev.trent.aws.Answerer;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers each call on a virtual thread of its own, by a function that may wait.
///
/// Every exception becomes a KMSInternalException.
final class OnThreads implements Answerer {
    private static final Logger LOG = LoggerFactory.getLogger(OnThreads.class);

    private final Function<Call, Reply> function;
    private final Accidents accidents = new Accidents(LOG);

    /// Makes an answerer.
    OnThreads(Function<Call, Reply> function) {
        this.function = function;
    }

    @Override
    public void answer(Call call, Consumer<Reply> send) {
        Thread.ofVirtual().name("call").start(() -> send.accept(answer(call)));
    }

    private Reply answer(Call call) {
        try {
            return function.apply(call);
        } catch (AwsException refusal) {
            return Answers.refusal(refusal);
        } catch (RuntimeException | Error broken) {
            Reply reply = Answers.refusal(AwsError.KMS_INTERNAL.withoutMessage());
            // SAFE: the log gets the path at most. The text of a call has neither its headers nor its body.
            accidents.defect("Request " + reply.requestId() + " failed: " + call, broken);
            return reply;
        }
    }
}
