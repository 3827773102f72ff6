package dev.trent.inquiry;

import static dev.trent.aws.AwsError.INVALID_INPUT;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.access.Access;
import dev.trent.access.Callers;
import dev.trent.access.Cases;
import dev.trent.access.Decision;
import dev.trent.access.GrantTokens;
import dev.trent.access.KeyCase;
import dev.trent.access.KeyNames;
import dev.trent.access.KeyRequest;
import dev.trent.access.OwnCase;
import dev.trent.access.Refused;
import dev.trent.access.Subject;
import dev.trent.aws.Action;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.aws.ContextSize;
import dev.trent.aws.Origin;
import dev.trent.call.Invocation;
import dev.trent.identity.Directory;
import dev.trent.keys.Grant;
import dev.trent.keys.Grants;
import dev.trent.keys.Key;
import dev.trent.keys.KmsAction;
import dev.trent.policy.Denial;
import dev.trent.policy.IdentityDecision;
import dev.trent.policy.Policy;
import dev.trent.policy.RequestContext;
import dev.trent.policy.Requester;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Simulates requests with the code that decides requests. It has no effect: nothing is recorded, remembered or
/// kept.
///
/// Policies, grants, tags and aliases are the stored ones. A value that only a request has, such as its address,
/// is absent unless the question gives it. The answer names the absent values that a policy looked at.
public final class Simulator {
    private static final String NO_REQUEST = "00000000-0000-0000-0000-000000000000";

    private final KeyNames names;
    private final Cases cases;
    private final GrantTokens grantTokens;
    private final Callers callers;
    private final PresumedCallers principals;
    private final Explainer explainer;

    /// Makes the answerer.
    ///
    /// @param directory has the principals that questions name
    public Simulator(Access access, Callers callers, GrantTokens grantTokens, Directory directory) {
        this.names = access.names();
        this.cases = access.cases();
        this.grantTokens = grantTokens;
        this.callers = callers;
        this.principals = new PresumedCallers(directory);
        this.explainer = new Explainer(principals::shown);
    }

    /// Answers a question.
    ///
    /// Errors: InvalidInput for what is no principal, or for a fact that is not the request's; NoSuchEntity
    /// for a principal that does not exist; ValidationException for RetireGrant without the token of a
    /// grant.
    public Simulation answer(Question question) {
        requireFactsOfRequest(question);
        requireNoTrust(question.action());
        boolean retiring = KmsAction.of(question.action()) == KmsAction.RetireGrant;
        if (retiring && question.grantTokens().isEmpty()) {
            throw VALIDATION.because("Whether a grant may be retired, the grant decides: give a token of it.");
        }
        Caller caller = principals.caller(question.principal(), question.time());
        Subject subject = callers.fresh(caller);
        Invocation call = new Invocation(caller, question.region(), NO_REQUEST, question.time(), Origin.NOWHERE);
        try {
            return switch (question.resource()) {
                case Question.Resource.OfKey(String identifier) ->
                    retiring ? retiring(call, subject, question) : ofKey(call, subject, question, identifier);
                case Question.Resource.Other(String arn) -> ofOther(call, subject, question, arn);
            };
        } catch (AwsException refused) {
            return refused(refused);
        }
    }

    private Simulation ofKey(Invocation call, Subject subject, Question question, String identifier) {
        ContextSize.check(question.encryptionContext());
        KeyRequest request = KeyRequest.simulated(question.action(), identifier)
                .inContext(question.encryptionContext())
                .presenting(question.grantTokens())
                .with(context -> SimulatedFacts.addTo(context, question));
        Predicate<Grant> parent = SimulatedFacts.parent(question);
        return decided(call, subject, parent == null ? request : request.onlyByGrant(parent), question);
    }

    private Simulation decided(Invocation call, Subject subject, KeyRequest request, Question question) {
        KeyNames.Named named = names.find(call, request);
        grantTokens.check(question.grantTokens());
        Key key = named.key();
        if (key == null) {
            return missing(subject, request, named);
        }
        KeyCase asked = cases.of(call, subject, key, cases.keyPolicy(key), request, named.reference());
        return decided(subject, request, named, key, asked, asked.decide());
    }

    private Simulation retiring(Invocation call, Subject subject, Question question) {
        GrantTokens.Address address = grantTokens.open(question.grantTokens().getFirst());
        Grant grant = cases.grant(address);
        if (grant == null || !address.region().equals(question.region())) {
            throw Grants.missing(address.grantId());
        }
        KeyRequest request = KeyRequest.of(KmsAction.RetireGrant, grant.key().toString())
                .with(context -> SimulatedFacts.addTo(context, question, grant));
        KeyNames.Named named = names.find(call, request);
        Key key = named.key();
        if (key == null) {
            return missing(subject, request, named);
        }
        KeyCase asked = cases.ofRetiring(call, subject, key, request, named.reference(), grant);
        return decided(subject, request, named, key, asked, asked.decideByGrant());
    }

    private Simulation decided(
            Subject subject, KeyRequest request, KeyNames.Named named, Key key, KeyCase asked, Decision decision) {
        List<String> missing = missing(subject, asked);
        if (decision instanceof Decision.Denied denied) {
            if (named.isElsewhere()) {
                return missing(subject, request, named);
            }
            Refused refused = Refused.ofKey(subject, request, asked, denied, cases.nearGrant(subject, key, request));
            return denied(refused, DecisionWords.of(subject, decision, shown()), missing);
        }
        return new Simulation(true, "", DecisionWords.of(subject, decision, shown()), missing, null, null);
    }

    private Simulation ofOther(Invocation call, Subject subject, Question question, String resource) {
        OwnCase asked = Cases.ofOther(
                call, subject, question.action(), resource, context -> SimulatedFacts.addTo(context, question));
        IdentityDecision decision = asked.decide();
        Set<String> missing = new LinkedHashSet<>();
        addMissing(missing, subject, question.action(), subject.requester(), asked.context());
        Denial denial = decision.denial();
        if (denial != null) {
            IdentityDecision.Answer layer = switch (denial.layer()) {
                case IDENTITY -> decision.identity();
                case BOUNDARY -> decision.boundary();
                case SESSION -> decision.session();
                case RESOURCE -> throw new AssertionError("no resource policy was asked");
            };
            List<String> by = denial.explicit()
                    ? List.of(DecisionWords.own(subject, layer.policy(), layer.statement()))
                    : List.of();
            return denied(Refused.ofOwn(asked, decision, denial), by, List.copyOf(missing));
        }
        IdentityDecision.Answer allowing = decision.identity();
        return new Simulation(
                true,
                "",
                List.of(DecisionWords.own(subject, allowing.policy(), allowing.statement())),
                List.copyOf(missing),
                null,
                null);
    }

    private Simulation missing(Subject subject, KeyRequest request, KeyNames.Named named) {
        AwsException notFound = named.notFoundBy(subject.caller());
        return notFound != null
                ? refused(notFound)
                : denied(Refused.ofMissingKey(subject, request), List.of("there is no such key"), List.of());
    }

    private static Simulation refused(AwsException refusal) {
        return new Simulation(false, text(refusal), List.of(), List.of(), null, null);
    }

    private Simulation denied(Refused refused, List<String> decidedBy, List<String> missing) {
        ExplainedRefusal explained = ExplainedRefusal.of(explainer, refused);
        return new Simulation(
                false, text(refused.answer()), decidedBy, missing, explained.callerSide(), explained.keySide());
    }

    private static String text(AwsException refusal) {
        String message = refusal.getMessage();
        return message == null ? refusal.error().toString() : message;
    }

    private List<String> missing(Subject subject, KeyCase asked) {
        Set<String> missing =
                new LinkedHashSet<>(asked.policy().missing(asked.action(), asked.requester(), asked.atKey()));
        addMissing(missing, subject, asked.action(), asked.requester(), asked.atCaller());
        missing.removeIf(key -> !ConditionKeys.isOfRequest(key, true));
        return List.copyOf(missing);
    }

    private static void addMissing(
            Set<String> missing, Subject subject, Action action, Requester requester, RequestContext context) {
        List<Policy> all = new ArrayList<>(subject.policies().attached());
        if (subject.policies().boundary() != null) {
            all.add(subject.policies().boundary());
        }
        all.addAll(subject.policies().session());
        all.forEach(policy -> missing.addAll(policy.missing(action, requester, context)));
        missing.removeIf(key -> !ConditionKeys.isOfRequest(key, false));
    }

    private UnaryOperator<String> shown() {
        return principals::shown;
    }

    /// The trust policy decides these actions too, and a simulation does not ask it.
    private static void requireNoTrust(Action action) {
        boolean trusting = action.service().equals("sts")
                && Set.of("AssumeRole", "TagSession", "SetSourceIdentity").contains(action.name());
        if (trusting) {
            throw INVALID_INPUT.because(action + " is decided by the role's trust policy too, which is not simulated.");
        }
    }

    private static void requireFactsOfRequest(Question question) {
        boolean onKey = question.resource() instanceof Question.Resource.OfKey;
        for (String key : question.facts().keySet()) {
            if (ConditionKeys.isOfEncryptionContext(key)) {
                throw INVALID_INPUT.because("The value of " + key + " follows from the encryption context.");
            }
            if (ConditionKeys.sameName(key, "aws:RequestedRegion")) {
                throw INVALID_INPUT.because(
                        "The value of " + key + " is the Region that the request goes to: give it with --region.");
            }
            if (!ConditionKeys.isOfRequest(key, onKey)) {
                throw INVALID_INPUT.because("The value of " + key + " is not the request's to decide: it follows from"
                        + " the principal and the resource.");
            }
        }
    }
}
