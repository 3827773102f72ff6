package dev.trent.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// A server that is killed at any moment has kept every promise it made.
class KillTest {

    /// The moment of a kill is chance, so more rounds find more: see CONTRIBUTING.md.
    private static final int ROUNDS = Integer.getInteger("kill.rounds", "true".equals(System.getenv("CI")) ? 20 : 5);
    private static final int ENCRYPTIONS_PER_KEY = 8;
    private static final int ANSWERS_BEFORE_THE_KILL_MAX = 400;

    @TempDir
    Path data;

    @Test
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    void what_was_acknowledged_survives_a_kill_at_any_moment() throws Exception {
        // The seed fixes only how long each round lasts; where in its work the kill meets the server is chance.
        var random = new Random(20);
        List<Claims> rounds = new ArrayList<>();
        Trent trent = Trent.dev(data);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                var claims = new Claims();
                try (var load = new Load(trent.endpoint(), ENCRYPTIONS_PER_KEY, claims)) {
                    claims.awaitAnswers(1 + random.nextInt(ANSWERS_BEFORE_THE_KILL_MAX));
                    trent.kill();
                    load.awaitEnd();
                }
                rounds.add(claims);
                trent = Trent.dev(data);
                check(trent, List.of(claims));
            }
            check(trent, rounds);
        } finally {
            trent.close();
        }
    }

    private void check(Trent trent, List<Claims> rounds) {
        Claims claims = Claims.of(rounds);
        try (KmsClient kms = Sdk.kms(trent.endpoint())) {
            claims.hold(kms);
            claims.areAudited(data, Claims.existingKeys(kms));
        }
    }
}
