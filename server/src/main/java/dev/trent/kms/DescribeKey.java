package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.KmsAction;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Describes a key, without its material, policy, aliases and tags.
///
/// Source: [DescribeKey](https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html).
final class DescribeKey implements Reading<DescribeKey.Request, DescribeKey.Response> {
    private final Access access;

    /// The request: any of the four forms of key identifier.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens) {}

    /// The answer.
    public record Response(KeyMetadata keyMetadata) {}

    DescribeKey(Access access) {
        this.access = access;
    }

    @Override
    public boolean quick() {
        return true;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        return new Response(KeyMetadata.of(access.permit(
                        call,
                        KeyRequest.of(KmsAction.DescribeKey, request.keyId()).presenting(request.grantTokens()))
                .key()));
    }
}
