package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.Key;
import dev.trent.keys.KeyUses;
import dev.trent.keys.KmsAction;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Returns the last cryptographic operation that used a key, and the time since which uses are known.
///
/// Source: [GetKeyLastUsage](https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html).
final class GetKeyLastUsage implements Reading<GetKeyLastUsage.Request, GetKeyLastUsage.Response> {
    private final Access access;
    private final KeyUses uses;

    /// The request: a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN, whatever form the request used
    public record Response(
            String keyId, KeyLastUsage keyLastUsage, Instant trackingStartDate, Instant keyCreationDate) {}

    /// The last use; empty if none is known.
    ///
    /// @param cloudTrailEventId the id of the audit record
    public record KeyLastUsage(
            KeyUses.@Nullable Operation operation,
            @Nullable Instant timestamp,
            @Nullable String cloudTrailEventId,
            @Nullable String kmsRequestId) {
        private static final KeyLastUsage NEVER = new KeyLastUsage(null, null, null, null);

        private static KeyLastUsage of(KeyUses.@Nullable Use use) {
            // The store keeps milliseconds.
            return use == null
                    ? NEVER
                    : new KeyLastUsage(
                            use.operation(), use.time().truncatedTo(ChronoUnit.MILLIS), use.eventId(), use.requestId());
        }
    }

    GetKeyLastUsage(Access access, KeyUses uses) {
        this.access = access;
        this.uses = uses;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.GetKeyLastUsage, request.keyId()))
                .key();
        return new Response(key.arn().toString(), KeyLastUsage.of(uses.of(key)), uses.trackedSince(key), key.created());
    }
}
