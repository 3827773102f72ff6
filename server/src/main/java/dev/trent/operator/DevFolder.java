package dev.trent.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The data folder of `trent dev` if none is given: the same one from every current folder.
public record DevFolder(Surroundings surroundings) {
    private static final Path HERE = Path.of("trent-data", "dev");

    /// Returns the folder; it may not exist yet. It is the folder of earlier versions if the current folder has
    /// it, else the user's folder.
    ///
    /// @throws IOException if the user has no home folder
    public Path path() throws IOException {
        Path here = surroundings.folder().resolve(HERE);
        return Files.isDirectory(here) ? here : ofUser();
    }

    /// Returns whether the user's own folder is in use. Every command then finds it from everywhere.
    public boolean isOfUser() throws IOException {
        return !Files.isDirectory(surroundings.folder().resolve(HERE));
    }

    /// Returns the folder if it is there.
    ///
    /// @throws IOException with what to do if it is not
    Path existing() throws IOException {
        Path path = path();
        if (!Files.isDirectory(path)) {
            throw new IOException("Name the data folder with --data: '" + path
                    + "', where 'trent dev' keeps its data, does not exist.");
        }
        return path;
    }

    private Path ofUser() throws IOException {
        String data = surroundings.environment().getOrDefault("XDG_DATA_HOME", "");
        // The XDG Base Directory Specification says that relative paths are ignored.
        if (Path.of(data).isAbsolute()) {
            return Path.of(data, "trent", "dev");
        }
        String home = surroundings.environment().getOrDefault("HOME", "");
        if (!Path.of(home).isAbsolute()) {
            throw new IOException(
                    "There is no home folder to keep the data in, as HOME is not set: name a folder with" + " --data.");
        }
        return Path.of(home, ".local", "share", "trent", "dev");
    }
}
