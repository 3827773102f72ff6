package dev.trent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The prepared statements of one connection. One thread at a time uses them.
///
/// SQLite's driver prepares a statement anew for each use, which takes longer than most statements run. So the
/// statements stay prepared here, up to a number; the one that was not used for the longest time is closed.
/// PostgreSQL's
/// driver has such a memory itself.
final class Statements {
    private static final int KEPT_MAX = 128;

    private final Connection connection;
    private final boolean keeping;
    private final Map<String, PreparedStatement> kept = new LinkedHashMap<>(64, 0.75f, true);

    /// @param keeping whether statements stay prepared
    Statements(Connection connection, boolean keeping) {
        this.connection = connection;
        this.keeping = keeping;
    }

    /// Work with a prepared statement.
    interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /// Runs the work with a prepared statement. A statement that failed is prepared anew the next time.
    <T> T with(String sql, Use<T> use) throws SQLException {
        // It is not in the map while it is used: the same text within this use gets a statement of its own.
        PreparedStatement found = kept.remove(sql);
        PreparedStatement statement = found != null ? found : connection.prepareStatement(sql);
        boolean stays = false;
        try {
            T result = use.of(statement);
            stays = keeping && keep(sql, statement);
            return result;
        } finally {
            if (!stays) {
                statement.close();
            }
        }
    }

    /// SAFE: the values of the last use leave the statement. They may be key material.
    private boolean keep(String sql, PreparedStatement statement) throws SQLException {
        statement.clearParameters();
        if (kept.containsKey(sql)) {
            return false;
        }
        if (kept.size() >= KEPT_MAX) {
            var eldest = kept.entrySet().iterator();
            PreparedStatement surplus = eldest.next().getValue();
            eldest.remove();
            surplus.close();
        }
        kept.put(sql, statement);
        return true;
    }

    int size() {
        return kept.size();
    }
}
