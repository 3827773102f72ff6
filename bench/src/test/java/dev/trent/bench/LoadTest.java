package dev.trent.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.WebServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadTest {
    @Test
    void the_echo_answers_the_load_without_an_error() throws Exception {
        WebServer echo = Echo.start(0);
        try {
            Result result = Load.run(Map.of(
                    "url", "http://127.0.0.1:" + echo.port(),
                    "operation", "echo",
                    "connections", "4",
                    "warmup", "0",
                    "seconds", "1"));
            assertThat(result.errors()).isZero();
            assertThat(result.requests()).isPositive();
            assertThat(result.latency().getTotalCount()).isEqualTo(result.requests());
        } finally {
            echo.stop();
        }
    }

    @Test
    void another_machine_is_no_target() {
        assertThatThrownBy(() -> Load.run(Map.of("url", "http://192.0.2.1:80")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this machine");
    }
}
