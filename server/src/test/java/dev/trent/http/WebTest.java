package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.http.RawClient.Answer;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String PAGE = "https://app.example";
    private static final String PRESIGNED = "/?Action=CreateUser&X-Amz-Signature=0";

    private final TestServer dev = TestServer.echo(Web.loopback(List.of("KMS.test"), List.of(PAGE)));
    private final TestServer open = TestServer.echo(Web.open(List.of(PAGE)));

    @AfterEach
    void stop() {
        dev.close();
        open.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:4599",
                "LocalHost:4599",
                "kms.localhost:4599",
                "127.0.0.1",
                "127.1.2.3:4599",
                "[::1]:4599",
                "[0:0:0:0:0:0:0:1]",
                "host.docker.internal:4599",
                "host.containers.internal:4599",
                "kms.test:80"
            })
    void names_of_this_machine_are_served(String host) {
        assertThat(status(dev, "POST / HTTP/1.1\r\nHost: " + host + "\r\n")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:4599",
                "127.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1.nip.io:4599",
                "localhost.evil.example",
                "notlocalhost",
                "0.0.0.0:4599",
                "192.168.1.1",
                "[::2]",
                "[::1",
                "internal",
                "evil.docker.internal",
                "x.kms.test"
            })
    void names_that_another_may_own_are_refused_where_anybody_is_let_in(String host) {
        String request = " HTTP/1.1\r\nHost: " + host + "\r\n";
        for (String target : List.of("POST /", "GET /livez", "GET " + PRESIGNED)) {
            Answer answer = answer(dev, target + request);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"__type\":\"AccessDeniedException\",\"message\":\"The host '");
        }
        assertThat(dev.calls).isEmpty();
        assertThat(status(open, "POST /" + request)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                // A script, a form, a form in a sandbox, from a foreign page.
                "POST /; Origin: https://evil.example; Sec-Fetch-Site: cross-site",
                "POST /; Origin: https://evil.example; -",
                "POST /; Origin: null; -",
                "POST /; Origin: null; Content-Type: text/plain",
                "POST /; Origin: file://; -",
                "POST /; Origin: https://app.example:444; -",
                "POST /; Origin: https://app.example.evil.example; -",
                "POST /; Origin: http://app.example; -",
                "POST /; Origin: https://app.example; Origin: https://evil.example",
                "POST /; Origin:; -",
                // Another port of this machine is another page, though the same site.
                "POST /; Origin: http://localhost:3000; Sec-Fetch-Site: same-site",
                "POST /; Origin: https://localhost; Sec-Fetch-Site: same-site",
                // The question that a browser sends before the request of a page.
                "OPTIONS /; Origin: https://evil.example; Access-Control-Request-Method: POST",
                // A link, an image, a link in a mail, a frame.
                "GET /?Action=CreateUser; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate",
                "GET /?Action=CreateUser; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors",
                "GET /?Action=CreateUser; Sec-Fetch-Site: same-site; Sec-Fetch-Mode: no-cors",
                "GET /?Action=CreateUser; Sec-Fetch-Site: none; Sec-Fetch-Mode: navigate",
                "GET /?Action=CreateUser; Sec-Fetch-Site: same-origin; Sec-Fetch-Site: cross-site",
                "GET /?Action=CreateUser; Sec-Fetch-Mode: navigate; -",
                "GET /?Action=CreateUser; Sec-Fetch-Mode: no-cors; -",
                "GET /?Action=CreateUser; Sec-Fetch-Site:; -",
            })
    void pages_that_were_not_named_are_refused(String target, String field, String other) {
        for (TestServer server : List.of(dev, open)) {
            Answer answer = answer(
                    server,
                    target + " HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n"
                            + (other == null ? "" : other + "\r\n"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo("{\"__type\":\"AccessDeniedException\",\"message\":"
                            + "\"Web pages are not served, unless --allow-origin names theirs.\"}");
            assertThat(answer.head()).doesNotContain("Access-Control");
            assertThat(server.calls).isEmpty();
        }
    }

    @Test
    void a_browser_that_hides_where_a_link_comes_from_is_known_by_its_name_where_secrets_are_well_known() {
        String request = " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Mozilla/5.0 (Macintosh)\r\n";
        assertThat(status(dev, "GET " + PRESIGNED + request)).isEqualTo(400);
        assertThat(status(dev, "POST /" + request)).isEqualTo(200);
        assertThat(status(open, "GET " + PRESIGNED + request)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sec-Fetch-Mode: cors\r\n",
                "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n",
                "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n",
                "User-Agent: aws-cli/2.0\r\nReferer: https://evil.example/\r\n"
            })
    void programs_and_own_pages_are_served(String fields) {
        for (TestServer server : List.of(dev, open)) {
            Answer answer = answer(server, "GET " + PRESIGNED + " HTTP/1.1\r\nHost: localhost\r\n" + fields);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head()).doesNotContain("Access-Control");
        }
    }

    @Test
    void a_program_that_asks_costs_no_memory() {
        Headers headers = new Headers.Collector()
                .add("host", "127.0.0.1")
                .add("user-agent", "aws-cli/2.0")
                .headers();
        Call call = new Call("POST", "/", "", headers, new byte[0], "127.0.0.1");
        for (Web web : List.of(Web.loopback(List.of(), List.of(PAGE)), Web.open(List.of(PAGE)))) {
            assertThat(served(web, call, 1)).isEqualTo(1);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            int served = served(web, call, 1_000);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(served).isEqualTo(1_000);
            assertThat(allocated).isLessThan(1_000);
        }
    }

    private static int served(Web web, Call call, int times) {
        int served = 0;
        for (int i = 0; i < times; i++) {
            web.requireKnownHost(call);
            served += web.page(call) == null ? 1 : 0;
        }
        return served;
    }

    @Test
    void a_named_page_may_ask_first_and_is_told_what_it_may_send() {
        Answer answer = answer(
                dev,
                "OPTIONS / HTTP/1.1\r\nHost: localhost:4599\r\nOrigin: " + PAGE
                        + "\r\nSec-Fetch-Site: cross-site\r\nAccess-Control-Request-Method: POST\r\n"
                        + "Access-Control-Request-Headers: X-Amz-Target,x-amz-date, amz-sdk-request,cookie,x-evil,x-amz-\u00e4\r\n"
                        + "Access-Control-Request-Private-Network: true\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("POST, GET, HEAD");
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .isEqualTo("authorization, content-type, x-amz-target, x-amz-date, amz-sdk-request");
        assertThat(answer.header("Access-Control-Allow-Private-Network")).isEqualTo("true");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(answer.head()).doesNotContain("Allow-Credentials");
        assertThat(dev.calls).isEmpty();
    }

    @Test
    void a_named_page_may_read_its_answers_with_date_and_request_id() {
        Answer answer = answer(
                dev,
                "POST / HTTP/1.1\r\nHost: localhost:4599\r\nOrigin: " + PAGE + "\r\nSec-Fetch-Site: cross-site\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .isEqualTo("Date, x-amzn-RequestId, x-trent-denial-id");
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(dev.calls).hasSize(1);
    }

    @Test
    void health_is_told_to_anybody_who_asks_by_this_machines_name() {
        Answer answer = answer(dev, "GET /livez HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: none\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer(dev, "GET /livez HTTP/1.1\r\nHost: localhost\r\nOrigin: " + PAGE + "\r\n")
                        .head())
                .doesNotContain("Access-Control");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "app.example",
                "https://app.example/",
                "https://APP.example",
                "https://a b",
                "https://"
            })
    void what_is_no_origin_cannot_be_named(String origin) {
        assertThatThrownBy(() -> Web.open(List.of(origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + origin + "' is not the origin of a page");
    }

    private static int status(TestServer server, String head) {
        return answer(server, head).status();
    }

    private static Answer answer(TestServer server, String head) {
        try (RawClient client = server.client()) {
            return client.send(head + "\r\n").answer();
        }
    }
}
