package dev.trent.chores;

import dev.trent.identity.IdentityTables;
import dev.trent.identity.PrincipalNames;
import dev.trent.keys.KeyTables;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Converts policies and grants that name sessions by their ARNs: the name gets the unique id of the session's
/// role. Runs once, before the first request, in a database from an older Trent.
///
/// The old name does not say which role of that name was meant. So it means the role that has the name now. If
/// there is no such role, the session matches nobody from now on.
public final class SessionsById {
    private static final Logger LOG = LoggerFactory.getLogger(SessionsById.class);
    private static final String NAME = "sessions-by-id";
    private static final String WORD = "assumed-role";
    private static final int PAGE = 500;

    private static final Table.Named KEY = KeyTables.KEY.as("k");
    private static final Table.Named ROLE = IdentityTables.ROLE.as("r");
    private static final Table.Named GRANT = KeyTables.GRANT.as("g");

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

    /// Converts the remaining rows. If nothing remains, this costs one query.
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
                    "SELECT " + KEY.columns() + " FROM " + KEY
                            + " WHERE (k.region > ? OR (k.region = ? AND k.key_id > ?)) AND " + mayName("k.policy")
                            + " ORDER BY k.region, k.key_id LIMIT ?",
                    SessionsById::keyPolicy,
                    after.region,
                    after.region,
                    after.id,
                    WORD,
                    PAGE));
            for (Document key : page) {
                changed += replace(key.text, Kind.KEY_POLICY, KeyTables.KEY.at(key.region, key.id), "policy");
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
                    "SELECT " + ROLE.columns() + " FROM " + ROLE + " WHERE r.role_id > ? AND "
                            + mayName("r.trust_policy") + " ORDER BY r.role_id LIMIT ?",
                    SessionsById::trustPolicy,
                    after,
                    WORD,
                    PAGE));
            for (Document role : page) {
                changed += replace(role.text, Kind.TRUST, IdentityTables.ROLE.at(role.id), "trust_policy");
                last = role.id;
            }
        } while (page.size() == PAGE);
        return changed;
    }

    private static Document keyPolicy(Row row) {
        Row key = row.of(KEY);
        return new Document(key.text("region"), key.text("key_id"), key.text("policy"));
    }

    private static Document trustPolicy(Row row) {
        Row role = row.of(ROLE);
        return new Document("", role.text("role_id"), role.text("trust_policy"));
    }

    private int replace(String stored, Kind kind, Table.At row, String column) {
        String rebound = names.rebind(Policy.parse(stored, kind));
        return rebound.equals(stored) ? 0 : store.write(tx -> tx.update(row.set(column, rebound)));
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
                changed += store.write(tx -> tx.update(KeyTables.GRANT
                        .at(grant.region, grant.keyId, grant.grantId)
                        .set("grantee", grantee)
                        .set("retiring", retiring)));
                last = grant.grantId;
            }
        } while (page.size() == PAGE);
        return changed;
    }

    private static List<GrantPrincipals> grants(Tx tx, String after) {
        return tx.list(
                "SELECT " + GRANT.columns() + " FROM " + GRANT + " " + """
                WHERE g.grant_id > ?
                   AND (REPLACE(g.grantee, ?, '') <> g.grantee OR REPLACE(COALESCE(g.retiring, ''), ?, '') <> g.retiring)
                 ORDER BY g.grant_id LIMIT ?""",
                SessionsById::grant,
                after,
                WORD,
                WORD,
                PAGE);
    }

    private static GrantPrincipals grant(Row row) {
        Row grant = row.of(GRANT);
        return new GrantPrincipals(
                grant.text("region"),
                grant.text("key_id"),
                grant.text("grant_id"),
                grant.text("grantee"),
                grant.textOrNull("retiring"));
    }

    /// Returns the condition that a document contains the word, or a backslash, because an escape may hide the
    /// word.
    private static String mayName(String column) {
        return "(REPLACE(" + column + ", ?, '') <> " + column + " OR REPLACE(" + column + ", '\\', '') <> " + column
                + ")";
    }
}
