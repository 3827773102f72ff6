package dev.trent.gateway;

import dev.trent.audit.Incidents;
import dev.trent.audit.JournalException;
import dev.trent.aws.Answerer;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Loop;
import dev.trent.aws.OffLoopException;
import dev.trent.aws.Origin;
import dev.trent.aws.Reply;
import dev.trent.call.Event;
import dev.trent.call.Invocation;
import dev.trent.inquiry.Denials;
import dev.trent.store.ForgedRowException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The whole life of one request: the caller, the operation, the permission, the answer, and the record.
///
/// This is the only place that catches broadly. A caught exception is logged, recorded, and answered with
/// KMSInternalException, which does not name the cause. The log names each cause at most once a minute.
///
/// On a [Loop] a call is answered without waiting, if that is possible: [#answer] tries it, and another thread
/// answers the call otherwise (ADR 33).
public final class Gateway implements Answerer {
    private static final String UNNAMED = "Unknown";

    /// The record of a call that another thread performs may wait for company this part of the call's age.
    private static final int AGE_OF_PATIENCE = 8;

    private static final long PATIENCE_NANOS_MAX = 2_000_000;

    private final Authenticator authenticator;
    private final Endpoints endpoints;
    private final Recorder recorder;
    private final Denials denials;
    private final InstantSource clock;
    private final View view;
    private final Troubles troubles;
    private final Settlement settlement;
    private final AtomicInteger performing = new AtomicInteger();

    /// Makes the gateway.
    ///
    /// @param denials explains the denials that an operation makes without asking a policy
    /// @param incidents reports forged rows
    /// @param onlooker gets every call before its answer leaves; it must not wait or throw; null for none
    public Gateway(
            Authenticator authenticator,
            Endpoints endpoints,
            Recorder recorder,
            Denials denials,
            Incidents incidents,
            InstantSource clock,
            @Nullable Consumer<Answered> onlooker) {
        this.authenticator = authenticator;
        this.endpoints = endpoints;
        this.recorder = recorder;
        this.denials = denials;
        this.clock = clock;
        this.view = new View(clock, onlooker);
        this.troubles = new Troubles(incidents);
        this.settlement = new Settlement(recorder, troubles, view);
    }

    /// Answers one signed call. The record of the call is on disk before its reply is sent.
    @Override
    public void answer(Call call, Consumer<Reply> send) {
        if (!Loop.here()) {
            send.accept(handle(call));
        } else if (!Begun.isShort(call)) {
            elsewhere(send, () -> handle(call));
        } else {
            answerAtOnce(begin(call), send);
        }
    }

    @Override
    public void flush() {
        recorder.flush();
    }

    /// Answers one signed call. It never throws. The record of the call is on disk before it returns.
    public Reply handle(Call call) {
        return handle(call, authenticator);
    }

    /// Answers one call as [#handle(Call)] does, with another way to prove the caller.
    public Reply handle(Call call, Authentication authentication) {
        return settlement.settle(perform(begin(call), authentication));
    }

    private Begun begin(Call call) {
        return new Begun(call, recorder.nextId(), clock.instant(), endpoints.unknown());
    }

    /// Answers a call without waiting, if that is possible. Else another thread performs it, or waits for its
    /// record alone.
    private void answerAtOnce(Begun begun, Consumer<Reply> send) {
        Outcome outcome = performedHere(begun);
        if (outcome == null) {
            performElsewhere(begun, send);
        } else {
            settlement.settle(outcome, send, Gateway::start);
        }
    }

    /// Returns null if the call has to be performed by another thread. Then nothing has happened yet that its
    /// second beginning would repeat.
    private @Nullable Outcome performedHere(Begun begun) {
        if (!mayBeQuick(begun.protocol())) {
            return null;
        }
        try {
            return perform(begun, authenticator);
        } catch (OffLoopException _) {
            return null;
        }
    }

    /// Has another thread perform a call. If others are performed too, its record waits a little for theirs: else
    /// each of them would cost a whole write to the disk.
    private void performElsewhere(Begun begun, Consumer<Reply> send) {
        performing.incrementAndGet();
        elsewhere(send, () -> {
            Outcome outcome;
            boolean alone;
            try {
                outcome = perform(begun, authenticator);
            } finally {
                alone = performing.decrementAndGet() == 0;
            }
            return alone
                    ? settlement.settle(outcome)
                    : settlement.settle(
                            outcome, Math.min(begun.ageNanos() / AGE_OF_PATIENCE, PATIENCE_NANOS_MAX), send);
        });
    }

    /// Has another thread do work.
    ///
    /// SAFE: it catches broadly. A call without an answer would hold its place for ever.
    ///
    /// @param work returns the reply; null if it is sent otherwise
    private void elsewhere(Consumer<Reply> send, Supplier<@Nullable Reply> work) {
        start(() -> {
            Reply reply;
            try {
                reply = work.get();
            } catch (RuntimeException | Error accident) {
                String requestId = recorder.nextId();
                reply = new Protocol.Json(Set.of(), null).refusal(Troubles.internal(), requestId);
                troubles.tell(requestId, accident);
                countUnread(Troubles.internal());
            }
            if (reply != null) {
                send.accept(reply);
            }
        });
    }

    private static void start(Runnable work) {
        var _ = Thread.ofVirtual().name("call").start(work);
    }

    /// Returns whether the call names an operation that a loop may try. It looks at the name alone.
    private boolean mayBeQuick(Protocol protocol) {
        for (String service : protocol.services()) {
            Endpoint<?, ?> endpoint = endpoint(protocol, service);
            if (endpoint != null && endpoint.quick()) {
                return true;
            }
        }
        return false;
    }

    /// Performs a call up to its record.
    ///
    /// @throws OffLoopException only on a loop. The call then has to begin again
    private Outcome perform(Begun begun, Authentication authentication) {
        Protocol protocol = begun.protocol();
        Call call = begun.call();
        try {
            // A caller that fails here is unknown. Such calls are answered, and recorded as numbers only.
            Proven proven = begun.proven(authentication);
            Endpoint<?, ?> endpoint = endpoint(protocol, proven.service());
            begun.isOf(endpoint);
            Event event = event(protocol, proven.service(), endpoint);
            Invocation invocation = new Invocation(
                    proven.caller(),
                    proven.region(),
                    begun.requestId(),
                    begun.time(),
                    Origin.of(call),
                    call.clientGone(),
                    event);
            Outcome outcome = perform(begun, proven, endpoint, invocation);
            clear(call);
            return outcome;
        } catch (OffLoopException elsewhere) {
            throw elsewhere;
        } catch (AwsException refusal) {
            return unrecorded(begun, refusal);
        } catch (RuntimeException | Error accident) {
            troubles.tell(begun.requestId(), accident);
            clear(call);
            return unrecorded(begun, Troubles.internal());
        }
    }

    /// Zeroes the body. It may hold a plaintext, and no code reads it any more.
    private static void clear(Call call) {
        Arrays.fill(call.body(), (byte) 0);
    }

    /// Returns null if there is no such operation.
    private @Nullable Endpoint<?, ?> endpoint(Protocol protocol, String service) {
        String operation = protocol.operation();
        return operation != null && protocol.speaksTo(service) ? endpoints.find(service, operation) : null;
    }

    private static Event event(Protocol protocol, String service, @Nullable Endpoint<?, ?> endpoint) {
        return new Event(
                service + ".amazonaws.com",
                endpoint != null ? endpoint.name() : named(protocol),
                endpoint == null || endpoint.readOnly(),
                protocol.apiVersion());
    }

    private static String named(Protocol protocol) {
        String operation = protocol.operation();
        return operation != null ? operation : UNNAMED;
    }

    private Outcome unrecorded(Begun begun, AwsException refusal) {
        Protocol protocol = begun.protocol();
        recorder.countUnknown(begun.call(), refusal.error(), begun.time());
        view.show(begun, named(protocol), refusal);
        return new Outcome(begun, null, false, protocol.refusal(refusal, begun.requestId()));
    }

    /// Refuses a call while this server may not answer. No signature is checked, so nothing is recorded.
    void refuse(Call call, Consumer<Reply> send) {
        // The form of a refusal can be in the body.
        if (Loop.here() && !Begun.isShort(call)) {
            elsewhere(send, () -> closed(call));
        } else {
            send.accept(closed(call));
        }
    }

    private Reply closed(Call call) {
        return refusal(
                call,
                AwsError.SERVICE_UNAVAILABLE.because(
                        "The server has lost its database and answers nothing for now. The request can be retried."));
    }

    /// Returns a refusal from an earlier step, in the form of the called service.
    ///
    /// @param call the call; its body is not read, and may be missing
    public Reply refusal(Call call, AwsException refusal) {
        // The server may have no room for a call whose caller it knows.
        if (refusal.error() != AwsError.SERVICE_UNAVAILABLE) {
            recorder.countUnknown(call, refusal.error(), clock.instant());
        }
        countUnread(refusal);
        return Protocol.of(call).refusal(refusal, recorder.nextId());
    }

    /// Counts a call whose operation nobody has looked for.
    private void countUnread(AwsException refusal) {
        Tally unknown = endpoints.unknown();
        if (unknown != null) {
            unknown.count(refusal);
        }
    }

    private Outcome perform(Begun begun, Proven proven, @Nullable Endpoint<?, ?> endpoint, Invocation invocation) {
        Protocol protocol = begun.protocol();
        String service = proven.service();
        boolean mayHaveActed = false;
        Reply reply;
        try {
            if (endpoint == null) {
                throw notThere(protocol, service);
            }
            requireOpen(proven, endpoint);
            recorder.requireFitFor(endpoint);
            reply = endpoint.answer(begun, invocation, recorder);
        } catch (OffLoopException elsewhere) {
            throw elsewhere;
        } catch (JournalException lost) {
            // The change is stored, and its record will follow. The answer is withheld until then.
            troubles.withholds(lost);
            invocation.recorded();
            reply = refused(protocol, invocation, Troubles.internal());
        } catch (AwsException expected) {
            reply = refused(protocol, invocation, explained(invocation, service, endpoint, expected));
        } catch (RuntimeException | Error accident) {
            troubles.tell(invocation.requestId(), accident);
            mayHaveActed = endpoint != null && !endpoint.readOnly();
            reply = refused(
                    protocol,
                    invocation,
                    Troubles.internal()
                            .by(
                                    accident instanceof ForgedRowException forged
                                            ? "a forged row: " + forged.row()
                                            : null));
        }
        return new Outcome(begun, invocation, mayHaveActed, reply);
    }

    private static void requireOpen(Proven proven, Endpoint<?, ?> endpoint) {
        String only = proven.only();
        if (only != null && !only.equals(proven.service() + ":" + endpoint.name())) {
            throw AwsError.ACCESS_DENIED.because("The caller may only call " + only + " for now.");
        }
    }

    private static Reply refused(Protocol protocol, Invocation invocation, AwsException refusal) {
        invocation.refuses(refusal);
        return protocol.refusal(refusal, invocation.requestId());
    }

    /// Returns the refusal of an unknown operation. If AWS has the operation and this version of Trent does
    /// not, the refusal says so.
    private static AwsException notThere(Protocol protocol, String service) {
        String operation = protocol.operation();
        return operation != null && protocol.speaksTo(service) && AwsOperations.has(service, operation)
                ? AwsError.UNKNOWN_OPERATION.because(operation + " is not supported by this version of Trent.")
                : protocol.unknownOperation();
    }

    /// Returns the denial with its explanation. A denial without a policy's decision is explained here. A
    /// refusal whose text does not say what is wrong is explained too.
    private AwsException explained(
            Invocation invocation, String service, @Nullable Endpoint<?, ?> endpoint, AwsException refusal) {
        String culprit = refusal.culprit();
        boolean open = refusal.error() == AwsError.ACCESS_DENIED || culprit != null;
        if (!open || refusal.denialId() != null || endpoint == null) {
            return refusal;
        }
        try {
            return culprit != null
                    ? denials.ofCulprit(invocation, service, endpoint.name(), refusal, culprit)
                    : denials.ofRule(invocation, service, endpoint.name(), refusal);
        } catch (AwsException throttled) {
            return throttled;
        }
    }
}
