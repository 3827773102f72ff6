package dev.trent.gateway;

import dev.trent.audit.CallRecord;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.call.Invocation;
import dev.trent.call.Operation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.OwnReply;
import dev.trent.call.Reading;
import dev.trent.call.Writing;
import dev.trent.store.Change;
import dev.trent.store.OutdatedException;
import dev.trent.wire.JsonBytes;
import dev.trent.wire.JsonShape;
import dev.trent.wire.QueryJson;
import dev.trent.wire.QueryShape;
import dev.trent.wire.QueryXml;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An operation together with its shapes. A shape is prepared at its first use, because a server has hundreds
/// of shapes and often needs only a few.
final class Endpoint<Q extends Record, R extends Record> {
    private static final int LOGGED_BYTES = 256;
    private static final int ATTEMPTS_MAX = 5;
    private static final byte[] NOTHING = {};

    private final String service;
    private final Operation<Q, R> operation;
    private final @Nullable Throttle throttle;
    private final boolean answersItself;
    private final @Nullable Tally tally;
    private final OnDemand<JsonShape<Q>> requestShape;
    private final OnDemand<JsonShape<R>> responseShape;
    private final OnDemand<QueryShape<Q>> queryRequestShape;
    private final OnDemand<QueryShape<R>> queryResponseShape;

    /// @param service the signing name, which is also the first label of CloudTrail's event source
    /// @param throttle limits the rate of calls; null for no limit
    /// @param veil returns what records show in the place of a value of an encryption context; null for the value
    /// @param tally counts the calls; null if nobody does
    Endpoint(
            String service,
            Operation<Q, R> operation,
            @Nullable Throttle throttle,
            @Nullable UnaryOperator<String> veil,
            @Nullable Tally tally) {
        this.service = service;
        this.operation = operation;
        this.throttle = throttle;
        this.tally = tally;
        this.answersItself = OwnReply.class.isAssignableFrom(operation.response());
        this.requestShape = new OnDemand<>(() -> JsonShape.of(operation.request(), veil));
        this.responseShape = new OnDemand<>(() -> JsonShape.of(operation.response()));
        this.queryRequestShape = new OnDemand<>(() -> QueryShape.of(operation.request()));
        this.queryResponseShape = new OnDemand<>(() -> QueryShape.of(operation.response()));
    }

    String service() {
        return service;
    }

    String name() {
        return operation.name();
    }

    /// Returns the count of its calls; null if nobody counts.
    @Nullable
    Tally tally() {
        return tally;
    }

    boolean readOnly() {
        return operation.readOnly();
    }

    /// Returns whether a loop of connections may try to perform the operation.
    boolean quick() {
        return operation instanceof Reading<Q, R> reading && reading.quick();
    }

    /// Reads the request, performs the operation, and writes the answer; notes the facts for the record on the
    /// way.
    ///
    /// Errors: every refusal of the operation.
    Reply answer(Begun begun, Invocation invocation, Recorder recorder) {
        Protocol protocol = begun.protocol();
        Q request = read(protocol, begun.call());
        R response;
        try {
            Q recorded = operation.recorded(request);
            invocation.asks(bytesMax -> logged(requestShape.get(), recorded, bytesMax));
            if (throttle != null) {
                begun.count(throttle, invocation, request);
            }
            response = switch (operation) {
                case Reading<Q, R> reading -> perform(reading, invocation, request);
                case Writing<Q, R> writing -> perform(writing, invocation, request, recorder);
            };
        } finally {
            requestShape.get().closeSecrets(request);
        }
        try {
            return write(protocol, response, invocation.requestId());
        } finally {
            close(response);
        }
    }

    private R perform(Reading<Q, R> reading, Invocation invocation, Q request) {
        if (!answersItself) {
            // A shape that is not made yet leaves a loop. That must come before there is an answer with a secret.
            var _ = responseShape.get();
        }
        R response = reading.perform(invocation, request);
        invocation.answers(responseElements(invocation, response));
        return response;
    }

    /// Prepares the change and makes it. Prepares it again if the underlying facts have changed in the
    /// meantime.
    private R perform(Writing<Q, R> writing, Invocation invocation, Q request, Recorder recorder) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Change<R> change = writing.prepare(invocation, request);
            try {
                return recorder.write(change, invocation, response -> responseElements(invocation, response));
            } catch (OutdatedException outdated) {
                invocation.answers(null);
            }
        }
        throw AwsError.KMS_INTERNAL.because(
                "What is to be changed was changed by other requests meanwhile. The request can be retried.");
    }

    private Q read(Protocol protocol, Call call) {
        return switch (protocol) {
            case Protocol.Json _ -> requestShape.get().read(call.body());
            case Protocol.Query query -> {
                if (query.parameters() == null) {
                    throw query.unknownOperation();
                }
                yield queryRequestShape.get().read(query.parameters());
            }
            case Protocol.S3 s3 -> queryRequestShape.get().read(s3.parameters());
        };
    }

    private Reply write(Protocol protocol, R response, String requestId) {
        if (response instanceof OwnReply own) {
            return own.reply(requestId);
        }
        return switch (protocol) {
            case Protocol.S3 _ -> throw new AssertionError("an answer of S3 makes its reply itself");
            case Protocol.Json _ ->
                new Reply(
                        200,
                        Protocol.Json.CONTENT_TYPE,
                        requestId,
                        response instanceof NoContent
                                ? NOTHING
                                : responseShape.get().write(response));
            case Protocol.Query query ->
                new Reply(200, query.contentType(), requestId, queryBody(query, response, requestId));
        };
    }

    private byte[] queryBody(Protocol.Query query, R response, String requestId) {
        R result = response instanceof NoContent ? null : response;
        return query.json()
                ? QueryJson.response(operation.name(), responseShape.get(), result, requestId)
                : QueryXml.response(operation.name(), query.namespace(), queryResponseShape.get(), result, requestId);
    }

    /// Returns the part of an answer that CloudTrail shows: its logged members, or the key that was changed.
    private byte @Nullable [] responseElements(Invocation invocation, R response) {
        if (answersItself) {
            return null;
        }
        if (!(response instanceof NoContent)) {
            return logged(responseShape.get(), response, CallRecord.ELEMENTS_BYTES_MAX);
        }
        if (operation.readOnly() || !service.equals("kms")) {
            return null;
        }
        invocation.elsewhere().forEach(part -> part.answers(changedKey(part)));
        return changedKey(invocation);
    }

    private static byte @Nullable [] changedKey(Invocation invocation) {
        if (invocation.resources().isEmpty()) {
            return null;
        }
        return new JsonBytes(LOGGED_BYTES)
                .beginObject()
                .name("keyId")
                .value(invocation.resources().getLast().toString())
                .endObject()
                .toByteArray();
    }

    private static <T extends Record> byte @Nullable [] logged(JsonShape<T> shape, T value, int bytesMax) {
        byte[] json = shape.logged(value, bytesMax);
        // `{}` has no content, and CloudTrail writes it as null.
        return json.length <= 2 ? null : json;
    }

    private static void close(Record response) {
        if (response instanceof AutoCloseable secrets) {
            try {
                secrets.close();
            } catch (AwsException refusal) {
                throw refusal;
            } catch (Exception impossible) {
                throw new AssertionError("a secret cannot be zeroed", impossible);
            }
        }
    }
}
