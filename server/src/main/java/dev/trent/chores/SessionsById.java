package dev.trent.chores;

import dev.trent.identity.PrincipalNames;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives sessions that are stored by their ARNs the form that has the unique id of their role: once, before the
/// first request, in a database that an older Trent has written.
///
/// Nobody knows any more which role of a name was meant; the one that has the name now is. A session of a role
/// that does not exist matches nobody from now on.
public final class SessionsById {
    private static final Logger LOG = LoggerFactory.getLogger(SessionsById.class);
    private static final String NAME = "sessions-by-id";
    private static final String WORD = "assumed-role";
    private static final int PAGE = 500;

    private final Store store;
    private final PrincipalNames names;

    private record Document(String region, String id, String text) {}

    private record GrantPrincipals(
            String region,
            String keyId,
            String grantId,
            String grantee,
            @Nullable String retiring) {}

    /// Makes the converter.
    public SessionsById(Store store, PrincipalNames names) {
        this.store = store;
        this.names = names;
    }

    /// Converts what is left to convert; where this was done before, it costs one query.
    public void convert() {
        boolean done =
                store.read(tx -> tx.first("SELECT name FROM conversion WHERE name = ?", row -> row.text("name"), NAME))
                        == null;
        if (done) {
            return;
        }
        int changed = keyPolicies() + trustPolicies() + grants();
        store.write(tx -> tx.run("DELETE FROM conversion WHERE name = ?", NAME));
        if (changed > 0) {
            LOG.info("{} policies and grants name sessions by the unique ids of their roles now.", changed);
        }
    }

    private int keyPolicies() {
        int changed = 0;
        Document last = new Document("", "", "");
        List<Document> page;
        do {
            Document after = last;
            page = store.read(tx -> tx.list(
                    "SELECT region, key_id, policy FROM kms_key WHERE (region > ? OR (region = ? AND key_id > ?))"
                            + " AND " + mayName("policy") + " ORDER BY region, key_id LIMIT ?",
                    row -> new Document(row.text("region"), row.text("key_id"), row.text("policy")),
                    after.region,
                    after.region,
                    after.id,
                    WORD,
                    PAGE));
            for (Document key : page) {
                changed +=
                        replace(key, Kind.KEY_POLICY, "UPDATE kms_key SET policy = ? WHERE region = ? AND key_id = ?");
                last = key;
            }
        } while (page.size() == PAGE);
        return changed;
    }

    private int trustPolicies() {
        int changed = 0;
        String last = "";
        List<Document> page;
        do {
            String after = last;
            page = store.read(tx -> tx.list(
                    "SELECT role_id, trust_policy FROM iam_role WHERE role_id > ? AND " + mayName("trust_policy")
                            + " ORDER BY role_id LIMIT ?",
                    row -> new Document("", row.text("role_id"), row.text("trust_policy")),
                    after,
                    WORD,
                    PAGE));
            for (Document role : page) {
                changed +=
                        replace(role, Kind.TRUST, "UPDATE iam_role SET trust_policy = ? WHERE ? = '' AND role_id = ?");
                last = role.id;
            }
        } while (page.size() == PAGE);
        return changed;
    }

    private int replace(Document stored, Kind kind, String update) {
        String rebound = names.rebind(Policy.parse(stored.text, kind));
        return rebound.equals(stored.text) ? 0 : store.write(tx -> tx.run(update, rebound, stored.region, stored.id));
    }

    private int grants() {
        int changed = 0;
        String last = "";
        List<GrantPrincipals> page;
        do {
            String after = last;
            page = store.read(tx -> grants(tx, after));
            for (GrantPrincipals grant : page) {
                String grantee = names.rebind(grant.grantee);
                String retiring = grant.retiring == null ? null : names.rebind(grant.retiring);
                changed += store.write(tx -> tx.run(
                        "UPDATE kms_grant SET grantee = ?, retiring = ?"
                                + " WHERE region = ? AND key_id = ? AND grant_id = ?",
                        grantee,
                        retiring,
                        grant.region,
                        grant.keyId,
                        grant.grantId));
                last = grant.grantId;
            }
        } while (page.size() == PAGE);
        return changed;
    }

    private static List<GrantPrincipals> grants(Tx tx, String after) {
        return tx.list(
                """
                SELECT region, key_id, grant_id, grantee, retiring FROM kms_grant
                 WHERE grant_id > ?
                   AND (REPLACE(grantee, ?, '') <> grantee OR REPLACE(COALESCE(retiring, ''), ?, '') <> retiring)
                 ORDER BY grant_id LIMIT ?""",
                row -> new GrantPrincipals(
                        row.text("region"),
                        row.text("key_id"),
                        row.text("grant_id"),
                        row.text("grantee"),
                        row.textOrNull("retiring")),
                after,
                WORD,
                WORD,
                PAGE);
    }

    /// Returns the condition that a document has the word, or a backslash, which may write it in another way.
    private static String mayName(String column) {
        return "(REPLACE(" + column + ", ?, '') <> " + column + " OR REPLACE(" + column + ", '\\', '') <> " + column
                + ")";
    }
}
