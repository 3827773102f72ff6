package dev.trent.sts;

import dev.trent.access.Access;
import dev.trent.aws.Action;
import dev.trent.aws.Caller;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.Identities;
import dev.trent.identity.SessionContent;
import dev.trent.identity.SessionContent.Passed;
import dev.trent.identity.SessionEnds;
import dev.trent.identity.SessionTokens;
import dev.trent.policy.RequestContext;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Starts a session with some of the caller's rights, for a person that the caller trusts.
///
/// Source:
/// [GetFederationToken](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html).
final class GetFederationToken implements Reading<GetFederationToken.Request, GetFederationToken.Response> {
    private static final Action ACTION = new Action("sts", "GetFederationToken");
    private static final Action TAG_SESSION = new Action("sts", "TagSession");

    private final Access access;
    private final Identities identities;
    private final SessionEnds ends;
    private final SessionTokens tokens;

    /// The request.
    public record Request(
            @Logged @Length(min = 2, max = 32) @Matches("[\\w+=,.@-]*")
            String name,

            @Logged
            @Nullable
            @Length(min = 1, max = Integer.MAX_VALUE)
            @Matches("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+")
            String policy,

            @Logged @Nullable @Length(min = 0, max = 10) List<PolicyDescriptorType> policyArns,

            @Logged @Nullable @Range(min = 900, max = 129_600)
            Integer durationSeconds,

            @Logged @Nullable @Length(min = 0, max = 50) List<SessionTag> tags) {}

    /// The answer.
    ///
    /// @param packedPolicySize in percent; null if neither policies nor tags were passed
    public record Response(
            @Logged Credentials credentials,
            @Logged FederatedUser federatedUser,
            @Logged @Nullable Integer packedPolicySize)
            implements AutoCloseable {
        /// Zeroes the secret.
        @Override
        public void close() {
            credentials.close();
        }
    }

    /// The new session.
    public record FederatedUser(String federatedUserId, String arn) {}

    GetFederationToken(Access access, Identities identities, SessionEnds ends, SessionTokens tokens) {
        this.access = access;
        this.identities = identities;
        this.ends = ends;
        this.tokens = tokens;
    }

    /// Errors: AccessDenied, ValidationError, InvalidParameterValue, MalformedPolicyDocument,
    /// PackedPolicyTooLarge.
    @Override
    public Response perform(Invocation call, Request request) {
        SessionRules.requireLongTerm(call, "GetFederationToken");
        SessionPolicies policies = SessionPolicies.of(request.policy(), request.policyArns());
        Map<String, String> tags = SessionTags.of(request.tags(), null, null).requested();
        Caller caller = call.caller();
        String arn = call.partition()
                .global("sts", caller.account(), "federated-user/" + request.name())
                .toString();
        access.permit(call, ACTION, arn, context -> addTo(context, tags));
        if (!tags.isEmpty()) {
            access.permit(call, TAG_SESSION, arn, context -> addTo(context, tags));
        }
        policies.requireExisting(identities, caller.account());
        Passed passed = new Passed(policies.inline(), policies.arns(), tags, Set.of(), null);
        Integer packed = SessionPolicies.packedPercent(passed);
        Credentials credentials = Credentials.of(tokens.issue(content(call, request, passed)));
        return new Response(credentials, new FederatedUser(caller.account() + ":" + request.name(), arn), packed);
    }

    private SessionContent content(Invocation call, Request request, Passed passed) {
        Caller caller = call.caller();
        boolean root = caller.type() == Caller.Type.Root;
        String identityId = root ? "" : caller.principalId();
        Instant issued = ends.begin(caller.account(), identityId, call.time());
        return new SessionContent(
                root ? SessionContent.Kind.FEDERATED_BY_ROOT : SessionContent.Kind.FEDERATED_BY_USER,
                caller.account(),
                identityId,
                request.name(),
                tokens.drawAccessKeyId(caller.account()),
                issued,
                issued.plusSeconds(SessionDuration.seconds(caller, request.durationSeconds())),
                passed);
    }

    private static void addTo(RequestContext context, Map<String, String> tags) {
        context.add("aws:TagKeys", List.copyOf(tags.keySet()));
        tags.forEach((key, value) -> context.add("aws:RequestTag/" + key, value));
    }
}
