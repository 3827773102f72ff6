package dev.trent.kms;

import static dev.trent.aws.AwsError.INVALID_ARN;
import static dev.trent.aws.AwsError.INVALID_GRANT_ID;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantConstraint;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.Key;
import dev.trent.keys.KeySpec;
import dev.trent.policy.RequestContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for grants beyond the shapes of requests, and the condition keys about grants.
///
/// Source: AWS KMS Developer Guide, "Grants in AWS KMS".
final class GrantRules {
    private static final int GRANT_ID_DIGITS = 64;
    /// The endings of service names in the partitions.
    private static final List<String> SERVICES = List.of(".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu");

    private GrantRules() {}

    /// Returns the operations of a request, each once.
    ///
    /// Errors: ValidationException for none, or for CreateGrant alone.
    static Set<GrantOperation> operations(List<GrantOperation> written) {
        if (written.isEmpty()) {
            throw VALIDATION.because("A grant must allow at least one operation.");
        }
        Set<GrantOperation> operations = EnumSet.copyOf(written);
        if (operations.equals(EnumSet.of(GrantOperation.CreateGrant))) {
            throw VALIDATION.because("Grants must not contain only the CreateGrant operation.");
        }
        return operations;
    }

    /// Refuses operations and constraints that do not fit the key.
    ///
    /// Errors: ValidationException.
    static void checkFor(Key key, Set<GrantOperation> operations, @Nullable GrantConstraint constraint) {
        Set<GrantOperation> possible = GrantOperation.of(key);
        for (GrantOperation operation : operations) {
            if (!possible.contains(operation)) {
                throw VALIDATION.because("The operation " + operation + " is not valid for a " + key.spec()
                        + " key with key usage " + key.usage() + ".");
            }
        }
        if (constraint != null && key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw VALIDATION.because("A grant constraint is valid for symmetric encryption keys only, not for a "
                    + key.spec() + " key.");
        }
    }

    /// Returns the principal in one of two members of a request, or null if both are absent.
    ///
    /// Errors: ValidationException for both; InvalidArnException for what is no principal, or none that
    /// exists.
    ///
    /// @param member the name of the first member, for the refusal
    static @Nullable String bind(
            PrincipalNames names, String member, @Nullable String principal, @Nullable String service) {
        if (principal != null && service != null) {
            throw VALIDATION.because(member + "Principal and " + member + "ServicePrincipal exclude each other.");
        }
        if (principal != null) {
            return bind(names, principal);
        }
        if (service != null && !isService(service)) {
            throw INVALID_ARN.because("The service principal is not valid: " + service);
        }
        return service;
    }

    /// Returns whether a stored principal is a service, such as `rds.eu-central-1.amazonaws.com`.
    static boolean isService(String stored) {
        return SERVICES.stream().anyMatch(domain -> stored.endsWith(domain) && stored.length() > domain.length())
                && stored.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.');
    }

    /// Returns the stored form of a grant's principal.
    ///
    /// Errors: InvalidArnException for what is no principal, or none that exists.
    static String bind(PrincipalNames names, String principal) {
        String bound = names.bind(principal);
        if (bound == null) {
            throw INVALID_ARN.because("ARN does not refer to a valid principal: " + principal);
        }
        return bound;
    }

    /// Refuses a text that cannot be the id of a grant.
    ///
    /// Errors: InvalidGrantIdException.
    static String checkId(String grantId) {
        boolean digits = grantId.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        if (grantId.length() != GRANT_ID_DIGITS || !digits) {
            throw INVALID_GRANT_ID.because("Invalid grant ID '" + grantId + "'");
        }
        return grantId;
    }

    /// Adds the condition key that all requests about grants have: no service makes them for a user.
    static void addTo(RequestContext facts) {
        facts.add("kms:GrantIsForAWSResource", "false");
    }

    /// Adds the condition key for the type of a constraint, if there is one.
    static void addTo(RequestContext facts, @Nullable GrantConstraint constraint) {
        if (constraint != null) {
            facts.add("kms:GrantConstraintType", constraint.type().name());
        }
    }

    /// Adds the condition keys of an existing grant.
    static void addTo(RequestContext facts, Grant grant) {
        addTo(facts, grant.constraint());
    }
}
