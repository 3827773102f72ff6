package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.RecordReader;
import dev.trent.call.Operation;
import dev.trent.cli.TestServer.Answer;
import dev.trent.delivery.TrailClient;
import dev.trent.kms.ImportPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Calls a server, one call after the other, and returns the records of each. Later calls use what earlier ones
/// answered: `${name}` in a request stands for a kept value.
final class RecordedCalls {
    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");
    private static final Map<String, String> VERSIONS = Map.of("iam", "2010-05-08", "sts", "2011-06-15");
    private static final Map<String, String> TARGETS =
            Map.of("kms", "TrentService.", "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.");

    private final TestServer server;
    private final TrailClient trails;
    private final RecordReader log;
    private final Set<byte[]> secrets;
    private final Map<String, Operation<?, ?>> operations;
    private final Map<String, String> kept = new HashMap<>();

    /// A call with its records.
    ///
    /// @param request as it was sent
    record Recorded(String service, String operation, String request, Answer answer, List<String> records) {
        /// Asserts that the call has succeeded.
        Recorded succeeded() {
            assertThat(answer.status()).as(operation + ": " + answer.body()).isEqualTo(200);
            return this;
        }

        /// Asserts that the call was refused with an error.
        Recorded refused(String code) {
            assertThat(answer.status()).as(answer.body()).isNotEqualTo(200);
            assertThat(answer.body()).contains(code);
            return this;
        }
    }

    /// Who calls.
    ///
    /// @param token null for a caller without a session
    record Credentials(
            String accessKeyId, String secret, @Nullable String token) {
        static Credentials root(String account) {
            return new Credentials(account, DevCredentials.SECRET, null);
        }
    }

    /// @param operations all operations, by service and name, such as `kms/Encrypt`
    /// @param secrets gets the values of all secret members of requests and answers
    RecordedCalls(TestServer server, Path data, Map<String, Operation<?, ?>> operations, Set<byte[]> secrets) {
        this.server = server;
        this.trails = new TrailClient(server);
        this.log = new RecordReader(data.resolve("audit"));
        this.operations = operations;
        this.secrets = secrets;
    }

    void keep(String name, String value) {
        kept.put(name, value);
    }

    String kept(String name) {
        String value = kept.get(name);
        assertThat(value).as(name).isNotNull();
        return String.valueOf(value);
    }

    /// Keeps members of an answer.
    ///
    /// @param names pairs of a name and the member's name on the wire
    void keep(Recorded call, String... names) {
        for (int i = 0; i < names.length; i += 2) {
            keep(names[i], member(call.answer().body(), names[i + 1]));
        }
    }

    /// Returns the first member of a name in JSON or XML.
    static String member(String body, String name) {
        Matcher found = Pattern.compile(
                        body.startsWith("<") ? "<" + name + ">([^<]*)</" : "\"" + name + "\":\"([^\"]*)\"")
                .matcher(body);
        assertThat(found.find()).as(name + " in " + body).isTrue();
        return found.group(1);
    }

    /// Calls an operation as the root user of the usual account.
    ///
    /// @param request a form for IAM and STS, else JSON with single quotes
    Recorded call(String service, String operation, String request) {
        return call(Credentials.root(TestServer.ACCOUNT), service, operation, request);
    }

    Recorded call(Credentials caller, String service, String operation, String request) {
        String full = filled(request);
        String body = speaksJson(service)
                ? full.replace('\'', '"')
                : "Action=" + operation + "&Version=" + VERSIONS.get(service) + (full.isEmpty() ? "" : "&" + full);
        Answer answer = answer(caller, service, operation, body);
        Operation<?, ?> called = operations.get(service + "/" + operation);
        if (called != null && answer.status() == 200) {
            SecretMembers.of(called.request()).forEach(member -> member.in(body, secrets));
            SecretMembers.of(called.response()).forEach(member -> member.in(answer.body(), secrets));
        }
        return new Recorded(service, operation, body, answer, fresh());
    }

    /// Calls an operation as the root user of the usual account, and reads neither its answer nor its records.
    ///
    /// @param request as it is sent; of a form without the name of the operation
    void send(String service, String operation, String request) {
        String body = speaksJson(service)
                ? request
                : "Action=" + operation + "&Version=" + VERSIONS.get(service) + "&" + request;
        answer(Credentials.root(TestServer.ACCOUNT), service, operation, body);
    }

    private Answer answer(Credentials caller, String service, String operation, String body) {
        TreeMap<String, String> headers = new TreeMap<>(
                speaksJson(service)
                        ? Map.of(
                                "content-type",
                                "application/x-amz-json-1.1",
                                "x-amz-target",
                                TARGETS.get(service) + operation)
                        : Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"));
        headers.put("user-agent", "aws-cli/2.31.0");
        if (caller.token() != null) {
            headers.put("x-amz-security-token", caller.token());
        }
        return server.send(
                caller.accessKeyId(),
                caller.secret(),
                server.region(),
                service,
                headers,
                body.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns whether a service speaks JSON, and not AWS Query.
    static boolean speaksJson(String service) {
        return TARGETS.containsKey(service);
    }

    /// Reads from S3 as the root user of the usual account.
    ///
    /// @param operation the operation that this is
    Recorded read(String operation, String method, String pathAndQuery) {
        HttpResponse<byte[]> answer = trails.s3(TrailClient.ROOT, method, filled(pathAndQuery));
        String body = new String(answer.body(), StandardCharsets.ISO_8859_1);
        return new Recorded("s3", operation, pathAndQuery, new Answer(answer.statusCode(), body), fresh());
    }

    /// Imports zeros into a key.
    ///
    /// @return the request
    String importOf(String key) {
        String request = ImportPackage.of(server, key).request(key);
        fresh();
        return request;
    }

    /// Returns the records since the last time.
    List<String> fresh() {
        List<String> fresh = new ArrayList<>();
        try {
            log.more(record -> fresh.add(record.text()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return fresh;
    }

    private String filled(String text) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(kept(name.group(1))));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
