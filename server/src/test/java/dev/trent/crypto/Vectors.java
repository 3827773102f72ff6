package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.policy.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Runs the JSON vectors of `src/test/vectors`, which its README.md describes: all cases of a file, with a report
/// that names each failed case.
final class Vectors {
    private static final Path FOLDER = Path.of("src/test/vectors");

    private Vectors() {}

    /// A case.
    ///
    /// @param group the keys and parameters that it shares with other cases
    record Case(String file, Map<String, Object> group, Map<String, Object> members) {
        /// Returns the bytes of a hexadecimal member of the case, or else of its group.
        byte[] bytes(String name) {
            return HexFormat.of().parseHex(text(name));
        }

        /// Returns a member of the case, or else of its group.
        String text(String name) {
            return String.valueOf(Objects.requireNonNull(members.getOrDefault(name, group.get(name)), name));
        }

        boolean has(String name) {
            return members.containsKey(name);
        }

        Set<String> flags() {
            return Tree.list(members.getOrDefault("flags", List.of())).stream()
                    .map(String::valueOf)
                    .collect(Collectors.toSet());
        }

        /// Returns whether the vectors call the case valid; "acceptable" is not valid.
        boolean isValid() {
            return text("result").equals("valid");
        }

        /// Returns the hash that the group names.
        Hash hash() {
            return Hash.valueOf(text("sha").replace('-', '_'));
        }

        @Override
        public String toString() {
            return file + " #" + members.get("tcId") + " " + members.getOrDefault("comment", "") + " " + flags();
        }
    }

    /// The judgement of this room on a case.
    interface Attempt {
        /// Returns whether the room accepts the case. Throws if the room accepts it with a wrong result.
        boolean accepts(Case one) throws Exception;
    }

    /// Returns the engine with a name of these tests.
    static Engine engine(String name) {
        return name.equals("portable") ? Engine.portable("test") : Engine.fastest();
    }

    /// Returns every file with each engine: the name of the engine, then the arguments from `files`.
    static Stream<Arguments> onEveryEngine(Arguments... files) {
        return Stream.of("portable", "fastest")
                .flatMap(engine -> Stream.of(files).map(file -> {
                    List<Object> all = new ArrayList<>(List.of(engine));
                    Collection<Object> rest = List.of(file.get());
                    all.addAll(rest);
                    return Arguments.of(all.toArray());
                }));
    }

    /// Tries all cases of a file. Exactly the valid ones must be accepted.
    ///
    /// @param count the number of cases
    static void judge(String file, int count, Attempt attempt) {
        judge(file, count, Case::isValid, attempt);
    }

    /// Tries all cases of a file.
    ///
    /// @param expected which cases must be accepted
    static void judge(String file, int count, Predicate<Case> expected, Attempt attempt) {
        List<Case> cases = read(file);
        assertThat(cases).hasSize(count);
        List<String> wrong = new ArrayList<>();
        for (Case one : cases) {
            boolean accepting = expected.test(one);
            try {
                if (attempt.accepts(one) != accepting) {
                    wrong.add(one + (accepting ? " was refused" : " was accepted"));
                }
            } catch (Exception | AssertionError failure) {
                wrong.add(one + " gave " + failure);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// Reads a file.
    ///
    /// @param file its path below the folder, without `.json`
    static List<Case> read(String file) {
        Map<String, Object> all = Tree.map(Tree.read(text(file + ".json")));
        List<Case> cases = new ArrayList<>();
        for (Object element : Tree.list(all.getOrDefault("testGroups", List.of()))) {
            Map<String, Object> group = Tree.map(element);
            for (Object member : Tree.list(group.getOrDefault("tests", List.of()))) {
                cases.add(new Case(file, group, Tree.map(member)));
            }
        }
        assertThat(String.valueOf(cases.size())).isEqualTo(String.valueOf(all.get("numberOfTests")));
        return cases;
    }

    /// Reads a file as it is.
    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
