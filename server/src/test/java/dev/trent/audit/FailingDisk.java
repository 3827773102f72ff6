package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/// A disk that fails on request. Only forced bytes count as durable.
final class FailingDisk extends NewLog {
    final Set<String> durable = Collections.synchronizedSet(new TreeSet<>());
    final AtomicInteger opened = new AtomicInteger();
    volatile boolean failsToWrite;
    volatile boolean failsToForce;
    volatile boolean failsToOpen;
    volatile boolean replaced;
    final AtomicInteger probed = new AtomicInteger();

    @Override
    public void probe() throws IOException {
        probed.incrementAndGet();
        if (failsToOpen || failsToWrite || failsToForce) {
            throw new IOException("no space left on device");
        }
    }

    @Override
    public long number() {
        return opened.get();
    }

    @Override
    public Segment next() throws IOException {
        if (failsToOpen) {
            throw new IOException("no space left on device");
        }
        opened.incrementAndGet();
        return new Segment() {
            private final List<String> written = new ArrayList<>();
            private boolean failed;

            @Override
            public void write(ByteBuffer lines) throws IOException {
                assertThat(failed).as("a handle that failed is used again").isFalse();
                if (failsToWrite) {
                    failed = true;
                    throw new IOException("no space left on device");
                }
                byte[] bytes = new byte[lines.remaining()];
                lines.get(bytes);
                new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.contains("\"segment\":"))
                        .map(FailingDisk::text)
                        .forEach(written::add);
            }

            @Override
            public void force() throws IOException {
                if (failsToForce) {
                    failed = true;
                    throw new IOException("input/output error");
                }
                durable.addAll(written);
            }

            @Override
            public void cut(long length) {
                // Bytes that were not forced are not durable here.
            }

            @Override
            public long capacity() {
                return Long.MAX_VALUE;
            }

            @Override
            public void check() throws IOException {
                if (replaced) {
                    replaced = false;
                    throw new IOException("the file was replaced");
                }
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        };
    }

    /// Returns the text of a line that a test has appended.
    static String text(String line) {
        return line.replaceFirst(".*\"text\":\"(.*)\"} *", "$1");
    }
}
