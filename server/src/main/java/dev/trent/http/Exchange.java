package dev.trent.http;

import dev.trent.aws.Call;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// One request that waits for its answer. The answer may come from any thread.
final class Exchange implements Consumer<Answer> {
    private final Connection connection;
    private final Head head;
    private final Call call;
    private boolean answered;

    Exchange(Connection connection, Head head, Call call) {
        this.connection = connection;
        this.head = head;
        this.call = call;
    }

    Head head() {
        return head;
    }

    Call call() {
        return call;
    }

    @Override
    public void accept(Answer answer) {
        if (connection.wire().turn().loop().inEventLoop()) {
            take(answer);
            return;
        }
        try {
            connection.wire().turn().loop().execute(() -> take(answer));
        } catch (RejectedExecutionException stopped) {
            // The server has stopped, and all its connections have ended.
            forget(answer);
            connection.left();
        }
    }

    private void take(Answer answer) {
        if (answered) {
            answer.reply().body().discard();
        } else {
            answered = true;
            connection.answered(this, answer);
        }
    }

    /// Clears an answer that nobody gets, with its request.
    void forget(Answer answer) {
        answer.reply().body().discard();
        forgetRequest();
    }

    /// Clears the body of the request. It may hold a plaintext, and the answerer has read it.
    void forgetRequest() {
        Arrays.fill(call.body(), (byte) 0);
    }
}
