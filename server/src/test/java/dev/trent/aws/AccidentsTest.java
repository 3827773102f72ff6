package dev.trent.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AccidentsTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private final IOException full = new IOException("No space left on device");

    private final Logger logger = (Logger) LoggerFactory.getLogger(AccidentsTest.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicLong now = new AtomicLong(-5);
    private final Accidents accidents = new Accidents(logger, now::get);

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void a_cause_is_told_once_a_minute_with_its_count() {
        for (int i = 0; i < 1000; i++) {
            accidents.outage("Records are lost", full);
        }
        now.addAndGet(MINUTE);
        accidents.outage("Records are lost", full);
        assertThat(lines())
                .containsExactly(
                        "Records are lost: No space left on device",
                        "Records are lost: No space left on device (and 999 more times since this was last told)");
        assertThat(log.list.getFirst().getThrowableProxy()).isNull();
    }

    @Test
    void another_cause_is_told_at_once_and_names_what_lies_at_the_bottom() {
        accidents.outage("Requests fail", full);
        accidents.outage(
                "Requests fail",
                new IllegalStateException("The database is away.\nmore", new IOException("refused\u001b")));
        assertThat(lines()).last().isEqualTo("Requests fail: The database is away. (refused\ufffd)");
    }

    @Test
    void a_defect_has_its_stack_once_for_each_place() {
        for (int i = 0; i < 10; i++) {
            accidents.defect("Request " + i + " failed", new IllegalStateException("at one place"));
        }
        accidents.defect("Request 10 failed", new IllegalStateException("at another"));
        assertThat(lines()).containsExactly("Request 0 failed", "Request 10 failed");
        assertThat(log.list.getFirst().getThrowableProxy()).isNotNull();
    }

    @Test
    void who_makes_up_causes_does_not_make_lines() {
        for (int i = 0; i < 10_000; i++) {
            accidents.outage("Requests fail", new IOException("cause " + i));
        }
        assertThat(lines()).hasSizeLessThan(100);
    }
}
