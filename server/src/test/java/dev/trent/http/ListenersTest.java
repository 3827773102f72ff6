package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ListenersTest {

    @Test
    void a_server_that_could_open_no_file_accepts_again_later() {
        try (TestServer server = TestServer.echo()) {
            server.http
                    .listeners()
                    .channels()
                    .getFirst()
                    .pipeline()
                    .fireExceptionCaught(new IOException("accept(..) failed: Too many open files"));
            try (RawClient client = server.client()) {
                assertThat(client.send(TestServer.post("/", "later")).answer().body())
                        .isEqualTo("later");
            }
        }
    }
}
