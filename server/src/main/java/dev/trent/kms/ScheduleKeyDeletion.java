package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.aws.AwsError;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.keys.Key;
import dev.trent.keys.KeyState;
import dev.trent.keys.Keys;
import dev.trent.keys.KmsAction;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import dev.trent.wire.RecordOnly;
import dev.trent.wire.WireName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Starts the waiting period of a key. At its end, the key is deleted.
///
/// Source:
/// [ScheduleKeyDeletion](https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html).
final class ScheduleKeyDeletion implements Writing<ScheduleKeyDeletion.Request, ScheduleKeyDeletion.Response> {
    private static final int WINDOW_DAYS_MIN = 7;
    private static final int WINDOW_DAYS_MAX = 30;

    private final Access access;
    private final Keys keys;

    /// The request: a key id or key ARN, and the length of the waiting period.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Nullable @Range(min = 1, max = 365) Integer pendingWindowInDays) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN
    /// @param deletionDate null if a primary key waits for the end of its replicas
    /// @param waiting the waiting period for a record without a deletion date; else null
    public record Response(
            @Logged String keyId,
            @Logged @Nullable Instant deletionDate,
            @Logged KeyState keyState,
            Integer pendingWindowInDays,

            @Logged @RecordOnly @Nullable @WireName("PendingWindowInDays")
            Integer waiting) {}

    ScheduleKeyDeletion(Access access, Keys keys) {
        this.access = access;
        this.keys = keys;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, ValidationException for a
    /// period outside 7 to 30 days, KMSInvalidStateException.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        int days = request.pendingWindowInDays() == null ? WINDOW_DAYS_MAX : request.pendingWindowInDays();
        Key key = access.permit(
                        call,
                        KeyRequest.of(KmsAction.ScheduleKeyDeletion, request.keyId())
                                .with(facts -> facts.add(
                                        "kms:ScheduleKeyDeletionPendingWindowInDays", Integer.toString(days))))
                .key();
        if (days < WINDOW_DAYS_MIN || days > WINDOW_DAYS_MAX) {
            throw AwsError.VALIDATION.because("PendingWindowInDays must be between " + WINDOW_DAYS_MIN + " and "
                    + WINDOW_DAYS_MAX + " days, inclusive.");
        }
        Instant now = call.time().truncatedTo(ChronoUnit.MILLIS);
        return tx -> {
            Key scheduled = keys.change(tx, key, stored -> stored.scheduleDeletion(days, now));
            Key.Deletion deletion = scheduled.deletion();
            Instant date = deletion == null ? null : deletion.date();
            return new Response(scheduled.arn().toString(), date, scheduled.state(), days, date == null ? days : null);
        };
    }
}
