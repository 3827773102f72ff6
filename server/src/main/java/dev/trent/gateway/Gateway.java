package dev.trent.gateway;

import dev.trent.access.Denials;
import dev.trent.audit.JournalException;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Invocation;
import dev.trent.aws.Origin;
import dev.trent.aws.Reply;
import dev.trent.sigv4.Signed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole life of one request: who asks, what for, may they, the answer, and the record of it all.
///
/// This is the only place that catches broadly. What it catches is logged once, recorded, and answered with
/// KMSInternalException, which tells nothing of the cause.
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final String INTERNAL =
            "The request was rejected because an internal exception occurred. The request can be retried.";

    private static final String IAM_REGION = "us-east-1";

    private final Authenticator authenticator;
    private final Endpoints endpoints;
    private final Recorder recorder;
    private final Denials denials;
    private final InstantSource clock;

    /// Makes the gateway.
    ///
    /// @param denials explains the denials that an operation gives by itself, without asking a policy
    public Gateway(
            Authenticator authenticator, Endpoints endpoints, Recorder recorder, Denials denials, InstantSource clock) {
        this.authenticator = authenticator;
        this.endpoints = endpoints;
        this.recorder = recorder;
        this.denials = denials;
        this.clock = clock;
    }

    /// Answers one call; it never throws, and the record of the call is on disk before it returns.
    public Reply handle(Call call) {
        String requestId = recorder.nextId();
        Protocol protocol = Protocol.of(call);
        try {
            Instant now = clock.instant();
            // Whoever does not get past this line is nobody: such calls are answered and not recorded.
            Signed signed = authenticator.authenticate(call, protocol.services(), now);
            Invocation invocation = new Invocation(signed.caller(), region(signed), requestId, now, Origin.of(call));
            return answer(protocol, signed.service(), call, invocation);
        } catch (AwsException refusal) {
            return protocol.refusal(refusal, requestId);
        } catch (RuntimeException | AssertionError accident) {
            LOG.error("Request {} failed", requestId, accident);
            return protocol.refusal(AwsError.KMS_INTERNAL.because(INTERNAL), requestId);
        }
    }

    /// Returns a refusal that was made before the call came here, in the words of the service that it is for.
    ///
    /// @param call its body is not looked at, and may be missing
    public Reply refusal(Call call, AwsException refusal) {
        return Protocol.of(call).refusal(refusal, recorder.nextId());
    }

    /// IAM has no Regions: its calls are signed for any, and take place in one.
    private static String region(Signed signed) {
        return signed.service().equals("iam") ? IAM_REGION : signed.region();
    }

    private Reply answer(Protocol protocol, String service, Call call, Invocation invocation) {
        String operation = protocol.operation();
        Endpoint<?, ?> endpoint =
                operation != null && protocol.speaksTo(service) ? endpoints.find(service, operation) : null;
        Recorder.Account account = new Recorder.Account(call, service, endpoint, protocol);
        Reply reply;
        try {
            if (endpoint == null) {
                throw protocol.unknownOperation();
            }
            recorder.requireHealthyFor(endpoint);
            reply = endpoint.answer(protocol, call, invocation, account);
        } catch (AwsException expected) {
            account.refusal = explained(invocation, service, endpoint, expected);
            reply = protocol.refusal(account.refusal, invocation.requestId());
        } catch (RuntimeException | AssertionError accident) {
            LOG.error("Request {} failed", invocation.requestId(), accident);
            account.refusal = AwsError.KMS_INTERNAL.because(INTERNAL);
            reply = protocol.refusal(account.refusal, invocation.requestId());
        } finally {
            // The body may hold a plaintext; nobody reads it any more.
            Arrays.fill(call.body(), (byte) 0);
        }
        return recorded(protocol, invocation, account, reply);
    }

    /// Every denial has an explanation: who denies without asking a policy is explained here.
    private AwsException explained(
            Invocation invocation, String service, @Nullable Endpoint<?, ?> endpoint, AwsException refusal) {
        if (refusal.error() != AwsError.ACCESS_DENIED || refusal.denialId() != null || endpoint == null) {
            return refusal;
        }
        return denials.ofRule(invocation, service, endpoint.name(), refusal);
    }

    /// Puts the call on record; an answer that is not on record is not given.
    private Reply recorded(Protocol protocol, Invocation invocation, Recorder.Account account, Reply reply) {
        try {
            recorder.record(invocation, account);
            return reply;
        } catch (JournalException lost) {
            // Without the stack: on a full disk this is said for each request.
            LOG.error(
                    "Request {} is withheld: its audit record is not on disk: {}",
                    invocation.requestId(),
                    lost.getMessage());
            Arrays.fill(reply.body(), (byte) 0);
            return protocol.refusal(AwsError.KMS_INTERNAL.because(INTERNAL), invocation.requestId());
        }
    }
}
