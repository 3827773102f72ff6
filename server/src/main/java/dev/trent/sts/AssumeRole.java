package dev.trent.sts;

import static dev.trent.aws.AwsError.UNSUPPORTED_OPERATION;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.access.RolePermit;
import dev.trent.access.Trust;
import dev.trent.aws.Arn;
import dev.trent.aws.Caller;
import dev.trent.aws.Partition;
import dev.trent.aws.Session;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.Identity;
import dev.trent.identity.SessionContent;
import dev.trent.identity.SessionContent.Passed;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import dev.trent.wire.Sensitive;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Starts a session of a role.
///
/// Source: [AssumeRole](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).
final class AssumeRole implements Reading<AssumeRole.Request, AssumeRole.Response> {
    private static final int CHAINED_SECONDS_MAX = 3600;

    private final Trust trust;
    private final StsOperations.Stores stores;
    private final SecondFactors factors;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) String roleArn,

            @Logged @Length(min = 2, max = 64) @Matches("[\\w+=,.@-]*")
            String roleSessionName,

            @Logged @Nullable @Length(min = 0, max = 10) List<PolicyDescriptorType> policyArns,

            @Logged
            @Nullable
            @Length(min = 1, max = Integer.MAX_VALUE)
            @Matches("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+")
            String policy,

            @Logged @Default("3600") @Range(min = 900, max = 43_200)
            Integer durationSeconds,

            @Logged @Nullable @Length(min = 0, max = 50) List<SessionTag> tags,

            @Logged @Nullable @Length(min = 0, max = 50)
            List<@Length(min = 1, max = 128) @Matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+") String> transitiveTagKeys,

            @Logged @Nullable @Length(min = 2, max = 1224) @Matches("[\\w+=,.@:\\/-]*")
            String externalId,

            @Logged @Nullable @Length(min = 9, max = 256) @Matches("[\\w+=/:,.@-]*")
            String serialNumber,

            @Sensitive @Nullable @Length(min = 6, max = 6) @Matches("[\\d]*")
            String tokenCode,

            @Logged @Nullable @Length(min = 2, max = 64) @Matches("[\\w+=,.@-]*")
            String sourceIdentity,

            @Nullable @Length(min = 1, max = 5) List<ProvidedContext> providedContexts) {}

    /// The answer.
    ///
    /// @param packedPolicySize in percent; null if neither policies nor tags were passed
    public record Response(
            @Logged Credentials credentials,
            @Logged AssumedRoleUser assumedRoleUser,
            @Logged @Nullable Integer packedPolicySize,
            @Logged @Nullable String sourceIdentity)
            implements AutoCloseable {
        /// Zeroes the secret.
        @Override
        public void close() {
            credentials.close();
        }
    }

    /// The new session.
    public record AssumedRoleUser(String assumedRoleId, String arn) {}

    AssumeRole(Trust trust, StsOperations.Stores stores, SecondFactors factors) {
        this.trust = trust;
        this.stores = stores;
        this.factors = factors;
    }

    /// Errors: AccessDenied, ValidationError, InvalidParameterValue, MalformedPolicyDocument,
    /// PackedPolicyTooLarge.
    @Override
    public Response perform(Invocation call, Request request) {
        Arn arn = roleArn(call.partition(), request.roleArn());
        call.touches(arn);
        SessionRules.refuseFederated(call, "AssumeRole");
        if (request.providedContexts() != null) {
            throw UNSUPPORTED_OPERATION.because("ProvidedContexts are not supported.");
        }
        Caller caller = call.caller();
        SessionPolicies policies = SessionPolicies.of(request.policy(), request.policyArns());
        SessionTags tags = SessionTags.of(request.tags(), request.transitiveTagKeys(), caller.session());
        String sourceIdentity = sourceIdentity(call, arn, request.sourceIdentity());
        boolean mfaProven = factors.proven(call, request.serialNumber(), request.tokenCode());
        RolePermit permit = trust.permit(
                call,
                arn,
                new Trust.Asked(
                        request.roleSessionName(),
                        request.externalId(),
                        tags.requested(),
                        tags.transitiveRequested(),
                        tags.any(),
                        sourceIdentity,
                        mfaProven));
        Identity role = permit.role();
        checkDuration(caller, role, request.durationSeconds());
        policies.requireExisting(stores.identities(), role.account());
        Passed passed = new Passed(policies.inline(), policies.arns(), tags.all(), tags.transitive(), sourceIdentity);
        Integer packed = SessionPolicies.packedPercent(passed);
        Credentials credentials = Credentials.of(stores.tokens().issue(content(call, role, request, passed)));
        return new Response(credentials, user(role, request.roleSessionName()), packed, sourceIdentity);
    }

    private SessionContent content(Invocation call, Identity role, Request request, Passed passed) {
        Instant issued = stores.ends().begin(role.account(), role.uniqueId(), call.time());
        return new SessionContent(
                SessionContent.Kind.ASSUMED_ROLE,
                role.account(),
                role.uniqueId(),
                request.roleSessionName(),
                stores.tokens().drawAccessKeyId(role.account()),
                issued,
                issued.plusSeconds(request.durationSeconds()),
                passed);
    }

    private static AssumedRoleUser user(Identity role, String sessionName) {
        Arn arn = role.partition().global("sts", role.account(), "assumed-role/" + role.name() + "/" + sessionName);
        return new AssumedRoleUser(role.uniqueId() + ":" + sessionName, arn.toString());
    }

    private static Arn roleArn(Partition partition, String text) {
        Arn arn = Arn.parse(text).orElse(null);
        boolean valid = arn != null
                && partition.has(arn)
                && arn.service().equals("iam")
                && arn.region().isEmpty()
                && arn.account().matches("\\d{12}")
                && arn.resource().startsWith("role/");
        if (arn == null || !valid) {
            throw VALIDATION.because(text + " is invalid");
        }
        return arn;
    }

    /// Returns the source identity of the new session. A chain of roles keeps the first source identity.
    private @Nullable String sourceIdentity(Invocation call, Arn role, @Nullable String requested) {
        Session calling = call.caller().session();
        String inherited = calling == null ? null : calling.sourceIdentity();
        if (inherited != null && requested != null && !requested.equals(inherited)) {
            throw trust.otherSourceIdentity(call, role);
        }
        return inherited != null ? inherited : requested;
    }

    private static void checkDuration(Caller caller, Identity role, int seconds) {
        if (caller.type() == Caller.Type.AssumedRole && seconds > CHAINED_SECONDS_MAX) {
            throw VALIDATION.because(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
                            + " role chaining.");
        }
        if (seconds > role.maxSessionSeconds()) {
            throw VALIDATION.because("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
    }
}
