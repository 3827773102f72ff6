package dev.trent.inquiry;

import dev.trent.access.Access;
import dev.trent.access.Callers;
import dev.trent.access.Cases;
import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Fold;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.Identity;
import dev.trent.keys.Grants;
import dev.trent.keys.Key;
import dev.trent.keys.KmsAction;
import dev.trent.policy.Effect;
import dev.trent.policy.Principal;
import dev.trent.policy.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds every principal that can use a key: root users, users, roles, and the sessions that the key policy or
/// a grant names.
///
/// The principals are read from the database, page by page. [KeyRights] tells what each can do, with the code
/// that decides requests. An account is looked through if it is the key's, if the key policy or a grant names
/// it or one of its own, or if the key policy has a statement for everyone.
public final class WhoCan {
    private static final int PAGE = 100;

    private final Cases cases;
    private final Callers callers;
    private final Grants grants;
    private final Directory directory;
    private final PresumedCallers principals;

    /// A principal and what it can do.
    ///
    /// @param principal its ARN
    /// @param rights never empty
    public record User(String principal, List<Right> rights) {}

    /// Actions that a principal can do for the same reasons.
    ///
    /// @param actions at least one
    /// @param by what allows them, a policy with its statement or a grant each
    /// @param conditions the conditions on values that a request decides; empty if it depends on none
    public record Right(List<String> actions, List<String> by, List<String> conditions) {}

    /// Makes the finder.
    public WhoCan(Access access, Callers callers, Grants grants, Directory directory) {
        this.cases = access.cases();
        this.callers = callers;
        this.grants = grants;
        this.directory = directory;
        this.principals = new PresumedCallers(directory);
    }

    /// Returns the actions that can be asked about for a key.
    public static List<Action> actions(Key key) {
        return KmsAction.on(key).stream().map(KmsAction::action).toList();
    }

    /// Returns in words the statements of the key policy that let whole accounts or everyone in. [#find] tells
    /// what such a statement gives to one principal.
    public List<String> admitted(Key key) {
        List<String> admitted = new ArrayList<>();
        for (Statement statement : cases.keyPolicy(key).statements()) {
            for (String principal : statement.principals()) {
                boolean account = principal.endsWith(":root") || !principal.contains(":");
                if (statement.effect() == Effect.ALLOW && (principal.equals("*") || (account && !isId(principal)))) {
                    String who = principal.equals("*") ? "everyone" : "account " + digits(principal);
                    admitted.add(who + ": " + DecisionWords.keyStatement(statement));
                }
            }
        }
        return admitted;
    }

    private static boolean isId(String principal) {
        return principal.startsWith("AIDA") || principal.startsWith("AROA");
    }

    private static String digits(String account) {
        return Arn.parse(account).map(Arn::account).orElse(account);
    }

    /// Finds who can do something with a key, in the order of the accounts, and within one: root user, users,
    /// roles; sessions come last.
    ///
    /// @param after the principal behind which to begin; empty for the beginning
    /// @param found is told of each; it returns whether to go on
    public void find(Key key, List<Action> actions, String after, Instant now, Predicate<User> found) {
        List<KmsAction> rows = KmsAction.on(key).stream()
                .filter(row -> actions.contains(row.action()))
                .toList();
        KeyRights rights = new KeyRights(cases, callers, principals, KeyGrants.read(grants, key), key, rows, now);
        TreeSet<String> accounts = new TreeSet<>();
        TreeSet<String> sessions = new TreeSet<>();
        accounts.add(key.account());
        named(key, rights, accounts, sessions);
        Place place = Place.of(after);
        for (String account : accounts.tailSet(place.account)) {
            Place within = account.equals(place.account) ? place : new Place(account, 0, "");
            if (!inAccount(account, within, rights, found)) {
                return;
            }
        }
        for (String session : sessions.tailSet(place.session(), false)) {
            User user = ofSession(session, rights);
            if (user != null && !found.test(user)) {
                return;
            }
        }
    }

    /// Where a search goes on: the root user is stage 0, users 1, roles 2, sessions 3.
    private record Place(String account, int stage, String name) {
        static Place of(String after) {
            Arn arn = Arn.parse(after).orElse(null);
            if (arn == null) {
                return new Place("", 0, "");
            }
            if (arn.service().equals("sts")) {
                return new Place("~", 3, after);
            }
            String name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
            boolean root = arn.resource().equals("root");
            int stage = arn.resource().startsWith("role/") ? 2 : 1;
            return new Place(arn.account(), stage, root ? "" : Fold.fold(name));
        }

        String session() {
            return stage == 3 ? name : "";
        }
    }

    private boolean inAccount(String account, Place from, KeyRights rights, Predicate<User> found) {
        if (from.stage == 0) {
            User root = rights.of(
                    principals.caller(
                            directory.identities().partition().root(account).toString(), rights.now()),
                    false);
            if (root != null && !found.test(root)) {
                return false;
            }
        }
        String firstUser = from.stage == 1 ? from.name : "";
        boolean goOn = from.stage > 1 || each(EntityKind.USER, account, firstUser, rights, found);
        String firstRole = from.stage == 2 ? from.name : "";
        return goOn && each(EntityKind.ROLE, account, firstRole, rights, found);
    }

    private boolean each(EntityKind kind, String account, String after, KeyRights rights, Predicate<User> found) {
        String last = after;
        List<Entity> page;
        do {
            page = directory.entities().list(kind, account, "/", last, PAGE);
            for (Entity entity : page) {
                last = Fold.fold(entity.name());
                Identity identity = directory.identities().find(entity.uniqueId());
                // One that was deleted meanwhile can do nothing.
                User user = identity == null ? null : rights.of(identity);
                if (user != null && !found.test(user)) {
                    return false;
                }
            }
        } while (page.size() == PAGE);
        return true;
    }

    private @Nullable User ofSession(String session, KeyRights rights) {
        try {
            return rights.of(principals.caller(session, rights.now()), false);
        } catch (AwsException _) {
            // Its role is gone, and so is the session.
            return null;
        }
    }

    /// Gathers the accounts and sessions that the key policy and the grants name.
    private void named(Key key, KeyRights rights, Set<String> accounts, Set<String> sessions) {
        for (Principal principal : cases.keyPolicy(key).principals()) {
            if (principal.type() == Principal.Type.AWS) {
                if (principal.isEveryone()) {
                    accounts.addAll(directory.accounts().list());
                }
                String account = principal.account();
                named(
                        account == null
                                ? principal.value()
                                : key.arn().rootOf(account).toString(),
                        accounts,
                        sessions);
            }
        }
        if (cases.keyPolicy(key).hasNotPrincipal()) {
            accounts.addAll(directory.accounts().list());
        }
        rights.grants().principals().forEach(stored -> named(stored, accounts, sessions));
    }

    private void named(String stored, Set<String> accounts, Set<String> sessions) {
        Arn arn = Arn.parse(principals.shown(stored)).orElse(null);
        if (arn == null) {
            return;
        }
        accounts.add(arn.account());
        if (arn.service().equals("sts")) {
            sessions.add(arn.toString());
        }
    }
}
