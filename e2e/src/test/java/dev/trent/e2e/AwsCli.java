package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The AWS CLI, called as a user calls it.
///
/// Binary arguments always have the form `fileb://…`, because versions 1 and 2 both understand it.
record AwsCli(Shell shell) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern REFUSAL =
            Pattern.compile("An error occurred \\((\\w+)\\) when calling the \\w+ operation:(.*)");

    /// A refusal as the CLI prints it. The message is empty if AWS gives none.
    record Refusal(String code, String message) {}

    /// Runs `aws kms …` and returns its answer; a missing node if the operation has no answer.
    JsonNode kms(String... arguments) {
        String out = run("kms", arguments).succeeded();
        return out.isEmpty() ? JSON.missingNode() : JSON.readTree(out);
    }

    /// Runs `aws kms … --query QUERY --output text`.
    String kmsText(String query, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--query", query, "--output", "text"));
        return run("kms", all.toArray(String[]::new)).succeeded();
    }

    /// Runs `aws kms …`. The command must be refused.
    Refusal refused(String... arguments) {
        String text = run("kms", arguments).failed();
        var matcher = REFUSAL.matcher(text);
        assertThat(matcher.find()).as("a refusal by the service: %s", text).isTrue();
        return new Refusal(matcher.group(1), matcher.group(2).strip());
    }

    Shell.Ran run(String service, String... arguments) {
        var command = new ArrayList<>(List.of(WarmAwsCli.program(), service));
        command.addAll(List.of(arguments));
        return shell.run(command);
    }
}
