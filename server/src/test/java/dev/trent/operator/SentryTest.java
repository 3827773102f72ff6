package dev.trent.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentryTest {
    @Test
    void changes_wait_while_the_audit_log_has_no_room_and_calls_are_answered(@TempDir Path folder) {
        AtomicBoolean roomy = new AtomicBoolean(true);
        try (Sentry sentry = Sentry.on(folder, _ -> 0)) {
            sentry.reserve(roomy::get);
            assertThat(sentry.mayChange()).isTrue();
            roomy.set(false);
            assertThat(sentry.mayChange()).isFalse();
            assertThat(sentry.mayAnswer()).isTrue();
            roomy.set(true);
            assertThat(sentry.mayChange()).isTrue();
        }
    }
}
