package dev.trent.gateway;

import dev.trent.audit.Incidents;
import dev.trent.audit.JournalException;
import dev.trent.aws.Accidents;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Origin;
import dev.trent.aws.Reply;
import dev.trent.call.Event;
import dev.trent.call.Invocation;
import dev.trent.inquiry.Denials;
import dev.trent.store.ForgedRowException;
import dev.trent.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole life of one request: the caller, the operation, the permission, the answer, and the record.
///
/// This is the only place that catches broadly. A caught exception is logged, recorded, and answered with
/// KMSInternalException, which does not name the cause. The log names each cause at most once a minute.
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final String INTERNAL =
            "The request was rejected because an internal exception occurred. The request can be retried.";

    private static final String UNNAMED = "Unknown";

    private static final String THROTTLED = "You have exceeded the rate at which calls of your account may be refused."
            + " Reduce the frequency of your calls.";

    private final Authenticator authenticator;
    private final Endpoints endpoints;
    private final Recorder recorder;
    private final Denials denials;
    private final InstantSource clock;
    private final @Nullable Consumer<Answered> onlooker;
    private final Incidents incidents;
    private final Accidents accidents = new Accidents(LOG);

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
        this.incidents = incidents;
        this.clock = clock;
        this.onlooker = onlooker;
    }

    /// Answers one signed call. It never throws. The record of the call is on disk before it returns.
    public Reply handle(Call call) {
        return handle(call, authenticator);
    }

    /// Answers one call as [#handle(Call)] does, with another way to prove the caller.
    public Reply handle(Call call, Authentication authentication) {
        String requestId = recorder.nextId();
        Protocol protocol = Protocol.of(call);
        Instant now = clock.instant();
        try {
            // A caller that fails here is unknown. Such calls are answered, and not recorded.
            Proven proven = authentication.prove(call, protocol.services(), now);
            Endpoint<?, ?> endpoint = endpoint(protocol, proven.service());
            Event event = event(protocol, proven.service(), endpoint);
            Invocation invocation = new Invocation(
                    proven.caller(), proven.region(), requestId, now, Origin.of(call), call.clientGone(), event);
            return answer(protocol, proven.service(), endpoint, call, invocation);
        } catch (AwsException refusal) {
            return unrecorded(protocol, now, refusal, requestId);
        } catch (RuntimeException | Error accident) {
            tell(requestId, accident);
            return unrecorded(protocol, now, AwsError.KMS_INTERNAL.because(INTERNAL), requestId);
        }
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

    private Reply unrecorded(Protocol protocol, Instant now, AwsException refusal, String requestId) {
        if (onlooker != null) {
            onlooker.accept(new Answered(now, since(now), null, named(protocol), null, List.of(), refusal));
        }
        return protocol.refusal(refusal, requestId);
    }

    /// Refuses a call while this server may not answer. No signature is checked, so nothing is recorded.
    Reply closed(Call call) {
        return refusal(
                call,
                AwsError.SERVICE_UNAVAILABLE.because(
                        "The server has lost its database and answers nothing for now. The request can be retried."));
    }

    /// Returns a refusal from an earlier step, in the form of the called service.
    ///
    /// @param call the call; its body is not read, and may be missing
    public Reply refusal(Call call, AwsException refusal) {
        return Protocol.of(call).refusal(refusal, recorder.nextId());
    }

    private Reply answer(
            Protocol protocol, String service, @Nullable Endpoint<?, ?> endpoint, Call call, Invocation invocation) {
        boolean mayHaveActed = false;
        Reply reply;
        try {
            if (endpoint == null) {
                throw notThere(protocol, service);
            }
            recorder.requireFitFor(endpoint);
            reply = endpoint.answer(protocol, call, invocation, recorder);
        } catch (JournalException lost) {
            // The change is stored, and its record will follow. The answer is withheld until then.
            accidents.outage("Answers are withheld", lost);
            invocation.recorded();
            reply = refused(protocol, invocation, AwsError.KMS_INTERNAL.because(INTERNAL));
        } catch (AwsException expected) {
            reply = refused(protocol, invocation, explained(invocation, service, endpoint, expected));
        } catch (RuntimeException | Error accident) {
            tell(invocation.requestId(), accident);
            mayHaveActed = endpoint != null && !endpoint.readOnly();
            reply = refused(
                    protocol,
                    invocation,
                    AwsError.KMS_INTERNAL
                            .because(INTERNAL)
                            .by(
                                    accident instanceof ForgedRowException forged
                                            ? "a forged row: " + forged.row()
                                            : null));
        } finally {
            // The body may hold a plaintext, and no code reads it any more.
            Arrays.fill(call.body(), (byte) 0);
        }
        return recorded(protocol, invocation, mayHaveActed, reply);
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

    /// Logs an accident. An unreachable database is not a defect, so its log entry has no stack trace.
    ///
    /// A forged row gets a record of its own, because the caller may be unknown.
    private void tell(String requestId, Throwable accident) {
        if (accident instanceof ForgedRowException forged) {
            incidents.tell(forged);
        } else if (accident instanceof StoreException) {
            accidents.outage("Requests fail", accident);
        } else {
            accidents.defect("Request " + requestId + " failed", accident);
        }
    }

    /// Records the call. An answer without a record is not given.
    private Reply recorded(Protocol protocol, Invocation invocation, boolean mayHaveActed, Reply reply) {
        AwsException refusal;
        try {
            if (invocation.isRecorded() || recorder.record(invocation, mayHaveActed)) {
                show(invocation, invocation.refusal());
                return reply;
            }
            refusal = AwsError.THROTTLING.because(THROTTLED);
        } catch (JournalException lost) {
            accidents.outage("Answers are withheld", lost);
            reply.body().discard();
            refusal = AwsError.KMS_INTERNAL.because(INTERNAL);
        }
        show(invocation, refusal);
        return protocol.refusal(refusal, invocation.requestId());
    }

    private void show(Invocation invocation, @Nullable AwsException refusal) {
        if (onlooker != null) {
            onlooker.accept(Answered.of(invocation, since(invocation.time()), refusal));
        }
    }

    private Duration since(Instant begin) {
        return Duration.between(begin, clock.instant());
    }
}
