package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.ManagedPolicies;
import dev.trent.identity.ManagedPolicy;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the managed policies that the account can use. Policies of AWS come first.
///
/// Source: [ListPolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html).
final class ListPolicies implements Reading<ListPolicies.Request, ListPolicies.Response> {
    private final IamRights rights;
    private final ManagedPolicies managedPolicies;

    /// The request.
    public record Request(
            @Logged @Default("All") Scope scope,
            @Logged @Default("false") Boolean onlyAttached,

            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.POLICY_PATH)
            String pathPrefix,

            @Logged @Nullable PolicyUsage policyUsageFilter,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            List<PolicyEntry> policies,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// The owner of the listed policies.
    public enum Scope {
        /// Both.
        All,
        /// The policies that every account has.
        AWS,
        /// The account's own.
        Local
    }

    ListPolicies(IamRights rights, ManagedPolicies managedPolicies) {
        this.rights = rights;
        this.managedPolicies = managedPolicies;
    }

    /// Errors: AccessDenied, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, "ListPolicies");
        String listing = String.join("\n", "ListPolicies", request.scope().name(), request.pathPrefix());
        Paging paging = Paging.of(call, listing + request.onlyAttached() + request.policyUsageFilter(), request);
        List<ManagedPolicy> wanted = managedPolicies.list(IamRights.account(call)).stream()
                .filter(policy -> isWanted(policy, request))
                .toList();
        Page<ManagedPolicy> page = paging.within(wanted, ListPolicies::position);
        return new Response(page.map(PolicyEntry::listed), page.truncated(), page.next());
    }

    private static boolean isWanted(ManagedPolicy policy, Request request) {
        boolean inScope = switch (request.scope()) {
            case All -> true;
            case AWS -> policy.entity() == null;
            case Local -> policy.entity() != null;
        };
        int uses = switch (request.policyUsageFilter()) {
            case null -> policy.attachments() + policy.boundaryUses();
            case PermissionsPolicy -> policy.attachments();
            case PermissionsBoundary -> policy.boundaryUses();
        };
        boolean used = uses > 0 || (!request.onlyAttached() && request.policyUsageFilter() == null);
        return inScope && used && policy.policyName().path().startsWith(request.pathPrefix());
    }

    private static String position(ManagedPolicy policy) {
        return policy.entity() == null
                ? "0" + policy.policyName().name()
                : "1" + policy.entity().foldedName();
    }
}
