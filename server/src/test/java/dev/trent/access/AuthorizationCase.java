package dev.trent.access;

import dev.trent.policy.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One file of `src/test/authorization`, whose README.md says what its members are.
///
/// @param name the file's path below that folder
public record AuthorizationCase(String name, Map<String, Object> tree) {
    private static final Path FOLDER = Path.of("src/test/authorization");

    /// Returns all cases whose name has a part.
    static List<AuthorizationCase> all(String part) {
        return all(FOLDER, part);
    }

    /// Returns all cases below a folder whose name has a part.
    public static List<AuthorizationCase> all(Path folder, String part) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> read(folder, file))
                    .filter(one -> one.name.contains(part))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuthorizationCase read(Path folder, Path file) {
        try {
            return new AuthorizationCase(
                    folder.relativize(file).toString(), Tree.map(Tree.read(Files.readString(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Object> members(String name) {
        return Tree.map(tree.getOrDefault(name, Map.of()));
    }

    List<Object> elements(String name) {
        return Tree.list(tree.getOrDefault(name, List.of()));
    }

    /// Returns a member that is a text; null if there is none.
    public @Nullable String text(String name) {
        return (String) tree.get(name);
    }

    String caller() {
        return String.valueOf(tree.get("caller"));
    }

    /// Returns the name of the operation.
    public String operation() {
        return String.valueOf(members("request").get("operation"));
    }

    Map<String, Object> parameters() {
        return Tree.map(members("request").getOrDefault("parameters", Map.of()));
    }

    boolean isAllowed() {
        return members("expect").containsKey("allow");
    }

    @Nullable
    String expected(String name) {
        return (String) members("expect").get(name);
    }
}
