package dev.trent.iam;

import static dev.trent.aws.AwsError.INVALID_INPUT;

import dev.trent.aws.Action;
import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.inquiry.PolicyTrial;
import dev.trent.policy.Steps;
import dev.trent.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The results of a simulation: one for each pair of action and resource. Only one page of them is computed.
final class TrialResults {
    private static final int PAIRS_MAX = 10_000;
    // A page ends early when it has used this many steps, or has this many characters. The next page continues
    // there.
    private static final long PAGE_STEPS = 50_000_000;
    private static final long PAGE_CHARACTERS = 2_000_000;
    private static final int STATEMENT_CHARACTERS = 500;

    private static final Pattern ACTION = Pattern.compile("[a-zA-Z0-9-]+:[a-zA-Z0-9]+");

    private final PolicyTrial trial;
    private final Steps steps;
    private final List<String> resources;
    private final boolean resourcesGiven;
    private final List<Action> actions;

    /// The decision on a request, in IAM's names.
    enum PolicyEvaluationDecisionType {
        allowed,
        explicitDeny,
        implicitDeny;

        static PolicyEvaluationDecisionType of(Verdict verdict) {
            return switch (verdict) {
                case ALLOW -> allowed;
                case DENY -> explicitDeny;
                case NONE -> implicitDeny;
            };
        }
    }

    /// One result. Trent has no organizations, so no organization decides.
    record EvaluationResult(
            String evalActionName,
            String evalResourceName,
            PolicyEvaluationDecisionType evalDecision,
            List<Statement> matchedStatements,
            List<String> missingContextValues,
            @Nullable OrganizationsDecisionDetail organizationsDecisionDetail,
            @Nullable PermissionsBoundaryDecisionDetail permissionsBoundaryDecisionDetail,
            @Nullable Map<String, String> evalDecisionDetails,
            @Nullable List<ResourceSpecificResult> resourceSpecificResults) {}

    /// The same for one resource of the request.
    record ResourceSpecificResult(
            String evalResourceName,
            PolicyEvaluationDecisionType evalResourceDecision,
            List<Statement> matchedStatements,
            List<String> missingContextValues,
            @Nullable Map<String, String> evalDecisionDetails,
            @Nullable PermissionsBoundaryDecisionDetail permissionsBoundaryDecisionDetail) {}

    /// A statement that decides, with its place in the document.
    ///
    /// @param sourcePolicyType text, because `aws-managed` cannot be the name of a constant
    record Statement(String sourcePolicyId, String sourcePolicyType, Position startPosition, Position endPosition) {
        static Statement of(PolicyTrial.Matched matched, Steps steps) {
            PolicyTrial.Source source = matched.source();
            String text = source.policy().text();
            steps.spend(matched.statement().start() + matched.statement().end());
            return new Statement(
                    source.id(),
                    source.type(),
                    Position.at(text, matched.statement().start()),
                    Position.at(text, matched.statement().end()));
        }
    }

    /// A place in a document. Lines and columns count from 1.
    record Position(Integer line, Integer column) {
        static Position at(String text, int index) {
            int line = 1;
            int lineStart = -1;
            for (int i = text.indexOf('\n'); i >= 0 && i < index; i = text.indexOf('\n', i + 1)) {
                line++;
                lineStart = i;
            }
            return new Position(line, index - lineStart);
        }
    }

    /// Whether the organization allows.
    record OrganizationsDecisionDetail(Boolean allowedByOrganizations) {}

    /// Whether the boundary allows.
    record PermissionsBoundaryDecisionDetail(Boolean allowedByPermissionsBoundary) {}

    /// Prepares a simulation.
    ///
    /// Errors: InvalidInput.
    ///
    /// @param resources null for `*`
    /// @param steps counts the work
    TrialResults(PolicyTrial trial, List<String> actions, @Nullable List<String> resources, Steps steps) {
        this.trial = trial;
        this.steps = steps;
        this.resourcesGiven = resources != null && !resources.isEmpty();
        this.resources = resources == null || resources.isEmpty() ? List.of("*") : resources;
        this.actions = actions.stream().map(TrialResults::action).toList();
        if ((long) this.actions.size() * this.resources.size() > PAIRS_MAX) {
            throw INVALID_INPUT.because(
                    "A simulation has at most " + PAIRS_MAX + " pairs of an action and a resource.");
        }
    }

    /// Returns one page of the results.
    ///
    /// Errors: ValidationError for a marker of another simulation.
    Page<EvaluationResult> page(
            Invocation call, String operation, @Nullable String marker, @Nullable Integer maxItems) {
        Paging paging = Paging.of(call, operation + "\n" + actions + "\n" + resources, marker, maxItems);
        List<String> places = new ArrayList<>();
        for (int i = 0; i < actions.size() * resources.size(); i++) {
            places.add("%05d".formatted(i));
        }
        Page<String> page = paging.within(places, place -> place);
        List<EvaluationResult> results = new ArrayList<>();
        long characters = 0;
        for (String place : page.items()) {
            EvaluationResult result = result(Integer.parseInt(place));
            results.add(result);
            characters += characters(result);
            boolean full = steps.spent() > PAGE_STEPS || characters > PAGE_CHARACTERS;
            if (full && results.size() < page.items().size()) {
                return new Page<>(results, paging.marker(place));
            }
        }
        return new Page<>(results, page.next());
    }

    private static long characters(EvaluationResult result) {
        long characters = (1L + result.matchedStatements.size()) * STATEMENT_CHARACTERS;
        for (String key : result.missingContextValues) {
            characters += key.length();
        }
        return 2 * characters;
    }

    private EvaluationResult result(int place) {
        Action action = actions.get(place / resources.size());
        String resource = resources.get(place % resources.size());
        PolicyTrial.Result result = trial.of(action, resource, steps);
        PolicyEvaluationDecisionType decision = PolicyEvaluationDecisionType.of(result.verdict());
        List<Statement> matched = result.matched().stream()
                .map(statement -> Statement.of(statement, steps))
                .toList();
        PermissionsBoundaryDecisionDetail boundary =
                result.withinBoundary() == null ? null : new PermissionsBoundaryDecisionDetail(result.withinBoundary());
        Map<String, String> details = details(result);
        List<ResourceSpecificResult> specific = resourcesGiven
                ? List.of(new ResourceSpecificResult(resource, decision, matched, result.missing(), details, boundary))
                : null;
        return new EvaluationResult(
                action.toString(), resource, decision, matched, result.missing(), null, boundary, details, specific);
    }

    /// Returns the decision of each account if two accounts must agree; null if one account decides alone.
    private static @Nullable Map<String, String> details(PolicyTrial.Result result) {
        return result.ofCaller() == null || result.ofKey() == null
                ? null
                : Map.of(
                        "IAM Policy",
                        PolicyEvaluationDecisionType.of(result.ofCaller()).name(),
                        "Resource Policy",
                        PolicyEvaluationDecisionType.of(result.ofKey()).name());
    }

    private static Action action(String written) {
        if (!ACTION.matcher(written).matches()) {
            throw INVALID_INPUT.because("Invalid action name: " + written);
        }
        int colon = written.indexOf(':');
        return new Action(written.substring(0, colon), written.substring(colon + 1));
    }
}
