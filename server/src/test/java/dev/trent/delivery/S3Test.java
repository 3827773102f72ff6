package dev.trent.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.Installation;
import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.UserKey;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of trails through S3: who may read which, and that nothing else can be read.
class S3Test {
    private static final UserKey ROOT = TrailClient.ROOT;
    private static final UserKey OTHER = new UserKey("222222222222", "test");
    private static final String OWN = "AWSLogs/" + TestServer.ACCOUNT + "/";
    private static final String REGION = TestServer.REGION;
    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
    private static final String ALLOW = "{\"Version\":\"2012-10-17\",\"Statement\":["
            + "{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::shared/%s*\"},"
            + "{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::shared\","
            + "\"Condition\":{\"StringLike\":{\"s3:prefix\":\"%s*\"}}}]}";

    @TempDir
    private static Path data;

    private static TestServer server;
    private static TrailClient client;
    private static TrailFiles files;

    @BeforeAll
    static void start() {
        server = TestServer.start(data);
        client = new TrailClient(server);
        client.align();
        client.start("audit", "shared");
        client.done("CreateTrail", "{'Name':'second','S3BucketName':'shared','S3KeyPrefix':'a/b'}");
        client.done("StartLogging", "{'Name':'second'}");
        for (String operation : List.of("CreateTrail", "StartLogging")) {
            assertThat(client.call(
                                    OTHER,
                                    REGION,
                                    operation,
                                    operation.equals("CreateTrail")
                                            ? "{'Name':'other','S3BucketName':'shared','S3KeyPrefix':'theirs'}"
                                            : "{'Name':'other'}")
                            .status())
                    .isEqualTo(200);
        }
        server.kms("ListKeys", "{}");
        server.kms(TestServer.ACCOUNT, "us-west-2", "ListKeys", "{}");
        server.kms(OTHER.accessKeyId(), REGION, "ListKeys", "{}");
        client.advance("PT2H");
        files = new TrailFiles(data.resolve("trails/shared"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> get(String pathAndQuery) {
        return client.s3(ROOT, "GET", pathAndQuery);
    }

    private static List<String> keys(String xml) {
        return KEY.matcher(xml).results().map(key -> key.group(1)).toList();
    }

    private static List<String> own() {
        return files.named("(^|/)" + OWN + ".*\\.json\\.gz$");
    }

    private static void refused(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        assertThat(text(answer)).startsWith("<Error><Code>" + code + "</Code>").contains("<RequestId>");
    }

    @Test
    void a_file_comes_as_it_is_on_disk_and_a_digest_with_its_signature() throws IOException {
        String digest = files.digests(REGION).getFirst();
        for (boolean payloadSigned : List.of(true, false)) {
            HttpResponse<byte[]> answer = client.s3(ROOT, "GET", "/shared/" + digest, payloadSigned);
            assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(Files.readAllBytes(data.resolve("trails/shared/" + digest)));
            assertThat(answer.headers().firstValue("x-amz-meta-signature").orElse(""))
                    .matches("[0-9a-f]{512}")
                    .isEqualTo(TrailFolder.signature(data.resolve("trails/shared/" + digest)));
            assertThat(answer.headers().firstValue("x-amz-meta-signature-algorithm"))
                    .contains("SHA256withRSA");
        }
        HttpResponse<byte[]> log = get("/shared/" + files.logs().getFirst());
        assertThat(log.statusCode()).isEqualTo(200);
        assertThat(log.headers().firstValue("x-amz-meta-signature")).isEmpty();

        HttpResponse<byte[]> head = client.s3(ROOT, "HEAD", "/shared/" + digest);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("content-length"))
                .contains(Long.toString(Files.size(data.resolve("trails/shared/" + digest))));
    }

    @Test
    void a_bucket_is_in_the_region_of_its_trail() {
        assertThat(text(get("/shared?location"))).contains("<LocationConstraint", ">" + REGION + "<");
    }

    @Test
    void a_listing_has_the_files_of_the_callers_account_in_their_order() {
        assertThat(keys(text(get("/shared")))).isEqualTo(own()).isSorted().hasSizeGreaterThan(5);
        assertThat(keys(text(client.s3(OTHER, "GET", "/shared"))))
                .isNotEmpty()
                .allMatch(key -> key.startsWith("theirs/AWSLogs/222222222222/"));
        assertThat(text(get("/shared?delimiter=%2F")))
                .contains("<Prefix>AWSLogs/</Prefix>", "<Prefix>a/</Prefix>")
                .doesNotContain("theirs", "<Key>");
        assertThat(text(get("/shared?delimiter=%2F&prefix=AWSLogs%2F")))
                .contains("<CommonPrefixes><Prefix>" + OWN + "</Prefix></CommonPrefixes>")
                .doesNotContain("222222222222");
    }

    @Test
    void pages_are_the_whole_listing() {
        for (String delimiter : List.of("", "&delimiter=%2F&prefix=AWSLogs%2F111122223333%2FCloudTrail%2F")) {
            List<String> all = shown(text(get("/shared?max-keys=1000" + delimiter)));
            for (int size : List.of(1, 2, 3)) {
                List<String> paged = new ArrayList<>();
                String from = "";
                String page;
                do {
                    page = text(get("/shared?max-keys=" + size + from + delimiter));
                    List<String> some = shown(page);
                    assertThat(some).hasSizeLessThanOrEqualTo(size).isNotEmpty();
                    paged.addAll(some);
                    from = "&marker=" + some.getLast().replace("/", "%2F");
                } while (page.contains("<IsTruncated>true"));
                assertThat(paged).isEqualTo(all);
            }
        }
    }

    /// Returns keys and common prefixes in their order.
    private static List<String> shown(String xml) {
        return Pattern.compile("<(?:Key|CommonPrefixes><Prefix)>([^<]+)<")
                .matcher(xml)
                .results()
                .map(each -> each.group(1))
                .sorted()
                .toList();
    }

    @Test
    void the_second_version_of_the_listing_has_tokens() {
        String page = text(get("/shared?list-type=2&max-keys=3"));
        assertThat(page).contains("<KeyCount>3</KeyCount>");
        String token = page.replaceAll("(?s).*<NextContinuationToken>(.*)</NextContinuationToken>.*", "$1");
        String next = text(get("/shared?list-type=2&continuation-token=" + token.replace("=", "%3D")));
        assertThat(keys(page)).isEqualTo(own().subList(0, 3));
        assertThat(keys(next)).isEqualTo(own().subList(3, own().size()));
        refused(get("/shared?list-type=2&continuation-token=%25"), 400, "InvalidArgument");
    }

    @Test
    void files_of_another_account_are_not_there_whatever_the_policy_says() {
        String theirs = files.named("222222222222/.*\\.json\\.gz$").getFirst();
        refused(get("/shared/" + theirs), 404, "NoSuchKey");
        refused(client.s3(OTHER, "GET", "/shared/" + own().getFirst()), 404, "NoSuchKey");
        UserKey stranger = new UserKey("333333333333", "test");
        refused(client.s3(stranger, "GET", "/shared"), 404, "NoSuchBucket");
        refused(client.s3(stranger, "GET", "/shared?location"), 404, "NoSuchBucket");
        refused(client.s3(stranger, "GET", "/shared/" + own().getFirst()), 404, "NoSuchBucket");
    }

    @Test
    void a_user_reads_what_its_policy_allows() {
        String part = OWN + "CloudTrail/us-west-2/";
        UserKey ann = server.user(TestServer.ACCOUNT, "ann", ALLOW.replace("%s", part));
        List<String> allowed = files.named("^" + part + ".*\\.json\\.gz$");
        assertThat(client.s3(ann, "GET", "/shared/" + allowed.getFirst()).statusCode())
                .isEqualTo(200);
        assertThat(keys(text(client.s3(ann, "GET", "/shared?prefix=" + part.replace("/", "%2F")))))
                .isEqualTo(allowed);

        refused(client.s3(ann, "GET", "/shared"), 403, "AccessDenied");
        refused(client.s3(ann, "GET", "/shared?location"), 403, "AccessDenied");
        refused(client.s3(ann, "GET", "/shared/" + files.digests(REGION).getFirst()), 403, "AccessDenied");
        refused(client.s3(ann, "GET", "/shared/nothing"), 403, "AccessDenied");
        refused(client.s3(ann, "GET", "/nothing"), 403, "AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shared/../root.key",
                "/shared/../../root.key",
                "/shared/%2e%2e/%2e%2e/root.key",
                "/shared/..%2f..%2froot.key",
                "/shared/%2e%2e%2f%2e%2e%2froot.key",
                "/shared/..%5c..%5croot.key",
                "/shared/%252e%252e%252froot.key",
                "/shared//etc/passwd",
                "/shared/%2fetc%2fpasswd",
                "/shared/AWSLogs/111122223333/../../../../root.key",
                "/shared/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2froot.key",
                "/shared/AWSLogs/111122223333/CloudTrail/../../../../../trent.db",
                "/shared/AWSLogs/222222222222/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/x.json.gz",
                "/shared/.public-keys.json",
                "/shared/%00",
                "/shared/AWSLogs/111122223333/%00.json.gz",
                "/shared/%ff%fe",
                "/..%2f/root.key",
                "/%2e%2e/root.key",
                "/../root.key",
                "/./root.key",
                "/shared%2f..%2f/root.key",
                "/.%2e/audit/spare-1",
                "/trails/.public-keys.json",
                "/.public-keys.json",
            })
    void nothing_else_can_be_read(String path) throws IOException {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + text(answer)).isBetween(400, 499);
        assertThat(text(answer))
                .doesNotContain(Files.readString(data.resolve("root.key")).strip());
    }

    @Test
    void links_are_not_followed() throws IOException {
        Path day = requireNonNull(
                data.resolve("trails/shared").resolve(files.logs().getFirst()).getParent());
        String name = "111122223333_CloudTrail_eu-central-1_20261130T0000Z_AAAAAAAAAAAAAAAA.json.gz";
        Path link = Files.createSymbolicLink(day.resolve(name), data.resolve("root.key"));
        try {
            String key = data.resolve("trails/shared").relativize(link).toString();
            refused(get("/shared/" + key), 404, "NoSuchKey");
        } finally {
            Files.delete(link);
        }
        Path folder = Files.createSymbolicLink(data.resolve("trails/linked"), data.resolve("trails/shared"));
        refused(get("/linked/" + files.logs().getFirst()), 404, "NoSuchBucket");
        Files.delete(folder);
    }

    @Test
    void nothing_else_of_s3_is_there() {
        refused(get("/shared?acl"), 501, "NotImplemented");
        refused(get("/shared?versions"), 501, "NotImplemented");
        refused(get("/"), 501, "NotImplemented");
        refused(get("/shared/" + own().getFirst() + "?versionId=1"), 501, "NotImplemented");
        refused(client.s3(ROOT, "PUT", "/shared/new"), 405, "MethodNotAllowed");
        refused(client.s3(ROOT, "DELETE", "/shared/" + own().getFirst()), 405, "MethodNotAllowed");
        refused(client.s3(ROOT, "POST", "/shared?delete"), 405, "MethodNotAllowed");
        assertThat(own()).isNotEmpty();
    }

    @Test
    void a_wrong_signature_is_refused_in_the_form_of_s3() {
        refused(client.s3(new UserKey(TestServer.ACCOUNT, "wrong"), "GET", "/shared"), 403, "SignatureDoesNotMatch");
        refused(client.s3(new UserKey("AKIAIOSFODNN7EXAMPLE", "x"), "GET", "/shared"), 403, "InvalidAccessKeyId");
    }

    @Test
    void each_read_is_on_record() throws IOException {
        String key = own().getLast();
        get("/shared/" + key);
        refused(get("/shared/" + OWN + "nothing"), 404, "NoSuchKey");
        assertThat(new Installation(data).records())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"eventSource\":\"s3.amazonaws.com\"",
                                "\"eventName\":\"GetObject\"",
                                "\"requestParameters\":{\"bucketName\":\"shared\",\"key\":\"" + key + "\"}",
                                "\"readOnly\":true"))
                .anySatisfy(line -> assertThat(line).contains("\"errorCode\":\"NoSuchKey\"", OWN + "nothing"));
    }
}
