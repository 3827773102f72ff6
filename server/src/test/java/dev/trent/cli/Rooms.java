package dev.trent.cli;

import dev.trent.crypto.Engine;
import dev.trent.operator.DataFolder;
import dev.trent.operator.House;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The rooms on a production data folder, opened as a server opens them, without a server.
public final class Rooms implements AutoCloseable {
    private final Opened opened = new Opened();
    private final House house;

    /// Owns the folder from now on.
    public Rooms(Path data) throws IOException {
        this(data, null, false);
    }

    /// Owns the folder and the database from now on.
    ///
    /// @param database a JDBC URL; null for SQLite in the data folder
    /// @param dev whether it is the folder of a server in development mode
    Rooms(Path data, @Nullable String database, boolean dev) throws IOException {
        Settings settings = new Settings(data, "127.0.0.1", 0, null, null, database, dev);
        DataFolder owned = opened.keep(DataFolder.open(data));
        this.house = Builder.house(owned, settings, Engine.fastest(), InstantSource.system(), opened);
    }

    /// Returns the rooms.
    public House house() {
        return house;
    }

    /// Returns the resource, which is closed before the rooms are.
    public <T extends AutoCloseable> T keep(T resource) {
        return opened.keep(resource);
    }

    @Override
    public void close() {
        opened.close();
    }
}
