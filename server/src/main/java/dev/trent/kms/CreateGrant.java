package dev.trent.kms;

import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.access.Access;
import dev.trent.access.GrantTokens;
import dev.trent.access.KeyRequest;
import dev.trent.access.Permit;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantConstraint;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.Grants;
import dev.trent.keys.KmsAction;
import dev.trent.policy.RequestContext;
import dev.trent.store.Change;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.RecordOnly;
import dev.trent.wire.Sensitive;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives a principal the right to use a key, without a change of policies.
///
/// If the key policy gives the right to create grants, the new grant may have any operation of the key. If a
/// grant gives the right, the new grant may have only what that grant has.
///
/// Source: [CreateGrant](https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html).
final class CreateGrant implements Writing<CreateGrant.Request, CreateGrant.Response> {
    private static final int GRANT_ID_BYTES = 32;

    private final Access access;
    private final Grants grants;
    private final GrantTokens tokens;
    private final PrincipalNames names;
    private final SecureRandom random;

    /// The request: a key id or key ARN, the grantee with its operations, and the retiring principal.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Nullable @Length(min = 1, max = 256) @Matches(KmsPattern.PRINCIPAL)
            String granteePrincipal,

            @Logged @Nullable @Length(min = 1, max = 256) @Matches(KmsPattern.PRINCIPAL)
            String granteeServicePrincipal,

            @Logged @Nullable @Length(min = 1, max = 256) @Matches(KmsPattern.PRINCIPAL)
            String retiringPrincipal,

            @Logged @Nullable @Length(min = 1, max = 256) @Matches(KmsPattern.PRINCIPAL)
            String retiringServicePrincipal,

            @Logged List<GrantOperation> operations,
            @Logged @Nullable GrantConstraints constraints,
            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens,

            @Logged @Nullable @Length(min = 1, max = 256) @Matches(KmsPattern.GRANT_NAME)
            String name,

            @Logged(withDefault = false) @Default("false") Boolean dryRun) {}

    /// The answer.
    ///
    /// @param grantToken new for each answer, even for the same grant
    public record Response(
            @Sensitive String grantToken,
            @Logged String grantId,
            @Logged @RecordOnly String keyId) {}

    CreateGrant(Access access, Grants grants, GrantTokens tokens, PrincipalNames names, SecureRandom random) {
        this.access = access;
        this.grants = grants;
        this.tokens = tokens;
        this.names = names;
        this.random = random;
    }

    /// Creates a grant. If a request with a name is repeated, the answer is the same grant.
    ///
    /// Errors: ValidationException, NotFoundException, InvalidArnException, InvalidGrantTokenException,
    /// AccessDeniedException, DisabledException, KMSInvalidStateException, LimitExceededException,
    /// DryRunOperationException.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        Set<GrantOperation> operations = GrantRules.operations(request.operations());
        GrantConstraint constraint = GrantConstraints.read(request.constraints());
        Permit permit = access.permit(
                call,
                KeyRequest.of(KmsAction.CreateGrant, request.keyId())
                        .inContext(constraint == null ? null : constraint.pairs())
                        .presenting(request.grantTokens())
                        .onlyByGrant(parent -> parent.covers(operations, constraint))
                        .with(facts -> addTo(facts, request, constraint)));
        GrantRules.checkFor(permit.key(), operations, constraint);
        String grantee =
                GrantRules.bind(names, "Grantee", request.granteePrincipal(), request.granteeServicePrincipal());
        String retiring =
                GrantRules.bind(names, "Retiring", request.retiringPrincipal(), request.retiringServicePrincipal());
        if (grantee == null) {
            throw VALIDATION.because("A grant needs a GranteePrincipal or a GranteeServicePrincipal.");
        }
        permit.key().in(KmsAction.States.GRANTABLE);
        DryRun.stopIf(request.dryRun());
        Grant grant = new Grant(
                permit.key().arn(),
                permit.key().keyId(),
                newId(),
                request.name() == null ? "" : request.name(),
                grantee,
                retiring,
                call.caller().account(),
                operations,
                constraint,
                call.time().truncatedTo(ChronoUnit.MILLIS));
        return tx -> {
            Grant stored = grants.create(tx, permit.key(), grant);
            return new Response(
                    tokens.issue(stored), stored.grantId(), stored.key().toString());
        };
    }

    private String newId() {
        byte[] id = new byte[GRANT_ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private static void addTo(RequestContext facts, Request request, @Nullable GrantConstraint constraint) {
        GrantRules.addTo(facts);
        GrantRules.addTo(facts, constraint);
        facts.add(
                "kms:GrantOperations",
                request.operations().stream().map(Enum::name).distinct().toList());
        addPrincipal(facts, "kms:GranteePrincipal", request.granteePrincipal(), request.granteeServicePrincipal());
        addPrincipal(facts, "kms:RetiringPrincipal", request.retiringPrincipal(), request.retiringServicePrincipal());
    }

    private static void addPrincipal(
            RequestContext facts, String key, @Nullable String principal, @Nullable String service) {
        if (principal != null) {
            facts.add(key, principal);
        } else if (service != null) {
            facts.add(key, service);
        }
    }
}
