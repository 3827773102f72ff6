package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.keys.Key;
import dev.trent.keys.KmsAction;
import dev.trent.keys.Tags;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.List;

/// Removes tags from a key. Missing tags are ignored.
///
/// Source: [UntagResource](https://docs.aws.amazon.com/kms/latest/APIReference/API_UntagResource.html).
final class UntagResource implements Writing<UntagResource.Request, NoContent> {
    private final Access access;
    private final Tags tags;

    /// The request: a key id or key ARN, and the keys of the tags.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged List<@Length(min = 1, max = 128) @Matches(KmsPattern.STORABLE) String> tagKeys) {}

    UntagResource(Access access, Tags tags) {
        this.access = access;
        this.tags = tags;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, TagException,
    /// KMSInvalidStateException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Key key = access.permit(
                        call,
                        KeyRequest.of(KmsAction.UntagResource, request.keyId())
                                .with(facts -> facts.add("aws:TagKeys", request.tagKeys())))
                .key();
        request.tagKeys().forEach(KmsTagRules::refuseReserved);
        return tx -> {
            tags.remove(tx, key, request.tagKeys());
            return NoContent.INSTANCE;
        };
    }
}
