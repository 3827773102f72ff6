package dev.trent.policy;

import dev.trent.aws.Fold;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for a document beyond the types of its members. They are checked in AWS's order and refused in
/// AWS's words.
///
/// Source: recordings of AWS IAM's answers to invalid documents; for key policies the KMS Developer Guide.
final class Grammar {
    static final String NO_JSON = "This policy contains invalid Json";
    static final String SYNTAX = "Syntax errors in policy.";
    static final String LEGACY = "The policy failed legacy parsing";

    private static final Set<String> TRUST_ACTIONS = Set.of(
            "sts:assumerole",
            "sts:assumerolewithsaml",
            "sts:assumerolewithwebidentity",
            "sts:tagsession",
            "sts:setcontext",
            "sts:setsourceidentity",
            "sts:decodeauthorizationmessage",
            "sts:getaccesskeyinfo",
            "sts:getcalleridentity",
            "sts:getfederationtoken",
            "sts:getservicebearertoken",
            "sts:getsessiontoken");

    private final Kind kind;
    private final boolean stored;
    private final List<Document.Written> statements;

    // The place of the current statement in the policy.
    private int at;

    private Grammar(Kind kind, boolean stored, List<Document.Written> statements) {
        this.kind = kind;
        this.stored = stored;
        this.statements = statements;
    }

    /// Refuses a document that breaks a rule of its kind.
    ///
    /// @param stored whether the document was checked before it was stored; then the rules that AWS added later
    ///     are skipped
    static void check(Document document, Kind kind, boolean stored) {
        if (kind.needsCurrentVersion() && !document.knowsVariables()) {
            throw new PolicyException("Policy document must be version 2012-10-17 or greater.");
        }
        Grammar grammar = new Grammar(kind, stored, document.statements());
        grammar.checkBinaries();
        grammar.checkEffectsAndValues();
        PolicyException badResource = grammar.firstBadResource();
        grammar.checkSids();
        grammar.checkActionsExist();
        if (badResource != null) {
            throw badResource;
        }
        grammar.checkActionNames();
        grammar.checkResourcesExist();
        grammar.checkTrustActions();
        grammar.checkPrincipals();
        grammar.checkSetOperators();
    }

    private void checkBinaries() {
        for (at = 0; at < statements.size(); at++) {
            Document.Written statement = statements.get(at);
            for (Document.Wanted condition : statement.conditions()) {
                ConditionOperator operator = ConditionOperator.parse(condition.operator());
                if (operator != null && operator.family() == Family.BINARY) {
                    condition
                            .values()
                            .forEach(value -> requireNew(Family.bytes(value) != null, SYNTAX, wrong(condition, value)));
                }
            }
        }
    }

    private void checkEffectsAndValues() {
        for (at = 0; at < statements.size(); at++) {
            Document.Written statement = statements.get(at);
            require(statement.effect().equals("Allow") || statement.effect().equals("Deny"), LEGACY);
            for (Document.Wanted condition : statement.conditions()) {
                ConditionOperator operator = ConditionOperator.parse(condition.operator());
                if (operator != null && (!stored || operator.family() == Family.DATE)) {
                    condition
                            .values()
                            .forEach(value -> require(operator.family().reads(value), LEGACY, wrong(condition, value)));
                }
            }
        }
    }

    /// Returns the complaint about the first resource with a wrong form. Legacy parsing may fail for resources
    /// before it.
    private @Nullable PolicyException firstBadResource() {
        for (at = 0; at < statements.size(); at++) {
            Document.Written statement = statements.get(at);
            Document.Listed resources = statement.resources();
            for (String resource : resources == null ? List.<String>of() : resources.values()) {
                String complaint = ResourceFormat.complaint(resource);
                if (complaint != null) {
                    return refused(complaint, "resource \"" + resource + "\"");
                }
                require(!ResourceFormat.failsLegacyParsing(resource), LEGACY, "resource \"" + resource + "\"");
            }
        }
        return null;
    }

    private void checkSids() {
        Set<String> seen = new HashSet<>();
        for (at = 0; at < statements.size(); at++) {
            Document.Written statement = statements.get(at);
            String sid = statement.sid();
            if (sid != null && !sid.isEmpty()) {
                require(seen.add(sid), "Statement IDs (SID) in a single policy must be unique.");
                require(
                        kind == Kind.KEY_POLICY || sid.chars().allMatch(Grammar::isLetterOrDigit),
                        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular"
                                + " expression [0-9A-Za-z]*");
            }
        }
    }

    private void checkActionsExist() {
        for (at = 0; at < statements.size(); at++) {
            Document.Written statement = statements.get(at);
            if (kind == Kind.KEY_POLICY) {
                requireNew(exists(statement.actions()), "Missing required field Action");
            } else {
                require(exists(statement.actions()), "Policy statement must contain actions.");
            }
        }
    }

    private void checkActionNames() {
        for (at = 0; at < statements.size(); at++) {
            checkActionNames(statements.get(at).actions());
        }
    }

    private void checkActionNames(Document.@Nullable Listed actions) {
        for (String action : actions == null ? List.<String>of() : actions.values()) {
            int colon = action.indexOf(':');
            require(
                    colon >= 0 || action.equals("*"),
                    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
            require(colon == action.lastIndexOf(':'), "Actions/Condition can contain only one colon.");
            String vendor = colon < 0 ? action : action.substring(0, colon);
            requireNew(
                    colon < 0 || (vendor.indexOf('*') < 0 && vendor.indexOf('?') < 0),
                    "Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.");
            boolean valid =
                    vendor.equals("*") || vendor.chars().allMatch(c -> isLetterOrDigit(c) || c == '-' || c == '.');
            require(valid, "Vendor " + vendor + " is not valid");
        }
    }

    private void checkResourcesExist() {
        for (at = 0; at < statements.size(); at++) {
            Document.Written statement = statements.get(at);
            if (kind == Kind.TRUST) {
                require(statement.resources() == null, "Has prohibited field Resource.");
            } else if (kind == Kind.KEY_POLICY) {
                requireNew(exists(statement.resources()), "Missing required field Resource");
            } else {
                require(exists(statement.resources()), "Policy statement must contain resources.");
            }
        }
    }

    private void checkTrustActions() {
        for (at = 0; at < statements.size(); at++) {
            Document.Written statement = statements.get(at);
            Document.Listed actions = statement.actions();
            if (kind == Kind.TRUST && actions != null) {
                boolean trusted = !actions.negated()
                        && actions.values().stream().map(Fold::fold).allMatch(TRUST_ACTIONS::contains);
                require(trusted, "AssumeRole policy may only specify STS AssumeRole actions.");
            }
        }
    }

    private void checkPrincipals() {
        for (at = 0; at < statements.size(); at++) {
            Document.Written statement = statements.get(at);
            Document.Named named = statement.principals();
            if (!kind.namesPrincipals()) {
                require(named == null, "Policy document should not specify a principal.");
                continue;
            }
            require(
                    named != null && !named.principals().isEmpty(),
                    kind == Kind.TRUST
                            ? "Missing required field Principal"
                            : "Policy contains a statement with no principal.");
            requireNew(
                    kind != Kind.TRUST || named == null || !named.text(),
                    "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\"");
            for (Principal principal : named == null ? List.<Principal>of() : named.principals()) {
                checkPrincipal(principal);
            }
        }
    }

    private void checkPrincipal(Principal principal) {
        boolean meaningful = kind == Kind.TRUST
                || principal.type() == Principal.Type.AWS
                || principal.type() == Principal.Type.SERVICE;
        boolean known = stored || principal.type() != Principal.Type.SERVICE || principal.isServiceOfAws();
        if (!meaningful || !known || !principal.isWellFormed()) {
            throw refused(
                    kind == Kind.TRUST
                            ? "Invalid principal in policy: \""
                                    + principal.type().inRefusals() + "\":\"" + principal.value() + "\""
                            : "Policy contains a statement with one or more invalid principals.",
                    "principal \"" + principal.value() + "\"");
        }
    }

    /// Refuses `ForAllValues` on a key with one value, as KMS does: an absent key would satisfy it.
    private void checkSetOperators() {
        for (at = 0; at < statements.size(); at++) {
            Document.Written statement = statements.get(at);
            for (Document.Wanted condition : statement.conditions()) {
                ConditionOperator operator = ConditionOperator.parse(condition.operator());
                String key = Fold.fold(condition.key());
                boolean single = key.startsWith("kms:encryptioncontext:") || key.startsWith("aws:requesttag/");
                require(
                        kind != Kind.KEY_POLICY
                                || !single
                                || operator == null
                                || operator.scope() != ConditionOperator.Scope.ALL,
                        "OverlyPermissiveCondition: Using the ForAllValues set operator with a single-valued condition"
                                + " key matches requests without the specified [encryption context or tag] or with an"
                                + " unspecified [encryption context or tag]. To fix, remove ForAllValues.");
            }
        }
    }

    private static boolean exists(Document.@Nullable Listed listed) {
        return listed != null && !listed.values().isEmpty();
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static String wrong(Document.Wanted condition, String value) {
        return "condition " + condition.operator() + " on \"" + condition.key() + "\", value \"" + value + "\"";
    }

    private void requireNew(boolean condition, String complaint) {
        require(stored || condition, complaint);
    }

    private void requireNew(boolean condition, String complaint, String culprit) {
        require(stored || condition, complaint, culprit);
    }

    private void require(boolean condition, String complaint) {
        if (!condition) {
            throw refused(complaint, null);
        }
    }

    private void require(boolean condition, String complaint, String culprit) {
        if (!condition) {
            throw refused(complaint, culprit);
        }
    }

    /// Returns a refusal that names the current statement.
    private PolicyException refused(String complaint, @Nullable String culprit) {
        return new PolicyException(complaint, culprit).in(at, statements.get(at).sid());
    }
}
