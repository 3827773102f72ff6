package dev.trent.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often an account may look up events.
class LookupRateTest {
    @TempDir
    private Path folder = Path.of("");

    private final AtomicLong nanos = new AtomicLong(-1_000);

    @Test
    void an_account_has_its_look_ups_in_each_region() {
        try (TestServer server = TestServer.start(folder)) {
            Answer refused = untilRefused(server);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).isEqualTo("{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
            assertThat(look(server, "111122223333", "eu-west-1").status()).isEqualTo(200);
            assertThat(look(server, "444455556666", TestServer.REGION).status()).isEqualTo(200);
        }
    }

    @Test
    void a_caller_without_the_right_takes_no_look_up_from_those_with_the_right() {
        try (TestServer server = TestServer.start(folder)) {
            TestServer.UserKey eve = server.user("111122223333", "eve", null);
            for (int i = 0; i < 10; i++) {
                assertThat(server.cloudTrail(eve, "LookupEvents", "{}").body()).contains("AccessDenied");
            }
            assertThat(look(server, "111122223333", TestServer.REGION).status()).isEqualTo(200);
        }
    }

    @Test
    void all_regions_together_have_a_limit_too() {
        LookupRate rate = new LookupRate(2, nanos::get);
        assertThat(admitted(rate, "one")).isEqualTo(10);
        nanos.addAndGet(500_000_000);
        assertThat(admitted(rate, "one")).isEqualTo(5);
        // The account that asks so much takes nothing from another.
        rate.admit("two", "region-0");
        rate.admit("two", "region-0");
        assertThat(admitted(rate, "one")).isZero();
        assertThatThrownBy(() -> rate.admit("two", "region-0")).isInstanceOf(AwsException.class);
        nanos.addAndGet(500_000_000);
        rate.admit("two", "region-0");
        assertThatThrownBy(() -> rate.admit("two", "region-0")).isInstanceOf(AwsException.class);
    }

    @Test
    void without_a_rate_there_is_no_limit() {
        assertThat(admitted(new LookupRate(0, nanos::get), "one")).isEqualTo(5_000);
    }

    /// Asks once in each of many Regions, and returns how often the answer was not a refusal.
    private static int admitted(LookupRate rate, String account) {
        int admitted = 0;
        for (int i = 0; i < 5_000; i++) {
            try {
                rate.admit(account, "region-" + i);
                admitted++;
            } catch (AwsException refusal) {
                assertThat(refusal.error()).isEqualTo(AwsError.THROTTLING);
            }
        }
        return admitted;
    }

    private static Answer untilRefused(TestServer server) {
        Answer answer = look(server, "111122223333", TestServer.REGION);
        for (int calls = 1; calls < 1_000 && answer.status() == 200; calls++) {
            answer = look(server, "111122223333", TestServer.REGION);
        }
        return answer;
    }

    private static Answer look(TestServer server, String account, String region) {
        return server.cloudTrail(account, region, "LookupEvents", "{}");
    }
}
