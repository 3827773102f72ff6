package dev.trent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestContextTest {
    @Test
    void a_key_is_found_in_any_case() {
        RequestContext context = new RequestContext().add("aws:SourceIp", "10.0.0.1");
        assertThat(context.values("AWS:sourceIP")).containsExactly("10.0.0.1");
        assertThat(context.values("aws:SourceI")).isEmpty();
    }

    @Test
    void values_of_a_key_added_twice_are_joined() {
        RequestContext context = new RequestContext().add("a:b", "1").add("A:B", List.of("2", "3"));
        assertThat(context.values("a:b")).containsExactly("1", "2", "3");
    }

    @Test
    void lazy_values_are_computed_once_and_only_when_looked_at() {
        AtomicInteger calls = new AtomicInteger();
        RequestContext context = new RequestContext().addLazily("a:b", () -> {
            calls.incrementAndGet();
            return List.of("1");
        });
        assertThat(context.values("a:c")).isEmpty();
        assertThat(calls).hasValue(0);
        assertThat(context.values("a:b")).containsExactly("1");
        assertThat(context.values("a:b")).containsExactly("1");
        assertThat(calls).hasValue(1);
    }

    @Test
    void an_extension_knows_more_and_the_extended_context_does_not() {
        RequestContext base = new RequestContext().add("a:b", "1");
        RequestContext extension = base.extended().add("a:c", "2");
        assertThat(extension.values("a:b")).containsExactly("1");
        assertThat(extension.values("a:c")).containsExactly("2");
        assertThat(base.values("a:c")).isEmpty();
    }

    @Test
    void many_keys_fit() {
        RequestContext context = new RequestContext();
        for (int i = 0; i < 1_000; i++) {
            context.add("a:" + i, "" + i);
        }
        assertThat(context.values("a:0")).containsExactly("0");
        assertThat(context.values("a:999")).containsExactly("999");
    }

    @Test
    void among_many_keys_each_keeps_its_values_in_order() {
        RequestContext context = new RequestContext().add("a:b", "0");
        RequestContext extension = context.extended().add("A:B", "9");
        for (int i = 0; i < 500; i++) {
            context.add("x:" + i, List.of()).add(i % 2 == 0 ? "a:b" : "A:B", "v" + i);
        }
        assertThat(context.values("a:B"))
                .hasSize(501)
                .startsWith("0", "v0", "v1")
                .endsWith("v499");
        assertThat(extension.values("a:B")).hasSize(502).endsWith("9");
        assertThat(context.values("x:7")).isEmpty();
        assertThat(context.values("x:500")).isEmpty();
        context.add("x:500", "late");
        assertThat(context.values("X:500")).containsExactly("late");
        context.replace("a:b", List.of("only"));
        assertThat(context.values("a:b")).containsExactly("only");
    }

    @Test
    void a_look_up_among_many_keys_costs_no_walk() {
        Steps steps = Steps.unlimited();
        RequestContext context = new RequestContext(steps);
        for (int i = 0; i < 2_000; i++) {
            context.add("kms:EncryptionContext:" + i, "v");
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(context.values("kms:encryptioncontext:n" + i)).isEmpty();
        }
        assertThat(steps.spent()).isLessThan(2_000 * 40 + 1_000 * 10);
    }
}
