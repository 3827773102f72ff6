package dev.trent.http;

import dev.trent.aws.Answerer;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One turn of a loop: it reads all sockets that have bytes, and begins their calls. Then it tells the answerer
/// once, so that one write to the disk serves them all, and sends all answers that are ready.
///
/// Each loop has one, for all its turns. Only the loop's thread uses it.
final class Turn implements Runnable {
    private final EventLoop loop;
    private final Answerer answerer;
    private final AnswerHead head;
    private final Scratch scratch = new Scratch();
    private List<Wire> written = new ArrayList<>();
    private boolean begun;
    private boolean due;

    Turn(EventLoop loop, Answerer answerer, DateHeader date) {
        this.loop = loop;
        this.answerer = answerer;
        this.head = new AnswerHead(date);
    }

    EventLoop loop() {
        return loop;
    }

    AnswerHead head() {
        return head;
    }

    Scratch scratch() {
        return scratch;
    }

    /// Begins a call.
    void answer(Call call, Consumer<Reply> send) {
        begun = true;
        endLater();
        answerer.answer(call, send);
    }

    /// Notes that a connection has something to send.
    void written(Wire wire) {
        written.add(wire);
        endLater();
    }

    private void endLater() {
        if (!due) {
            due = true;
            // The loop runs this after the sockets of its turn.
            loop.execute(this);
        }
    }

    /// Ends the turn.
    @Override
    public void run() {
        due = false;
        try {
            if (begun) {
                begun = false;
                answerer.flush();
            }
        } finally {
            List<Wire> now = written;
            // A connection may begin its next request when its answer was sent. That belongs to the next turn.
            written = new ArrayList<>();
            now.forEach(Wire::flush);
        }
    }
}
