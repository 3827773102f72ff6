package dev.trent.identity;

import dev.trent.aws.Tag;
import dev.trent.store.Tx;
import java.util.List;

/// The tags of users, roles and managed policies, in the order in which they were added.
public final class EntityTags {
    /// How many tags an entity may have. Source: IAM User Guide, "IAM and AWS STS quotas".
    public static final int TAGS_MAX = 50;

    private final AccountStore store;

    EntityTags(AccountStore store) {
        this.store = store;
    }

    /// Adds tags, or sets new values of existing ones.
    ///
    /// Errors: NoSuchEntity, LimitExceeded, ConcurrentModification.
    public void put(Tx tx, Entity entity, List<Tag> tags) {
        AccountStore.changed(tx, entity.account());
        EntityRows.reread(tx, entity);
        tags.forEach(tag -> TagRows.OF_ENTITIES.put(tx, entity.uniqueId(), tag));
        if (TagRows.OF_ENTITIES.list(tx, entity.uniqueId()).size() > TAGS_MAX) {
            throw EntityRows.quota("TagsPer" + entity.kind().title(), TAGS_MAX);
        }
    }

    /// Removes tags; missing ones are ignored.
    ///
    /// Errors: NoSuchEntity, ConcurrentModification.
    public void remove(Tx tx, Entity entity, List<String> keys) {
        AccountStore.changed(tx, entity.account());
        EntityRows.reread(tx, entity);
        keys.forEach(key -> TagRows.OF_ENTITIES.delete(tx, entity.uniqueId(), key));
    }

    /// Lists all tags.
    public List<Tag> list(Entity entity) {
        return store.read(tx -> TagRows.OF_ENTITIES.list(tx, entity.uniqueId()));
    }

    /// Lists all tags of several entities.
    public OfEach<Tag> list(List<Entity> entities) {
        return store.read(tx -> TagRows.OF_ENTITIES.list(tx, OfEach.ids(entities)));
    }
}
