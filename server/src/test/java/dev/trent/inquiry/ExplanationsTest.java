package dev.trent.inquiry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.trent.access.AuthorizationCase;
import dev.trent.access.CaseInMemory;
import dev.trent.access.Decision;
import dev.trent.access.KeyCase;
import dev.trent.access.KeyRequest;
import dev.trent.access.Refused;
import dev.trent.access.Situation;
import dev.trent.access.Subject;
import dev.trent.call.Invocation;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Denied requests of `src/test/golden/explanations`, each beside what an operator is told about it: the first
/// sentence says what to change. `-Dgolden.update=true` writes the texts anew.
class ExplanationsTest {
    private static final Path FOLDER = Path.of("src/test/golden/explanations");

    @TestFactory
    Stream<DynamicTest> every_denial_is_explained_by_what_to_change_first() {
        return AuthorizationCase.all(FOLDER, "").stream()
                .map(one -> dynamicTest(one.name() + ": " + one.text("title"), () -> explains(one)));
    }

    private static void explains(AuthorizationCase one) throws IOException {
        Path file = FOLDER.resolve(one.name().replace(".json", ".txt"));
        String words = words(one, new Situation(one));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, words);
        }
        assertThat(words).isEqualTo(Files.readString(file));
    }

    private static String words(AuthorizationCase one, Situation situation) {
        Subject subject = situation.subject();
        KeyCase asked = CaseInMemory.of(one, situation);
        Decision decision = asked.decide();
        if (!(decision instanceof Decision.Denied denied)) {
            throw new AssertionError("not denied: " + decision);
        }
        KeyRequest request = KeyRequest.simulated(asked.action(), CaseInMemory.identifier(one, situation));
        ExplainedRefusal refused = ExplainedRefusal.of(
                new Explainer(situation::arnOf),
                Refused.ofKey(subject, request, asked, denied, nearGrant(one, situation)));
        Invocation call = CaseInMemory.call(one, subject);
        return new Explanation(
                        "00000000-0000-0000-0000-000000000000",
                        refused.explicit(),
                        refused.told(),
                        call.caller().account(),
                        call.caller().principalId(),
                        call.caller().arn(),
                        refused.action().toString(),
                        refused.resource(),
                        requireNonNull(refused.answer().getMessage()),
                        call.requestId(),
                        call.region(),
                        refused.callerSide(),
                        refused.keyAccount(),
                        refused.keySide(),
                        call.time())
                .words();
    }

    private static Function<String, @Nullable Grant> nearGrant(AuthorizationCase one, Situation situation) {
        String key = situation.keyNamed(CaseInMemory.identifier(one, situation));
        boolean grantable =
                Stream.of(GrantOperation.values()).anyMatch(o -> o.name().equals(one.operation()));
        return principal -> situation.grantsOn(key).stream()
                .filter(grant -> grantable
                        && grant.grantee().equals(principal)
                        && grant.constraint() != null
                        && grant.operations().contains(GrantOperation.valueOf(one.operation())))
                .findFirst()
                .orElse(null);
    }
}
