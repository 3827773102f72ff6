package dev.trent.policy;

import dev.trent.aws.Arn;
import dev.trent.aws.Footprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The principal element of a statement, compiled.
///
/// A `NotPrincipal` is checked level by level: the account, the role (or the user of a federated session), the
/// session itself. A Deny spares a requester only if the list has it at every level and it has no permissions
/// boundary. An Allow applies to a requester only if the list has it at no level.
///
/// Source: IAM User Guide, "AWS JSON policy elements: Principal" and "NotPrincipal".
final class Principals implements Clause {
    /// The clause of a policy without principals. Such a policy is attached to one principal and applies to it.
    static final Principals UNSTATED = new Principals(null, Effect.ALLOW);

    private static final int ACCOUNT_BYTES = 192;
    private static final int SETS_BYTES = 3 * (64 + 80);

    private final @Nullable List<String> wanted;
    private final boolean negated;
    private final Effect effect;
    private final boolean everyone;
    // The first parts of the ARNs of the account's principals. Empty for an account that is written as digits:
    // this means the account in any partition.
    private final Map<String, List<String>> accounts = new HashMap<>();
    // ARNs and unique ids. Their forms are different, so one set is enough.
    private final Set<String> names = new HashSet<>();
    private final Set<String> services = new HashSet<>();

    private Principals(Document.@Nullable Named named, Effect effect) {
        this.wanted = named == null
                ? null
                : named.principals().stream().map(Principal::value).toList();
        this.negated = named != null && named.negated();
        this.effect = effect;
        boolean sawEveryone = false;
        for (Principal principal : named == null ? List.<Principal>of() : named.principals()) {
            sawEveryone |= principal.isEveryone();
            add(principal);
        }
        this.everyone = sawEveryone;
    }

    static Principals compile(Document.@Nullable Named named, Effect effect) {
        return named == null ? UNSTATED : new Principals(named, effect);
    }

    private void add(Principal principal) {
        switch (principal.type()) {
            case AWS -> {
                String account = principal.account();
                if (account == null) {
                    names.add(principal.value());
                } else {
                    accounts.computeIfAbsent(account, _ -> new ArrayList<>(1)).add(partition(principal));
                }
            }
            case SERVICE -> services.add(principal.value());
            // No requester is an identity provider or a canonical user.
            case FEDERATED, CANONICAL_USER -> {}
        }
    }

    /// Returns the first part of the ARNs in an account's partition.
    private static String partition(Principal account) {
        Arn arn = Arn.parse(account.value()).orElse(null);
        return arn == null ? "" : "arn:" + arn.partition() + ":";
    }

    private boolean listsAccount(Requester requester) {
        List<String> partitions = accounts.get(requester.account());
        if (partitions == null) {
            return false;
        }
        for (String partition : partitions) {
            if (requester.arn().startsWith(partition)) {
                return true;
            }
        }
        return false;
    }

    /// Returns the strongest way in which this clause names a requester.
    Naming naming(Requester requester) {
        if (wanted == null) {
            return Naming.SELF;
        }
        if (negated) {
            return isExcepted(requester) ? Naming.NOBODY : Naming.EVERYONE;
        }
        return everyone ? Naming.EVERYONE : listed(requester);
    }

    private Naming listed(Requester requester) {
        if (listsSelf(requester)) {
            return Naming.SELF;
        }
        if (listsIssuer(requester)) {
            return Naming.ISSUER;
        }
        return listsAccount(requester) ? Naming.ACCOUNT : Naming.NOBODY;
    }

    /// Returns whether a `NotPrincipal` excludes a requester from the statement.
    private boolean isExcepted(Requester requester) {
        if (effect == Effect.ALLOW) {
            return everyone || listed(requester) != Naming.NOBODY;
        }
        if (requester.bounded()) {
            return false;
        }
        return everyone || (listsSelf(requester) && listsIssuerIfAny(requester) && listsAccountIfAny(requester));
    }

    private boolean listsIssuerIfAny(Requester requester) {
        boolean none = requester.issuerArn() == null && requester.issuerId() == null;
        return none || listsIssuer(requester);
    }

    private boolean listsAccountIfAny(Requester requester) {
        return requester.account().isEmpty() || listsAccount(requester);
    }

    private boolean listsSelf(Requester requester) {
        return switch (requester.type()) {
            case SERVICE -> services.contains(requester.arn());
            // The ARN of the root user stands for the account. In a policy, it delegates to the account.
            case ROOT -> negated && listsAccount(requester);
            case USER, ASSUMED_ROLE, FEDERATED_USER ->
                names.contains(requester.arn()) || names.contains(requester.uniqueId());
        };
    }

    private boolean listsIssuer(Requester requester) {
        String arn = requester.issuerArn();
        String id = requester.issuerId();
        return (arn != null && names.contains(arn)) || (id != null && names.contains(id));
    }

    /// Returns the principals as written; empty if the policy has none.
    List<String> wanted() {
        return wanted == null ? List.of() : wanted;
    }

    boolean isNegated() {
        return negated;
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        if (this == UNSTATED) {
            return 0;
        }
        long entry = Footprint.object(5) + Footprint.array(4, Integer.BYTES);
        long ofAccounts = accounts.values().stream().mapToLong(List::size).sum();
        // The texts of accounts are parts of ARNs. Each has a list for its partition.
        return Footprint.object(7)
                + SETS_BYTES
                + Footprint.texts(wanted())
                + (names.size() + services.size()) * entry
                + ofAccounts * (entry + ACCOUNT_BYTES);
    }
}
