package dev.trent.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/// Measures what a body of twice the length costs: hostile requests of doubling lengths, all of which are refused.
///
/// Printed are the server's processor time for one and the length of its answer. The ratio is that of a length to half of
/// it: about 2 is work linear in the length, 4 would be quadratic.
public final class HostileBodies {
    private static final int BYTES_MIN = 64 * 1024;
    private static final int BYTES_MAX = 1000 * 1024;

    /// How many bytes are sent for a figure: the clock of processor time ticks every 10 ms.
    private static final int BYTES_MEASURED = 64 * BYTES_MAX;

    private static final int ANSWER_WITHIN_MILLIS = 60_000;

    private HostileBodies() {}

    /// A request of any length.
    private record Form(String operation, String before, IntFunction<String> element, String after) {
        String body(int bytes) {
            StringBuilder text = new StringBuilder(before);
            for (int i = 0; text.length() < bytes; i++) {
                text.append(i == 0 ? "" : ",").append(element.apply(i));
            }
            return text.append(after).toString();
        }
    }

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        String tagKeys = "{\"KeyId\":\"alias/x\",\"TagKeys\":[";
        forms.put("UntagResource, empty keys", new Form("UntagResource", tagKeys, _ -> "\"\"", "]}"));
        forms.put("UntagResource, keys", new Form("UntagResource", tagKeys, i -> "\"" + i + "\"", "]}"));
        forms.put(
                "TagResource, empty tags",
                new Form("TagResource", "{\"KeyId\":\"alias/x\",\"Tags\":[", _ -> "{}", "]}"));
        forms.put(
                "CreateGrant, unknown operations",
                new Form("CreateGrant", "{\"KeyId\":\"alias/x\",\"Operations\":[", i -> "\"x" + i + "\"", "]}"));
        String context = "{\"KeyId\":\"alias/x\",\"Plaintext\":\"\",\"EncryptionContext\":{";
        forms.put("Encrypt, pairs", new Form("Encrypt", context, i -> "\"" + i + "\":\"\"", "}}"));
        forms.put(
                "Encrypt, pairs of equal hash codes",
                new Form("Encrypt", context, i -> "\"" + colliding(i) + "\":\"\"", "}}"));
        forms.put(
                "Encrypt, unknown members", new Form("Encrypt", "{\"KeyId\":\"alias/x\",", i -> "\"" + i + "\":[[{}]]", "}"));
        return forms;
    }

    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /// Measures, and prints a table.
    ///
    /// Options: those of [Target#USAGE].
    public static void main(String[] arguments) throws IOException {
        Target target = Target.of(Load.options(arguments));
        System.out.println("| request | body KiB | CPU ms/request | ratio | answer bytes |");
        System.out.println("| --- | --- | --- | --- | --- |");
        try (Selector selector = Selector.open()) {
            Connection connection = Connection.open(target.address(), selector);
            for (Map.Entry<String, Form> form : forms().entrySet()) {
                double half = 0;
                send(target, connection, selector, form.getValue(), BYTES_MAX);
                for (int bytes = BYTES_MIN; bytes <= BYTES_MAX + BYTES_MIN; bytes *= 2) {
                    int length = Math.min(bytes, BYTES_MAX);
                    double begin = target.process().cpuSeconds();
                    int answer = send(target, connection, selector, form.getValue(), length);
                    double millis = (target.process().cpuSeconds() - begin) * 1000 * length / BYTES_MEASURED;
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %d | %.2f | %s | %d |%n",
                            form.getKey(),
                            length / 1024,
                            millis,
                            half == 0 ? "" : String.format(Locale.ROOT, "%.2f", millis / half),
                            answer);
                    half = millis;
                }
            }
            connection.close();
        }
    }

    /// Sends a request until enough bytes were sent; returns the length of the answer with its head.
    private static int send(Target target, Connection connection, Selector selector, Form form, int bytes)
            throws IOException {
        byte[] request = target.root().request(form.operation, form.body(bytes), Instant.now());
        for (int i = 0; i < BYTES_MEASURED / bytes; i++) {
            connection.send(request);
            boolean complete = false;
            while (!complete) {
                if (selector.select(ANSWER_WITHIN_MILLIS) == 0) {
                    throw new IOException("no answer to " + form.operation);
                }
                selector.selectedKeys().clear();
                complete = connection.receive();
            }
            if (connection.succeeded()) {
                throw new IOException(form.operation + " was not refused");
            }
        }
        return connection.text().length();
    }
}
