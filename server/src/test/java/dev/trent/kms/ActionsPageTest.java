package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.call.Operation;
import dev.trent.keys.KmsAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page of actions contains the table of [KmsAction].
class ActionsPageTest {
    private static final Path PAGE = Path.of("../docs/actions.md");
    private static final String RULE = "| --- |";

    @Test
    void the_page_has_every_row() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> expected = new ArrayList<>(page.stream()
                .filter(line -> !line.startsWith("| ") || line.startsWith("| Action |") || line.startsWith(RULE))
                .toList());
        expected.addAll(rows());
        if (Boolean.getBoolean("golden.update")) {
            Files.write(PAGE, expected);
        }
        assertThat(Files.readAllLines(PAGE)).isEqualTo(expected);
    }

    private static List<String> rows() {
        Set<String> performed =
                OperationsFixture.all().stream().map(Operation::name).collect(Collectors.toSet());
        return Stream.of(KmsAction.values()).map(row -> row(row, performed)).toList();
    }

    private static String row(KmsAction row, Set<String> performed) {
        String operation = row == KmsAction.ReEncryptFrom || row == KmsAction.ReEncryptTo ? "ReEncrypt" : row.name();
        String accounts = !row.crossesAccounts() ? "own" : row.grantOperation() == null ? "any" : "any; grants";
        return "| "
                + String.join(
                        " | ",
                        "`kms:" + row.name() + "`",
                        performed.contains(operation) ? "yes" : "no",
                        row.readOnly() ? "no" : "yes",
                        names(row),
                        row.kinds().words(),
                        row.states().words(),
                        accounts,
                        conditionKeys(row))
                + " |";
    }

    private static String names(KmsAction row) {
        return switch (row.forms()) {
            case NONE -> "–";
            case ANY, ANY_OR_INVALID_ARN -> "key id, key ARN, alias";
            case KEY, KEY_OR_INVALID_ARN -> "key id, key ARN";
        };
    }

    private static String conditionKeys(KmsAction row) {
        return row.conditionKeys().isEmpty()
                ? "–"
                : row.conditionKeys().stream()
                        .map(key -> {
                            String usual = row.usualFacts().get(key.key());
                            return "`" + key.key() + "`" + (usual == null ? "" : " = `" + usual + "`");
                        })
                        .collect(Collectors.joining(", "));
    }
}
