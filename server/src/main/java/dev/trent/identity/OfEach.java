package dev.trent.identity;

import dev.trent.store.RowMapper;
import dev.trent.store.Tx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each of several things has: read by one query, whatever their number, and told thing by thing.
public final class OfEach<T> {
    private final Map<String, List<T>> byId;

    OfEach(Map<String, List<T>> byId) {
        this.byId = Map.copyOf(byId);
    }

    /// One row of an answer: what a thing has.
    record Owned<T>(String ownerId, T owned) {}

    /// Reads what things have.
    ///
    /// @param sql a query; the first parameters of it are called `(ids)`
    /// @param more the parameters behind the ids
    static <T> OfEach<T> read(Tx tx, String sql, RowMapper<Owned<T>> mapper, List<String> ids, String... more) {
        if (ids.isEmpty()) {
            return new OfEach<>(Map.of());
        }
        List<@Nullable Object> arguments = new ArrayList<>(ids);
        Collections.addAll(arguments, (Object[]) more);
        String parameters = "(" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")";
        Map<String, List<T>> byId = new HashMap<>();
        for (Owned<T> row : tx.list(sql.replace("(ids)", parameters), mapper, arguments.toArray())) {
            byId.computeIfAbsent(row.ownerId(), _ -> new ArrayList<>()).add(row.owned());
        }
        return new OfEach<>(byId);
    }

    /// Returns what one thing has, in the order of the query; nothing for a thing that was not asked for.
    public List<T> of(String uniqueId) {
        return Collections.unmodifiableList(byId.getOrDefault(uniqueId, List.of()));
    }

    /// Returns what one entity has.
    public List<T> of(Entity entity) {
        return of(entity.uniqueId());
    }

    /// Puts what each thing has into another order.
    OfEach<T> sorted(Comparator<T> order) {
        Map<String, List<T>> sorted = new HashMap<>();
        byId.forEach((id, owned) -> sorted.put(id, owned.stream().sorted(order).toList()));
        return new OfEach<>(sorted);
    }

    static List<String> ids(List<Entity> entities) {
        return entities.stream().map(Entity::uniqueId).toList();
    }
}
