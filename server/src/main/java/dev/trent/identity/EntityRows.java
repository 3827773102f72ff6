package dev.trent.identity;

import static dev.trent.aws.AwsError.CONCURRENT_MODIFICATION;
import static dev.trent.aws.AwsError.LIMIT_EXCEEDED;

import dev.trent.aws.AwsException;
import dev.trent.aws.Fold;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Users, groups, roles and managed policies as rows of the table `iam_entity`.
final class EntityRows {
    private static final Table.Named ENTITY = IdentityTables.ENTITY.as("e");
    private static final Table.Named BOUNDARY = IdentityTables.ENTITY.as("b");
    private static final String COLUMNS = ENTITY.columns() + ", " + BOUNDARY.columns();
    private static final String FROM =
            " FROM " + ENTITY + " LEFT JOIN " + BOUNDARY + " ON b.unique_id = e.boundary_id ";

    /// Every query of entities begins with this, and calls the entity `e`.
    static final String SELECT = "SELECT " + COLUMNS + FROM;

    private EntityRows() {}

    /// Returns the begin of a query of entities that another table joins to, up to the condition of the join.
    ///
    /// @param joined verified by [#entity(Row, Table.Named)]
    static String selectWith(Table.Named joined) {
        return "SELECT " + COLUMNS + ", " + joined.columns() + FROM + "JOIN " + joined;
    }

    /// As the other one, with further columns that are counted.
    static String selectWith(Table.Named joined, String counted) {
        return "SELECT " + COLUMNS + ", " + joined.columns() + ", " + counted + FROM + "JOIN " + joined;
    }

    static @Nullable Entity find(Tx tx, String uniqueId) {
        return tx.first(SELECT + "WHERE e.unique_id = ?", EntityRows::entity, uniqueId);
    }

    /// Finds by a name in any case.
    static @Nullable Entity find(Tx tx, EntityKind kind, String account, String name) {
        return tx.first(
                SELECT + "WHERE e.account_id = ? AND e.kind = ? AND e.name_folded = ?",
                EntityRows::entity,
                account,
                kind.name(),
                folded(name));
    }

    /// Finds by an ARN's resource, such as `user/path/name`, in exactly its case.
    static @Nullable Entity findExactly(Tx tx, String account, String resource) {
        for (EntityKind kind : EntityKind.values()) {
            if (resource.startsWith(kind.word() + "/")) {
                Entity entity = find(tx, kind, account, resource.substring(resource.lastIndexOf('/') + 1));
                return entity != null && entity.arn().resource().equals(resource) ? entity : null;
            }
        }
        return null;
    }

    /// Reads an entity again inside a writing transaction.
    ///
    /// Errors: NoSuchEntity if it is gone, also if another has its name now; ConcurrentModification if its ARN
    /// or its boundary has changed since the permission was decided.
    static Entity reread(Tx tx, Entity permitted) {
        Entity now = find(tx, permitted.uniqueId());
        if (now == null) {
            throw permitted.kind().missing(permitted.name());
        }
        if (!now.equals(permitted)) {
            throw changedMeanwhile();
        }
        return now;
    }

    /// Returns the refusal of a change to a thing that is another now: ConcurrentModification.
    static AwsException changedMeanwhile() {
        return CONCURRENT_MODIFICATION.because("The request was rejected because multiple requests to change this"
                + " object were submitted simultaneously. Wait a few minutes and submit your request again.");
    }

    /// Inserts an entity with its boundary and its tags.
    ///
    /// Errors: EntityAlreadyExists, LimitExceeded, NoSuchEntity for the boundary.
    static Entity insert(Tx tx, String uniqueId, NewEntity made) {
        EntityKind kind = made.kind();
        refuseTaken(tx, kind, made.account(), made.name());
        if (count(tx, kind, made.account()) >= kind.perAccountMax()) {
            throw quota(kind.plural() + "PerAccount", kind.perAccountMax());
        }
        PolicyName boundary =
                made.boundaryArn() == null ? null : PolicyRows.attachable(tx, made.account(), made.boundaryArn());
        tx.insert(
                IdentityTables.ENTITY,
                uniqueId,
                made.account(),
                kind.name(),
                made.name(),
                folded(made.name()),
                made.path(),
                boundary == null ? null : boundary.id(),
                made.created());
        for (int i = 0; i < made.tags().size(); i++) {
            TagRows.OF_ENTITIES.insert(tx, uniqueId, made.tags().get(i), i);
        }
        return new Entity(
                tx.partition(), kind, made.account(), uniqueId, made.path(), made.name(), made.created(), boundary);
    }

    static void rename(Tx tx, Entity entity, String path, String name) {
        if (!folded(name).equals(folded(entity.name()))) {
            refuseTaken(tx, entity.kind(), entity.account(), name);
        }
        tx.update(IdentityTables.ENTITY
                .at(entity.uniqueId())
                .set("path", path)
                .set("name", name)
                .set("name_folded", folded(name)));
    }

    static void delete(Tx tx, Entity entity) {
        // Its sessions die with it, whenever they began.
        tx.run("DELETE FROM session_end WHERE account_id = ? AND principal = ?", entity.account(), entity.uniqueId());
        tx.run("DELETE FROM iam_entity WHERE unique_id = ?", entity.uniqueId());
    }

    static long count(Tx tx, EntityKind kind, String account) {
        return number(
                tx,
                "SELECT COUNT(*) AS number FROM iam_entity WHERE account_id = ? AND kind = ?",
                account,
                kind.name());
    }

    /// Lists an account's entities of a kind in the order of their names.
    ///
    /// @param after the folded name behind which the page begins
    static List<Entity> page(Tx tx, EntityKind kind, String account, String pathPrefix, String after, int rows) {
        return tx.list(
                SELECT + """
                WHERE e.account_id = ? AND e.kind = ? AND e.name_folded > ? AND SUBSTR(e.path, 1, CAST(? AS INTEGER)) = ?
                ORDER BY e.name_folded LIMIT ?""", EntityRows::entity, account, kind.name(), after, pathPrefix.length(), pathPrefix, rows);
    }

    /// Returns the result of a query for one number called `number`.
    static long number(Tx tx, String sql, String... arguments) {
        Long number = tx.first(sql, row -> row.number("number"), (Object[]) arguments);
        return number == null ? 0 : number;
    }

    static RuntimeException quota(String name, int max) {
        return LIMIT_EXCEEDED.because("Cannot exceed quota for " + name + ": " + max);
    }

    static String folded(String name) {
        return Fold.fold(name);
    }

    /// Returns the entity of a row of [#selectWith].
    static Entity entity(Row row, Table.Named joined) {
        var _ = row.of(joined);
        return entity(row);
    }

    static Entity entity(Row joined) {
        Row row = joined.of(ENTITY);
        Row boundary = joined.ofOrNull(BOUNDARY);
        String account = row.text("account_id");
        return new Entity(
                row.partition(),
                EntityKind.valueOf(row.text("kind")),
                account,
                row.text("unique_id"),
                row.text("path"),
                row.text("name"),
                row.instant("created_ms"),
                PolicyRows.named(
                        row.partition(),
                        row.textOrNull("boundary_id"),
                        account,
                        boundary == null ? null : boundary.text("path"),
                        boundary == null ? null : boundary.text("name")));
    }

    private static void refuseTaken(Tx tx, EntityKind kind, String account, String name) {
        if (find(tx, kind, account, name) != null) {
            throw kind.exists(name);
        }
    }
}
