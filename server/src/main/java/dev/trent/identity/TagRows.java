package dev.trent.identity;

import dev.trent.aws.Tag;
import dev.trent.store.Tx;
import java.util.List;

/// Tags as rows of the table `iam_tag`, in the order in which they were added.
final class TagRows {
    private TagRows() {}

    static List<Tag> list(Tx tx, String entityId) {
        return list(tx, List.of(entityId)).of(entityId);
    }

    static OfEach<Tag> list(Tx tx, List<String> entityIds) {
        return OfEach.read(tx, """
                SELECT entity_id AS owner_id, tag_key, tag_value
                  FROM iam_tag WHERE entity_id IN (ids) ORDER BY ordinal""", row -> new Tag(row.text("tag_key"), row.text("tag_value")), entityIds);
    }

    static void insert(Tx tx, String entityId, Tag tag, long ordinal) {
        tx.run("""
                INSERT INTO iam_tag (entity_id, tag_key_folded, tag_key, tag_value, ordinal)
                VALUES (?, ?, ?, ?, ?)""", entityId, EntityRows.folded(tag.key()), tag.key(), tag.value(), ordinal);
    }

    /// Adds a tag. A tag with the same key gets the new value and case, and keeps its place.
    static void put(Tx tx, String entityId, Tag tag) {
        int rows = tx.run(
                "UPDATE iam_tag SET tag_key = ?, tag_value = ? WHERE entity_id = ? AND tag_key_folded = ?",
                tag.key(),
                tag.value(),
                entityId,
                EntityRows.folded(tag.key()));
        if (rows == 0) {
            long next = EntityRows.number(
                    tx, "SELECT COALESCE(MAX(ordinal), -1) + 1 AS number FROM iam_tag WHERE entity_id = ?", entityId);
            insert(tx, entityId, tag, next);
        }
    }

    static void delete(Tx tx, String entityId, String key) {
        tx.run("DELETE FROM iam_tag WHERE entity_id = ? AND tag_key_folded = ?", entityId, EntityRows.folded(key));
    }
}
