package dev.trent.iam;

import static dev.trent.aws.AwsError.INVALID_INPUT;

import dev.trent.access.PolicyTrial;
import dev.trent.aws.Action;
import dev.trent.aws.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The results of a simulation: one for each action with each resource, of which one page is computed.
final class Evaluation {
    private static final int PAIRS_MAX = 10_000;
    private static final Pattern ACTION = Pattern.compile("[a-zA-Z0-9-]+:[a-zA-Z0-9]+");

    private final PolicyTrial trial;
    private final List<String> resources;
    private final boolean resourcesGiven;
    private final List<Action> actions;

    /// One result.
    record EvaluationResult(
            String evalActionName,
            String evalResourceName,
            String evalDecision,
            List<Statement> matchedStatements,
            List<String> missingContextValues,
            @Nullable PermissionsBoundaryDecisionDetail permissionsBoundaryDecisionDetail,
            @Nullable List<ResourceSpecificResult> resourceSpecificResults) {}

    /// The same for one of the resources that the request names.
    record ResourceSpecificResult(
            String evalResourceName,
            String evalResourceDecision,
            List<Statement> matchedStatements,
            List<String> missingContextValues,
            @Nullable PermissionsBoundaryDecisionDetail permissionsBoundaryDecisionDetail) {}

    /// A statement that decides, by the policy it stands in.
    record Statement(String sourcePolicyId, String sourcePolicyType) {}

    /// Whether the boundary allows.
    record PermissionsBoundaryDecisionDetail(Boolean allowedByPermissionsBoundary) {}

    /// Prepares a simulation.
    ///
    /// Errors: InvalidInput.
    ///
    /// @param resources null for `*`
    Evaluation(PolicyTrial trial, List<String> actions, @Nullable List<String> resources) {
        this.trial = trial;
        this.resourcesGiven = resources != null && !resources.isEmpty();
        this.resources = resources == null || resources.isEmpty() ? List.of("*") : resources;
        this.actions = actions.stream().map(Evaluation::action).toList();
        if ((long) this.actions.size() * this.resources.size() > PAIRS_MAX) {
            throw INVALID_INPUT.because(
                    "A simulation has at most " + PAIRS_MAX + " pairs of an action and a resource.");
        }
    }

    /// Returns one page of the results.
    ///
    /// Errors: ValidationError for a marker of something else.
    Paging.Page<EvaluationResult> page(
            Invocation call, String operation, @Nullable String marker, @Nullable Integer maxItems) {
        Paging paging = Paging.of(call, operation + "\n" + actions + "\n" + resources, marker, maxItems);
        List<String> places = new ArrayList<>();
        for (int i = 0; i < actions.size() * resources.size(); i++) {
            places.add("%05d".formatted(i));
        }
        Paging.Page<String> page = paging.within(places, place -> place);
        return new Paging.Page<>(page.map(place -> result(Integer.parseInt(place))), page.marker());
    }

    private EvaluationResult result(int place) {
        Action action = actions.get(place / resources.size());
        String resource = resources.get(place % resources.size());
        PolicyTrial.Result result = trial.of(action, resource);
        String decision = switch (result.verdict()) {
            case ALLOW -> "allowed";
            case DENY -> "explicitDeny";
            case NONE -> "implicitDeny";
        };
        List<Statement> matched = result.matched().stream()
                .map(source -> new Statement(source.id(), source.type()))
                .toList();
        PermissionsBoundaryDecisionDetail boundary =
                result.withinBoundary() == null ? null : new PermissionsBoundaryDecisionDetail(result.withinBoundary());
        List<ResourceSpecificResult> specific = resourcesGiven
                ? List.of(new ResourceSpecificResult(resource, decision, matched, result.missing(), boundary))
                : null;
        return new EvaluationResult(
                action.toString(), resource, decision, matched, result.missing(), boundary, specific);
    }

    private static Action action(String written) {
        if (!ACTION.matcher(written).matches()) {
            throw INVALID_INPUT.because("Invalid action name: " + written);
        }
        int colon = written.indexOf(':');
        return new Action(written.substring(0, colon), written.substring(colon + 1));
    }
}
