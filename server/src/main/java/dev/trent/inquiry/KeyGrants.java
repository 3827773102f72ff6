package dev.trent.inquiry;

import dev.trent.call.Page;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.Grants;
import dev.trent.keys.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The grants of one key, read once, by whom they are given to and by who may end them.
final class KeyGrants {
    private static final int PAGE = 1_000;

    private final Map<String, List<Grant>> given = new HashMap<>();
    // One is enough to say that a principal can retire a grant.
    private final Map<String, Grant> retirable = new HashMap<>();

    static KeyGrants read(Grants grants, Key key) {
        KeyGrants all = new KeyGrants();
        String after = null;
        do {
            Page<Grant> page = grants.list(key, null, after, PAGE);
            page.items().forEach(all::add);
            after = page.next();
        } while (after != null);
        return all;
    }

    private void add(Grant grant) {
        given.computeIfAbsent(grant.grantee(), _ -> new ArrayList<>()).add(grant);
        for (String principal : grant.retirers()) {
            retirable.putIfAbsent(principal, grant);
        }
    }

    /// Returns all principals named, as they are stored.
    Set<String> principals() {
        Set<String> principals = new TreeSet<>(given.keySet());
        principals.addAll(retirable.keySet());
        return principals;
    }

    /// Returns who gets a grant of an operation, whatever its constraint, one without constraint first.
    Function<String, @Nullable Grant> whateverContext(@Nullable GrantOperation operation) {
        return principal -> {
            List<Grant> all = of(principal, operation);
            for (Grant grant : all) {
                if (!isConstrained(grant, operation)) {
                    return grant;
                }
            }
            return all.isEmpty() ? null : all.getFirst();
        };
    }

    /// Returns who gets a grant of an operation that no encryption context is needed for.
    Function<String, @Nullable Grant> withoutContext(@Nullable GrantOperation operation) {
        return principal -> {
            for (Grant grant : of(principal, operation)) {
                if (!isConstrained(grant, operation)) {
                    return grant;
                }
            }
            return null;
        };
    }

    /// Returns who can retire which grant.
    Function<String, @Nullable Grant> retirable() {
        return retirable::get;
    }

    /// Returns a principal's grants of an operation that depend on the encryption context.
    List<Grant> constrained(String principal, @Nullable GrantOperation operation) {
        return of(principal, operation).stream()
                .filter(grant -> isConstrained(grant, operation))
                .toList();
    }

    private List<Grant> of(String principal, @Nullable GrantOperation operation) {
        return given.getOrDefault(principal, List.of()).stream()
                .filter(grant -> operation != null && grant.operations().contains(operation))
                .toList();
    }

    private static boolean isConstrained(Grant grant, @Nullable GrantOperation operation) {
        return grant.constraint() != null && operation != null && operation.hasContext();
    }
}
