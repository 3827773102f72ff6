package dev.trent.identity;

import dev.trent.aws.AccountNumber;
import dev.trent.aws.Arn;
import dev.trent.policy.Policy;
import dev.trent.policy.Principal;
import dev.trent.store.Tx;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replaces the principals in policies and grants by unique ids when they are stored, and by names when they
/// are shown.
///
/// So a right stays with a renamed user, and another user who gets the name later does not get the right. The
/// session of a role is the role's unique id, a colon and the session's name, as `aws:userid` has it. Accounts
/// and federated users keep their ARNs: an account's number is never used again, and the account decides at any
/// time who may take the name of a federated user.
///
/// Source: AWS KMS Developer Guide, "Key policies"; IAM User Guide, "AWS JSON policy elements: Principal" and
/// "IAM identifiers".
public final class PrincipalNames {
    private static final String ROLE_ID = EntityKind.ROLE.prefix();
    private static final String SESSION = "assumed-role/";

    /// No role has this id: the digit 0 is not in the alphabet of ids.
    private static final String NO_ROLE = ROLE_ID + "0".repeat(17);

    private final AccountStore store;
    private final boolean everyAccountExists;

    /// @param everyAccountExists whether twelve digits are an account even if none was made, as in
    ///     development
    PrincipalNames(AccountStore store, boolean everyAccountExists) {
        this.store = store;
        this.everyAccountExists = everyAccountExists;
    }

    /// Returns a policy's document with unique ids in place of the ARNs of users and roles.
    ///
    /// @throws UnknownPrincipalException if a user, a role, the role of a session or an account does not
    /// exist
    public String bind(Policy policy) throws UnknownPrincipalException {
        Map<String, String> bound = new HashMap<>();
        for (Principal principal : policy.principals()) {
            String value = principal.value();
            if (!isBindable(principal) || bound.containsKey(value)) {
                continue;
            }
            String id = bind(value);
            if (id == null) {
                throw new UnknownPrincipalException(value);
            }
            bound.put(value, id);
        }
        return replaced(policy, bound);
    }

    /// Returns a stored policy's document with the ARNs that its users, roles and sessions have now; who is
    /// deleted stays an id.
    public String render(Policy stored) {
        Map<String, String> rendered = new HashMap<>();
        for (Principal principal : stored.principals()) {
            if (principal.isUniqueId()) {
                rendered.computeIfAbsent(principal.value(), this::render);
            }
        }
        return replaced(stored, rendered);
    }

    /// Returns the stored form of a principal. It is the unique id of a user, a role or a role's session, or
    /// the ARN of an account's root user or a federated user. Null if the principal does not exist or cannot be
    /// a principal.
    ///
    /// @param principal an ARN, the twelve digits of an account, or a unique id
    public @Nullable String bind(String principal) {
        return store.read(tx -> bind(tx, principal));
    }

    /// Returns the shown form of a stored principal. A unique id becomes the ARN that it has now, or stays as
    /// it is if the user or role is deleted. An ARN stays as it is.
    public String render(String stored) {
        if (stored.startsWith("arn:")) {
            return stored;
        }
        int colon = stored.indexOf(':');
        String id = colon < 0 ? stored : stored.substring(0, colon);
        Entity entity = store.read(tx -> EntityRows.find(tx, id));
        if (entity == null) {
            return stored;
        }
        return colon < 0 ? entity.arn().toString() : session(entity, stored.substring(colon + 1));
    }

    private static String session(Entity role, String name) {
        String resource = SESSION + role.name() + "/" + name;
        return role.partition().global("sts", role.account(), resource).toString();
    }

    /// Returns the present stored form of an old document. Old documents have the ARNs of sessions;
    /// [#bind(Policy)] now stores unique ids.
    ///
    /// A session of a role that does not exist becomes a session of a role that can never exist.
    public String rebind(Policy stored) {
        Map<String, String> rebound = new HashMap<>();
        for (Principal principal : stored.principals()) {
            if (isBindable(principal)) {
                rebound.computeIfAbsent(principal.value(), this::rebind);
            }
        }
        return replaced(stored, rebound);
    }

    /// As [#rebind(Policy)], of one principal.
    public String rebind(String stored) {
        Arn arn = Arn.parse(stored).orElse(null);
        if (arn == null || !arn.service().equals("sts") || !arn.resource().startsWith(SESSION)) {
            return stored;
        }
        String bound = bind(stored);
        return bound != null
                ? bound
                : NO_ROLE + ":" + arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
    }

    private static boolean isBindable(Principal principal) {
        return principal.type() == Principal.Type.AWS && !principal.isEveryone();
    }

    private static String replaced(Policy policy, Map<String, String> values) {
        return policy.textWithPrincipals(principal -> principal.type() == Principal.Type.AWS
                ? values.getOrDefault(principal.value(), principal.value())
                : principal.value());
    }

    private @Nullable String bind(Tx tx, String principal) {
        if (AccountNumber.is(principal)) {
            return exists(tx, principal) ? tx.partition().root(principal).toString() : null;
        }
        Arn arn = Arn.parse(principal).orElse(null);
        if (arn == null) {
            return isLive(tx, principal) ? principal : null;
        }
        if (!tx.partition().has(arn) || !arn.region().isEmpty() || !AccountNumber.is(arn.account())) {
            return null;
        }
        return switch (arn.service()) {
            case "iam" -> bindIam(tx, arn);
            case "sts" -> bindSession(tx, arn);
            default -> null;
        };
    }

    private @Nullable String bindIam(Tx tx, Arn arn) {
        if (arn.resource().equals("root")) {
            return exists(tx, arn.account()) ? arn.toString() : null;
        }
        Entity entity = EntityRows.findExactly(tx, arn.account(), arn.resource());
        return entity != null && canAct(entity) ? entity.uniqueId() : null;
    }

    private @Nullable String bindSession(Tx tx, Arn arn) {
        String[] parts = arn.resource().split("/", -1);
        if (parts.length == 3 && arn.resource().startsWith(SESSION) && !parts[2].isEmpty()) {
            Entity role = EntityRows.find(tx, EntityKind.ROLE, arn.account(), parts[1]);
            return role != null && role.name().equals(parts[1]) ? role.uniqueId() + ":" + parts[2] : null;
        }
        boolean federated = parts.length == 2
                && parts[0].equals("federated-user")
                && !parts[1].isEmpty()
                && exists(tx, arn.account());
        return federated ? arn.toString() : null;
    }

    private static boolean isLive(Tx tx, String id) {
        int colon = id.indexOf(':');
        if (colon >= 0) {
            boolean session = id.startsWith(ROLE_ID) && colon < id.length() - 1;
            return session && EntityRows.find(tx, id.substring(0, colon)) != null;
        }
        Entity entity = EntityRows.find(tx, id);
        return entity != null && canAct(entity);
    }

    private static boolean canAct(Entity entity) {
        return entity.kind() == EntityKind.USER || entity.kind() == EntityKind.ROLE;
    }

    private boolean exists(Tx tx, String account) {
        return everyAccountExists || Accounts.exists(tx, account);
    }
}
