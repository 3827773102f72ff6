package dev.trent.audit;

import dev.trent.aws.AwsException;
import dev.trent.aws.TlsFacts;
import org.jspecify.annotations.Nullable;

/// The outcome of a call.
///
/// @param eventSource the service, such as `kms.amazonaws.com`
/// @param eventName the operation
/// @param readOnly whether the operation is read-only for CloudTrail
/// @param apiVersion the version of the service's API if records name it, else null
/// @param requestParameters the part of the request that the record shows
/// @param responseElements JSON of at most [CallRecord#ELEMENTS_BYTES_MAX], or null
/// @param refusal null if the call succeeded
/// @param tls null if the call came without TLS
/// @param host the Host header as sent
@SuppressWarnings("ArrayRecordComponent") // made for one record, never compared
public record Outcome(
        String eventSource,
        String eventName,
        boolean readOnly,
        @Nullable String apiVersion,
        Shown requestParameters,
        byte @Nullable [] responseElements,
        @Nullable AwsException refusal,
        @Nullable TlsFacts tls,
        String host) {}
