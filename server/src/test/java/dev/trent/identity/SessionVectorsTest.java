package dev.trent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.wire.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Makes the vectors of `docs/spec/session-token.md` from a fixed key and fixed chance, with both engines.
/// Compares them with the file that the independent implementation there reads. `-Dgolden.update=true` writes
/// the file again.
class SessionVectorsTest {
    private static final Path FILE = Path.of("../docs/spec/session-vectors.json");

    /// Counts instead of drawing.
    private static final class Counting extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private int next;

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (next++ * 7);
            }
        }
    }

    private record Row(String id, String wrapped) {}

    @ParameterizedTest
    @ValueSource(strings = {"portable", "fastest"})
    void every_engine_makes_the_vectors(String which, @TempDir Path folder) throws IOException {
        Engine engine =
                (which.equals("portable") ? Engine.portable("test") : Engine.fastest()).drawingFrom(new Counting());
        String made;
        try (SessionFixture fixture = new SessionFixture(folder, engine)) {
            made = contents(fixture)
                    .map(content -> vector(fixture, content))
                    .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, made);
        }
        assertThat(made).isEqualTo(Files.readString(FILE));
    }

    private static Stream<SessionContent> contents(SessionFixture fixture) {
        SessionContent.Passed nothing = SessionContent.Passed.NOTHING;
        return Stream.of(
                fixture.content(nothing),
                fixture.content(SessionFixture.much()),
                content(fixture, SessionContent.Kind.USER, "AIDATRENTEXAMPLEUSER1", ""),
                content(fixture, SessionContent.Kind.ROOT, "", ""),
                content(fixture, SessionContent.Kind.FEDERATED_BY_USER, "AIDATRENTEXAMPLEUSER1", "dana"),
                content(fixture, SessionContent.Kind.FEDERATED_BY_ROOT, "", "dana"),
                content(fixture, SessionContent.Kind.USER_WITH_MFA, "AIDATRENTEXAMPLEUSER1", ""));
    }

    private static SessionContent content(SessionFixture fixture, SessionContent.Kind kind, String id, String name) {
        return new SessionContent(
                kind,
                "000000000001",
                id,
                name,
                fixture.tokens.drawAccessKeyId("000000000001"),
                fixture.now,
                fixture.now.plus(Duration.ofHours(36)),
                SessionContent.Passed.NOTHING);
    }

    private static String vector(SessionFixture fixture, SessionContent content) {
        SessionTokens.Issued issued = fixture.tokens.issue(content);
        Row key = Objects.requireNonNull(fixture.store.read(tx -> tx.first(
                "SELECT session_key_id, wrapped FROM session_key",
                row -> new Row(row.text("session_key_id"), HexFormat.of().formatHex(row.bytes("wrapped"))))));
        JsonBytes json = new JsonBytes(1024).beginObject();
        json.name("rootKey").value("42".repeat(32));
        json.name("sessionKeyId").value(key.id);
        json.name("wrappedSessionKey").value(key.wrapped);
        try (Secret secret = issued.secret()) {
            json.name("secretAccessKey").value(new String(secret.exposed(), StandardCharsets.US_ASCII));
        }
        json.name("kind").value(content.kind().number());
        json.name("issued").value(content.issued().getEpochSecond());
        json.name("lasts")
                .value(Duration.between(content.issued(), content.expires()).toSeconds());
        json.name("account").value(content.account());
        json.name("accessKeyId").value(content.accessKeyId());
        json.name("identity").value(content.identityId());
        json.name("name").value(content.name());
        write(json, content.passed());
        json.name("token").value(issued.token()).endObject();
        return new String(json.toByteArray(), StandardCharsets.UTF_8);
    }

    private static void write(JsonBytes json, SessionContent.Passed passed) {
        json.name("sourceIdentity").value(Objects.requireNonNullElse(passed.sourceIdentity(), ""));
        json.name("policy").value(Objects.requireNonNullElse(passed.policy(), ""));
        array(json, "policyArns", passed.policyArns());
        json.name("tags").beginObject();
        passed.tags().keySet().stream()
                .sorted()
                .forEach(key -> json.name(key)
                        .value(Objects.requireNonNull(passed.tags().get(key))));
        json.endObject();
        array(
                json,
                "transitiveTagKeys",
                passed.transitiveTagKeys().stream().sorted().toList());
    }

    private static void array(JsonBytes json, String name, List<String> values) {
        json.name(name).beginArray();
        values.forEach(json::value);
        json.endArray();
    }
}
