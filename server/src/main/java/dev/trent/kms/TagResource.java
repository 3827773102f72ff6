package dev.trent.kms;

import static java.util.Objects.requireNonNull;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.aws.Tag;
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

/// Adds tags to a key. Existing tags get new values.
///
/// Source: [TagResource](https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html).
final class TagResource implements Writing<TagResource.Request, NoContent> {
    private final Access access;
    private final Tags tags;
    private final MaterialTag materialTag;

    /// The request: a key id or key ARN, and the tags.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged List<KmsTag> tags) {}

    TagResource(Access access, Tags tags, MaterialTag materialTag) {
        this.access = access;
        this.tags = tags;
        this.materialTag = materialTag;
    }

    @Override
    public Request recorded(Request request) {
        return new Request(request.keyId(), requireNonNull(materialTag.without(request.tags())));
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, TagException,
    /// KMSInvalidStateException, ValidationException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        materialTag.refuseIn(request.tags());
        KmsTagRules.refuseTooLarge(request.tags());
        Key key = access.permit(
                        call,
                        KeyRequest.of(KmsAction.TagResource, request.keyId())
                                .with(facts -> KmsTagRules.addTo(facts, request.tags())))
                .key();
        List<Tag> checked = KmsTagRules.check(request.tags());
        return tx -> {
            tags.put(tx, key, checked);
            return NoContent.INSTANCE;
        };
    }
}
