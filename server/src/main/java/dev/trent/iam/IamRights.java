package dev.trent.iam;

import static dev.trent.aws.AwsError.ACCESS_DENIED;
import static dev.trent.aws.AwsError.INVALID_INPUT;
import static dev.trent.aws.AwsError.INVALID_USER_TYPE;
import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;
import static dev.trent.aws.AwsError.UNRECOGNIZED_CLIENT;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.access.Access;
import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.Caller;
import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.ManagedPolicy;
import dev.trent.identity.MfaDevice;
import dev.trent.identity.MfaDevices;
import dev.trent.identity.NewEntity;
import dev.trent.identity.PolicyArns;
import dev.trent.policy.RequestContext;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Checks the right to the entity that a request names. Only a caller with the right learns whether the entity
/// exists.
///
/// The right is checked for the real ARN of the entity, with its path. If the entity does not exist, its path
/// is unknown and `/` stands for it.
final class IamRights {
    private static final String RESERVED_PATH = "/aws-service-role/";

    private final Access access;
    private final Directory directory;

    IamRights(Access access, Directory directory) {
        this.access = access;
        this.directory = directory;
    }

    /// Returns an entity of the caller's account.
    ///
    /// Errors: AccessDenied, NoSuchEntity.
    Entity on(Invocation call, String action, EntityKind kind, String name) {
        return on(call, action, kind, name, IamFacts.none());
    }

    /// As above, with condition keys from the request.
    Entity on(Invocation call, String action, EntityKind kind, String name, Consumer<RequestContext> facts) {
        Entity found = directory.entities().find(kind, account(call), name);
        String boundary = found == null ? null : IamFacts.boundaryOf(found);
        return permitted(call, action, kind, name, found, facts.andThen(IamFacts.boundary(boundary)));
    }

    /// Returns the entity that a request names. A managed policy must be the account's own.
    ///
    /// Errors: InvalidInput if the value is not the ARN of a policy, AccessDenied, NoSuchEntity.
    Entity on(Invocation call, String action, Named request) {
        return on(call, action, request, IamFacts.none());
    }

    /// As above, with condition keys from the request.
    Entity on(Invocation call, String action, Named request, Consumer<RequestContext> facts) {
        return switch (request.kind()) {
            case POLICY -> onOwnPolicy(call, action, request.entityName(), facts);
            case USER, GROUP, ROLE -> on(call, action, request.kind(), request.entityName(), facts);
        };
    }

    /// Returns the user or role that gets a boundary. The new boundary is `iam:PermissionsBoundary` in the
    /// check.
    ///
    /// Errors: AccessDenied, NoSuchEntity.
    Entity onLimited(Invocation call, String action, Named request, String boundaryArn) {
        Entity found = directory.entities().find(request.kind(), account(call), request.entityName());
        return permitted(call, action, request.kind(), request.entityName(), found, IamFacts.boundary(boundaryArn));
    }

    /// Returns the user of a name, or the calling user if the request has no name; null for the root user.
    ///
    /// Errors: AccessDenied, NoSuchEntity, ValidationError for a caller who is no user and names none.
    @Nullable
    Entity onUserOrSelf(Invocation call, String action, @Nullable String userName) {
        if (userName != null) {
            return on(call, action, EntityKind.USER, userName);
        }
        Caller caller = call.caller();
        return switch (caller.type()) {
            case Root -> {
                ask(call, action, caller.arn(), IamFacts.none());
                yield null;
            }
            case IAMUser -> {
                Entity self = directory.entities().find(caller.identityId());
                yield on(call, action, EntityKind.USER, self == null ? String.valueOf(caller.userName()) : self.name());
            }
            case AssumedRole, FederatedUser ->
                throw VALIDATION.because("Must specify userName when calling with non-User credentials");
        };
    }

    /// Returns the calling user, for what only a user itself can do.
    ///
    /// Errors: InvalidUserType, AccessDenied.
    ///
    /// @param givenToAll whether the account gives the right to all users: then only a Deny takes it away
    Entity onSelf(Invocation call, String action, boolean givenToAll) {
        Caller caller = call.caller();
        Entity self =
                caller.type() == Caller.Type.IAMUser ? directory.entities().find(caller.identityId()) : null;
        if (self == null) {
            throw INVALID_USER_TYPE.because("Only IAM Users can change their own password.");
        }
        if (!givenToAll) {
            return on(call, action, EntityKind.USER, self.name());
        }
        call.touches(self.arn());
        access.permitUnlessDenied(call, new Action("iam", action), self.arn().toString());
        return self;
    }

    /// Returns the second factor of a serial number.
    ///
    /// Errors: AccessDenied, NoSuchEntity.
    MfaDevice onDevice(Invocation call, String action, String serialNumber, Consumer<RequestContext> facts) {
        MfaDevice found = directory.mfaDevices().find(account(call), serialNumber);
        if (found == null) {
            Arn named =
                    Arn.parse(serialNumber).orElse(MfaDevice.arn(call.partition(), account(call), "/", serialNumber));
            ask(call, action, named.toString(), facts);
            throw MfaDevices.missing(serialNumber);
        }
        List<Tag> tags = directory.mfaDevices().tags(found);
        ask(call, action, found.serialNumber(), facts.andThen(IamFacts.resourceTags(tags)));
        return found;
    }

    /// Checks the right to make an entity, and the right to tag it if the request has tags.
    ///
    /// Errors: AccessDenied.
    void toCreate(Invocation call, NewEntity made) {
        String arn = Entity.arn(call.partition(), made.kind(), made.account(), made.path(), made.name())
                .toString();
        String kind = switch (made.kind()) {
            case USER -> "User";
            case GROUP -> "Group";
            case ROLE -> "Role";
            case POLICY -> "Policy";
        };
        Consumer<RequestContext> facts = made.tags().isEmpty() ? IamFacts.none() : IamFacts.requestTags(made.tags());
        ask(call, "Create" + kind, arn, facts.andThen(IamFacts.boundary(made.boundaryArn())));
        if (!made.tags().isEmpty()) {
            ask(call, "Tag" + kind, arn, facts);
        }
        refuseReserved(made.path());
    }

    /// Refuses the path that AWS keeps for roles of its services.
    private static void refuseReserved(@Nullable String path) {
        if (path != null && path.startsWith(RESERVED_PATH)) {
            throw INVALID_INPUT.because("The path " + RESERVED_PATH + " is reserved for AWS services.");
        }
    }

    /// Checks the right to give an entity another ARN. The caller needs the right to the old and to the new
    /// ARN.
    ///
    /// Errors: AccessDenied.
    void toRename(Invocation call, String action, Entity entity, @Nullable String path, @Nullable String name) {
        Arn renamed = Entity.arn(
                entity.partition(),
                entity.kind(),
                entity.account(),
                path == null ? entity.path() : path,
                name == null ? entity.name() : name);
        Consumer<RequestContext> tags = IamFacts.resourceTags(directory.tags().list(entity));
        ask(call, action, renamed.toString(), tags.andThen(IamFacts.boundary(IamFacts.boundaryOf(entity))));
        refuseReserved(path);
    }

    /// Checks the right to list the entities whose paths begin with a prefix.
    ///
    /// Errors: AccessDenied.
    void toList(Invocation call, String action, EntityKind kind, String pathPrefix) {
        check(
                call,
                action,
                Entity.arn(call.partition(), kind, account(call), pathPrefix, "")
                        .toString(),
                IamFacts.none());
    }

    /// Checks a right that concerns the account as a whole.
    ///
    /// Errors: AccessDenied.
    void inAccount(Invocation call, String action) {
        ask(call, action, "*", IamFacts.none());
    }

    /// As [#inAccount], for a right that the account may give to all its users: then only a Deny takes it away.
    ///
    /// Errors: AccessDenied.
    void inAccount(Invocation call, String action, boolean givenToAll) {
        if (givenToAll && call.caller().type() == Caller.Type.IAMUser) {
            access.permitUnlessDenied(call, new Action("iam", action), "*");
        } else {
            inAccount(call, action);
        }
    }

    /// Returns a managed policy that the caller's account can use.
    ///
    /// Errors: InvalidInput, AccessDenied, NoSuchEntity.
    ManagedPolicy onPolicy(Invocation call, String action, String arn, Consumer<RequestContext> facts) {
        PolicyArns.parse(call.partition(), arn);
        ManagedPolicy found = directory.policies().find(account(call), arn);
        List<Tag> tags = found == null || found.entity() == null
                ? List.of()
                : directory.tags().list(found.entity());
        ask(call, action, arn, facts.andThen(IamFacts.resourceTags(tags)));
        if (found == null) {
            throw NO_SUCH_ENTITY.because("Policy " + arn + " was not found.");
        }
        return found;
    }

    /// Returns a managed policy of the caller's own account. Policies of AWS cannot be changed.
    ///
    /// Errors: InvalidInput, AccessDenied, NoSuchEntity.
    Entity onOwnPolicy(Invocation call, String action, String arn, Consumer<RequestContext> facts) {
        Entity own = onPolicy(call, action, arn, facts).entity();
        if (own == null) {
            throw ACCESS_DENIED.because("Policy is outside your own account.");
        }
        return own;
    }

    /// Checks a right for an ARN, which the record of the call then names.
    ///
    /// @param resource `*` for a right that concerns the account as a whole
    void ask(Invocation call, String action, String resource, Consumer<RequestContext> facts) {
        Arn.parse(resource).ifPresent(call::touches);
        check(call, action, resource, facts);
    }

    private void check(Invocation call, String action, String resource, Consumer<RequestContext> facts) {
        refuseFederated(call.caller());
        access.permit(call, new Action("iam", action), resource, facts);
    }

    static String account(Invocation call) {
        return call.caller().account();
    }

    private Entity permitted(
            Invocation call,
            String action,
            EntityKind kind,
            String name,
            @Nullable Entity found,
            Consumer<RequestContext> facts) {
        if (found == null) {
            ask(
                    call,
                    action,
                    Entity.arn(call.partition(), kind, account(call), "/", name).toString(),
                    facts);
            throw kind.missing(name);
        }
        List<Tag> tags = directory.tags().list(found);
        ask(call, action, found.arn().toString(), facts.andThen(IamFacts.resourceTags(tags)));
        return found;
    }

    /// Refuses sessions of GetFederationToken: they cannot use IAM, whatever their policies say. [Access]
    /// decides about other sessions.
    ///
    /// Source: IAM User Guide, "Compare AWS STS credentials".
    private static void refuseFederated(Caller caller) {
        if (caller.type() == Caller.Type.FederatedUser) {
            throw UNRECOGNIZED_CLIENT.because("The security token included in the request is invalid.");
        }
    }
}
