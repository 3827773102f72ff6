package dev.trent.identity;

import dev.trent.aws.Tag;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.util.List;

/// Tags as rows of the table `iam_tag`, in the order in which they were added.
final class TagRows {
    private static final Table.Named TAG = IdentityTables.TAG.as("t");

    private TagRows() {}

    static List<Tag> list(Tx tx, String entityId) {
        return list(tx, List.of(entityId)).of(entityId);
    }

    static OfEach<Tag> list(Tx tx, List<String> entityIds) {
        return OfEach.read(
                tx,
                "SELECT " + TAG.columns() + " FROM " + TAG + " WHERE t.entity_id IN (ids) ORDER BY t.ordinal",
                TagRows::owned,
                entityIds);
    }

    static void insert(Tx tx, String entityId, Tag tag, long ordinal) {
        tx.insert(IdentityTables.TAG, entityId, EntityRows.folded(tag.key()), tag.key(), tag.value(), ordinal);
    }

    /// Adds a tag. A tag with the same key gets the new value and case, and keeps its place.
    static void put(Tx tx, String entityId, Tag tag) {
        int rows = tx.update(IdentityTables.TAG
                .at(entityId, EntityRows.folded(tag.key()))
                .set("tag_key", tag.key())
                .set("tag_value", tag.value()));
        if (rows == 0) {
            long next = EntityRows.number(
                    tx, "SELECT COALESCE(MAX(ordinal), -1) + 1 AS number FROM iam_tag WHERE entity_id = ?", entityId);
            insert(tx, entityId, tag, next);
        }
    }

    private static OfEach.Owned<Tag> owned(Row row) {
        Row tag = row.of(TAG);
        return new OfEach.Owned<>(tag.text("entity_id"), new Tag(tag.text("tag_key"), tag.text("tag_value")));
    }

    static void delete(Tx tx, String entityId, String key) {
        tx.run("DELETE FROM iam_tag WHERE entity_id = ? AND tag_key_folded = ?", entityId, EntityRows.folded(key));
    }
}
