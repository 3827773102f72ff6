package dev.trent.iam;

import dev.trent.aws.AwsError;
import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.AccessKeys.Owner;
import dev.trent.identity.Entity;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// The CreateAccessKey of the seed of `trent dev`: it takes the id and the secret of the key, and no client can call
/// it.
final class CreateGivenAccessKey implements Writing<CreateGivenAccessKey.Request, CreateGivenAccessKey.Response> {
    private static final String NAME = "CreateAccessKey";

    /// What the ids of sessions begin with.
    private static final String TEMPORARY = "ASIA";

    private final IamRights rights;
    private final AccessKeys accessKeys;

    /// The request.
    ///
    /// @param accessKeyId source of its form: AWS IAM API Reference, AccessKey
    /// @param secretAccessKey the bytes of the secret
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Length(min = 16, max = 128) @Matches("[A-Za-z0-9_]+")
            String accessKeyId,

            @Length(min = 1, max = 128) Secret secretAccessKey) {}

    /// The answer.
    public record Response(@Logged GivenAccessKey accessKey) {}

    /// The key, without its secret.
    public record GivenAccessKey(String userName, String accessKeyId, AccessKeyStatus status) {}

    CreateGivenAccessKey(IamRights rights, AccessKeys accessKeys) {
        this.rights = rights;
        this.accessKeys = accessKeys;
    }

    @Override
    public String name() {
        return NAME;
    }

    /// Errors: AccessDenied, NoSuchEntity, LimitExceeded, EntityAlreadyExists, ValidationError,
    /// ConcurrentModification.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        if (request.accessKeyId().startsWith(TEMPORARY)) {
            throw AwsError.VALIDATION.because("The ids of sessions begin with " + TEMPORARY
                    + ": an access key of a user has another id, such as AKIAIOSFODNN7EXAMPLE.");
        }
        Entity user = rights.onUserOrSelf(call, NAME, request.userName());
        return accessKeys
                .create(
                        new Owner(IamRights.account(call), user),
                        request.accessKeyId(),
                        request.secretAccessKey(),
                        call.time())
                .map(id -> new Response(new GivenAccessKey(request.userName(), id, AccessKeyStatus.Active)));
    }
}
