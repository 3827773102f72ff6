package dev.trent.keys;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.Footprint;
import dev.trent.aws.Tag;
import dev.trent.call.Page;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.store.Ref;
import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tags of keys, in the order in which they were added. A tag that gets a new value keeps its place.
public final class Tags {
    /// The most tags of a key. Source: AWS KMS Developer Guide, "Resource quotas".
    public static final int TAGS_MAX = 50;

    private static final Table.Named TAG = KeyTables.TAG.as("t");
    private static final String SELECT =
            "SELECT " + TAG.columns() + " FROM " + TAG + " WHERE t.region = ? AND t.key_id = ?";

    private static final String CHANGED = "key-tags";

    private static final int KEY_ARN_BYTES = 440;

    private final Store store;
    private final SharedCache<Arn, Map<String, String>> cache;

    private record Placed(Tag tag, long ordinal) {}

    /// Makes the room's view of the tags.
    ///
    /// @param memory keeps the tags that were read
    public Tags(Store store, Memory memory) {
        this.store = store;
        this.cache = memory.cache("tags", (key, _) -> key.account(), tags -> KEY_ARN_BYTES + Footprint.texts(tags));
        store.changes().follow(CHANGED, id -> Arn.parse(id).ifPresent(cache::remove));
    }

    /// Returns a key's tags by their keys, through a cache that makes the same promise as [Keys].
    public Map<String, String> of(Key key) {
        Map<String, String> found = cache.get(
                key.arn(),
                _ -> store.read(tx -> tx.list(SELECT, Tags::placed, key.region(), key.keyId()).stream()
                        .map(Placed::tag)
                        .collect(Collectors.toUnmodifiableMap(Tag::key, Tag::value))));
        return found == null ? Map.of() : found;
    }

    /// Adds tags to a key. Existing tags get new values.
    ///
    /// Errors: TagException if the key would have more than [#TAGS_MAX] tags.
    public void put(Tx tx, Key key, List<Tag> tags) {
        changed(tx, key);
        KeyRows.existing(tx, key).in(KmsAction.States.STAYING);
        long next = nextOrdinal(tx, key);
        for (Tag tag : tags) {
            if (!replaced(tx, key, tag)) {
                insert(tx, key, tag, next++);
            }
        }
        if (count(tx, key) > TAGS_MAX) {
            throw AwsError.TAG.because("Too many tags");
        }
    }

    /// Removes tags from a key. Tags that the key does not have are ignored.
    public void remove(Tx tx, Key key, List<String> tagKeys) {
        changed(tx, key);
        KeyRows.existing(tx, key).in(KmsAction.States.STAYING);
        for (String tagKey : tagKeys) {
            tx.run(
                    "DELETE FROM key_tag WHERE region = ? AND key_id = ? AND tag_key = ?",
                    key.region(),
                    key.keyId(),
                    tagKey);
        }
    }

    /// Lists a key's tags.
    ///
    /// @param after the position after which the page begins, from an earlier page; null for the first page
    public Page<Tag> list(Key key, @Nullable Long after, int limit) {
        List<Placed> rows = store.read(tx -> tx.list(
                SELECT + " AND t.ordinal > ? ORDER BY t.ordinal LIMIT ?",
                Tags::placed,
                key.region(),
                key.keyId(),
                after == null ? -1L : after,
                limit + 1));
        Page<Placed> page = Page.of(rows, limit, placed -> Long.toString(placed.ordinal));
        return new Page<>(page.items().stream().map(Placed::tag).toList(), page.next());
    }

    static void insert(Tx tx, Key key, Tag tag, long ordinal) {
        tx.insert(KeyTables.TAG, key.region(), key.keyId(), tag.key(), tag.value(), ordinal);
    }

    private static Placed placed(Row row) {
        Row tag = row.of(TAG);
        return new Placed(new Tag(tag.text("tag_key"), tag.text("tag_value")), tag.number("ordinal"));
    }

    static void changed(Tx tx, Key key) {
        tx.changed(new Ref(CHANGED, key.arn().toString()));
    }

    private static boolean replaced(Tx tx, Key key, Tag tag) {
        int rows =
                tx.update(KeyTables.TAG.at(key.region(), key.keyId(), tag.key()).set("tag_value", tag.value()));
        return rows == 1;
    }

    private static long nextOrdinal(Tx tx, Key key) {
        Long next = tx.first(
                "SELECT COALESCE(MAX(ordinal), -1) + 1 AS next FROM key_tag WHERE region = ? AND key_id = ?",
                row -> row.number("next"),
                key.region(),
                key.keyId());
        return next == null ? 0 : next;
    }

    private static long count(Tx tx, Key key) {
        Long count = tx.first(
                "SELECT COUNT(*) AS tags FROM key_tag WHERE region = ? AND key_id = ?",
                row -> row.number("tags"),
                key.region(),
                key.keyId());
        return count == null ? 0 : count;
    }
}
