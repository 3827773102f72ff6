package dev.trent.gateway;

import dev.trent.access.Denials;
import dev.trent.audit.Incidents;
import dev.trent.audit.JournalException;
import dev.trent.aws.Accidents;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.aws.Reply;
import dev.trent.call.Invocation;
import dev.trent.sigv4.Signed;
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
/// This is the only place that catches broadly. What it catches is logged, recorded, and answered with
/// KMSInternalException, which does not name the cause. The log names each cause at most once a minute.
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final String INTERNAL =
            "The request was rejected because an internal exception occurred. The request can be retried.";

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
    /// @param incidents tells of forged rows
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

    /// Answers one call; it never throws, and the record of the call is on disk before it returns.
    public Reply handle(Call call) {
        String requestId = recorder.nextId();
        Protocol protocol = Protocol.of(call);
        Instant now = clock.instant();
        try {
            // A caller that fails here is unknown. Such calls are answered, and not recorded.
            Signed signed = authenticator.authenticate(call, protocol.services(), now);
            Invocation invocation =
                    new Invocation(signed.caller(), region(signed), requestId, now, Origin.of(call), call.clientGone());
            return answer(protocol, signed.service(), call, invocation);
        } catch (AwsException refusal) {
            return unrecorded(protocol, now, refusal, requestId);
        } catch (RuntimeException | Error accident) {
            tell(requestId, accident);
            return unrecorded(protocol, now, AwsError.KMS_INTERNAL.because(INTERNAL), requestId);
        }
    }

    private Reply unrecorded(Protocol protocol, Instant now, AwsException refusal, String requestId) {
        if (onlooker != null) {
            String operation = protocol.operation();
            String name = operation == null ? Recorder.UNNAMED : operation;
            onlooker.accept(new Answered(now, since(now), null, name, null, List.of(), refusal));
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

    /// Returns a refusal that was made before the call came here, in the form of the service that the call is
    /// for.
    ///
    /// @param call its body is not read, and may be missing
    public Reply refusal(Call call, AwsException refusal) {
        return Protocol.of(call).refusal(refusal, recorder.nextId());
    }

    /// IAM has no Regions. Its calls may be signed for any Region of the partition, and take place in one of
    /// them.
    private static String region(Signed signed) {
        return signed.service().equals("iam")
                ? Partition.ofRegion(signed.region()).usualRegion()
                : signed.region();
    }

    private Reply answer(Protocol protocol, String service, Call call, Invocation invocation) {
        String operation = protocol.operation();
        Endpoint<?, ?> endpoint =
                operation != null && protocol.speaksTo(service) ? endpoints.find(service, operation) : null;
        Recorder.Account account = new Recorder.Account(call, service, endpoint, protocol);
        Reply reply;
        try {
            if (endpoint == null) {
                throw notThere(protocol, service, operation);
            }
            recorder.requireFitFor(endpoint);
            reply = endpoint.answer(protocol, call, invocation, recorder, account);
        } catch (JournalException lost) {
            // The change is stored, and its record will follow. The answer is withheld until then.
            accidents.outage("Answers are withheld", lost);
            account.recorded = true;
            account.refusal = AwsError.KMS_INTERNAL.because(INTERNAL);
            reply = protocol.refusal(account.refusal, invocation.requestId());
        } catch (AwsException expected) {
            account.responseElements = null;
            account.refusal = explained(invocation, service, endpoint, expected);
            reply = protocol.refusal(account.refusal, invocation.requestId());
        } catch (RuntimeException | Error accident) {
            tell(invocation.requestId(), accident);
            account.responseElements = null;
            account.mayHaveActed = endpoint != null && !endpoint.readOnly();
            account.refusal = AwsError.KMS_INTERNAL
                    .because(INTERNAL)
                    .by(accident instanceof ForgedRowException forged ? "a forged row: " + forged.row() : null);
            reply = protocol.refusal(account.refusal, invocation.requestId());
        } finally {
            // The body may hold a plaintext; nobody reads it any more.
            Arrays.fill(call.body(), (byte) 0);
        }
        return recorded(protocol, invocation, account, reply);
    }

    /// AWS has this operation, so it is not unknown. This version does not have it yet.
    private static AwsException notThere(Protocol protocol, String service, @Nullable String operation) {
        return operation != null && protocol.speaksTo(service) && AwsOperations.has(service, operation)
                ? AwsError.UNKNOWN_OPERATION.because(operation + " is not supported by this version of Trent.")
                : protocol.unknownOperation();
    }

    /// Every denial has an explanation. A denial that was made without asking a policy is explained here. So is
    /// a refusal whose text does not say what is wrong.
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

    /// A database that cannot be reached is no defect: it needs no stack trace, and lasts.
    ///
    /// A forged row is told by a record of its own, because the caller of a call that meets it may be unknown.
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
    private Reply recorded(Protocol protocol, Invocation invocation, Recorder.Account account, Reply reply) {
        AwsException refusal;
        try {
            if (account.recorded || recorder.record(invocation, account)) {
                show(invocation, account, account.refusal);
                return reply;
            }
            refusal = AwsError.THROTTLING.because(THROTTLED);
        } catch (JournalException lost) {
            accidents.outage("Answers are withheld", lost);
            Arrays.fill(reply.body(), (byte) 0);
            refusal = AwsError.KMS_INTERNAL.because(INTERNAL);
        }
        show(invocation, account, refusal);
        return protocol.refusal(refusal, invocation.requestId());
    }

    private void show(Invocation invocation, Recorder.Account account, @Nullable AwsException refusal) {
        if (onlooker != null) {
            onlooker.accept(account.answered(invocation, since(invocation.time()), refusal));
        }
    }

    private Duration since(Instant begin) {
        return Duration.between(begin, clock.instant());
    }
}
