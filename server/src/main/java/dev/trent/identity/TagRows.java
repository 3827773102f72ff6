package dev.trent.identity;

import dev.trent.aws.Tag;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.util.List;

/// Tags as rows of a table, in the order in which they were added.
final class TagRows {
    /// The tags of users, roles and managed policies.
    static final TagRows OF_ENTITIES = new TagRows(IdentityTables.TAG);

    /// The tags of second factors.
    static final TagRows OF_DEVICES = new TagRows(IdentityTables.MFA_DEVICE_TAG);

    private final Table table;
    private final Table.Named named;

    private TagRows(Table table) {
        this.table = table;
        this.named = table.as("t");
    }

    List<Tag> list(Tx tx, String entityId) {
        return list(tx, List.of(entityId)).of(entityId);
    }

    OfEach<Tag> list(Tx tx, List<String> entityIds) {
        return OfEach.read(
                tx,
                "SELECT " + named.columns() + " FROM " + named + " WHERE t.entity_id IN (ids) ORDER BY t.ordinal",
                this::owned,
                entityIds);
    }

    void insert(Tx tx, String entityId, Tag tag, long ordinal) {
        tx.insert(table, entityId, EntityRows.folded(tag.key()), tag.key(), tag.value(), ordinal);
    }

    /// Adds a tag. A tag with the same key gets the new value and case, and keeps its place.
    void put(Tx tx, String entityId, Tag tag) {
        int rows = tx.update(table.at(entityId, EntityRows.folded(tag.key()))
                .set("tag_key", tag.key())
                .set("tag_value", tag.value()));
        if (rows == 0) {
            long next = EntityRows.number(
                    tx,
                    "SELECT COALESCE(MAX(ordinal), -1) + 1 AS number FROM " + table + " WHERE entity_id = ?",
                    entityId);
            insert(tx, entityId, tag, next);
        }
    }

    private OfEach.Owned<Tag> owned(Row row) {
        Row tag = row.of(named);
        return new OfEach.Owned<>(tag.text("entity_id"), new Tag(tag.text("tag_key"), tag.text("tag_value")));
    }

    void delete(Tx tx, String entityId, String key) {
        tx.run(
                "DELETE FROM " + table + " WHERE entity_id = ? AND tag_key_folded = ?",
                entityId,
                EntityRows.folded(key));
    }
}
