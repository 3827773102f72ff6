package dev.trent.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTokensTest {
    private static final long SEED = 20261126;

    @TempDir
    Path folder;

    private SessionFixture fixture;

    @BeforeEach
    void open() {
        fixture = new SessionFixture(folder, Engine.fastest());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private long keysStored() {
        return requireNonNull(fixture.store.read(
                tx -> tx.first("SELECT count(*) AS keys FROM session_key", row -> row.number("keys"))));
    }

    @Test
    void a_token_says_what_was_put_into_it() {
        SessionContent content = fixture.content(SessionFixture.much());
        SessionTokens.Issued issued = fixture.tokens.issue(content);
        TemporaryKey opened = requireNonNull(fixture.tokens.open(issued.token()));
        assertThat(opened.content()).isEqualTo(content);
        assertThat(opened.secret()).isEqualTo(issued.secret());
        assertThat(issued.secret().length()).isEqualTo(40);
        assertThat(opened.isExpired(content.expires().minusSeconds(1))).isFalse();
        assertThat(opened.isExpired(content.expires())).isTrue();
    }

    @Test
    void once_prepared_no_session_waits_for_the_database() {
        try (SessionTokens restarted = fixture.another()) {
            restarted.prepare();
            fixture.store.close();

            SessionTokens.Issued issued = restarted.issue(fixture.content(SessionFixture.much()));

            assertThat(restarted.open(issued.token())).isNotNull();
        }
    }

    @Test
    void it_is_opened_after_a_restart_and_by_every_server_of_the_database() {
        String token = fixture.issue().token();
        try (SessionTokens restarted = fixture.another()) {
            assertThat(restarted.open(token)).isNotNull();
        }
        assertThat(keysStored()).isEqualTo(1);
    }

    @Test
    void one_token_in_two_hands_has_one_version_and_two_tokens_have_two() {
        SessionTokens.Issued first = fixture.issue();
        SessionTokens.Issued second = fixture.issue();
        try (SessionTokens other = fixture.another()) {
            long here = requireNonNull(fixture.tokens.open(first.token())).version();
            assertThat(requireNonNull(other.open(first.token())).version()).isEqualTo(here);
            assertThat(requireNonNull(other.open(second.token())).version()).isNotEqualTo(here);
        }
        assertThat(first.secret()).isNotEqualTo(second.secret());
    }

    @Test
    void nothing_of_it_can_be_read_nor_guessed() {
        SessionTokens.Issued issued = fixture.tokens.issue(fixture.content(SessionFixture.much()));
        byte[] token = Base64.getUrlDecoder().decode(issued.token());
        String bytes = new String(token, StandardCharsets.ISO_8859_1);
        String secret = new String(issued.secret().exposed(), StandardCharsets.US_ASCII);
        for (String said : List.of(secret, SessionFixture.ACCOUNT, SessionFixture.ROLE_ID, "batch-7", "ledger")) {
            assertThat(bytes).doesNotContain(said);
            assertThat(issued.toString()).doesNotContain(said);
        }
        assertThat(issued.toString()).doesNotContain(issued.token());
    }

    @Test
    void every_flipped_bit_is_refused() {
        byte[] token = Base64.getUrlDecoder().decode(fixture.issue().token());
        for (int bit = 0; bit < 8 * token.length; bit++) {
            byte[] damaged = token.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(fixture.tokens.open(
                            Base64.getUrlEncoder().withoutPadding().encodeToString(damaged)))
                    .as("bit " + bit)
                    .isNull();
        }
    }

    @Test
    void every_other_character_is_refused_also_where_it_means_the_same_bytes() {
        String token = fixture.issue().token();
        for (int i = 0; i < token.length(); i++) {
            for (char c : new char[] {'A', 'B', 'b', '_', '-', '+', '/', '=', ' ', '\n', 'é'}) {
                String other = token.substring(0, i) + c + token.substring(i + 1);
                assertThat(fixture.tokens.open(other) == null).isEqualTo(!other.equals(token));
            }
        }
        for (String other : List.of(token + "=", token + "==", token + "A", " " + token, token + "\n", token + token)) {
            assertThat(fixture.tokens.open(other)).isNull();
        }
        for (int length = 0; length < token.length(); length++) {
            assertThat(fixture.tokens.open(token.substring(0, length))).isNull();
        }
    }

    @Test
    void random_bytes_are_refused() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = 1;
            }
            assertThat(fixture.tokens.open(
                            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .as("seed " + SEED + ", round " + i)
                    .isNull();
        }
        assertThat(fixture.tokens.open("x".repeat(100_000))).isNull();
    }

    @Test
    void a_key_under_the_same_id_of_another_root_of_trust_opens_nothing(@TempDir Path elsewhere) {
        String token = fixture.issue().token();
        try (SessionFixture foreign = new SessionFixture(elsewhere, Engine.fastest())) {
            foreign.issue();
            String id = requireNonNull(fixture.store.read(
                    tx -> tx.first("SELECT session_key_id FROM session_key", row -> row.text("session_key_id"))));
            byte[] chance = new byte[32];
            foreign.store.write(tx -> tx.run(
                    "INSERT INTO session_key (session_key_id, wrapped, created_ms) VALUES (?, ?, ?)",
                    id,
                    foreign.seal.wrap(dev.trent.seal.Seal.Purpose.SESSION_KEY, id, Secret.owning(chance)),
                    foreign.now));
            try (SessionTokens restarted = foreign.another()) {
                assertThat(restarted.open(token)).isNull();
            }
        }
    }

    @Test
    void the_key_changes_each_day_and_is_deleted_when_no_session_can_be_left() {
        String first = fixture.issue().token();
        fixture.now = SessionFixture.START.plus(SessionKeys.ROTATED_AFTER).minusMillis(1);
        fixture.issue();
        assertThat(keysStored()).isEqualTo(1);

        fixture.now = SessionFixture.START.plus(SessionKeys.ROTATED_AFTER);
        String second = fixture.issue().token();
        assertThat(keysStored()).isEqualTo(2);
        assertThat(second.substring(0, 12)).isNotEqualTo(first.substring(0, 12));
        assertThat(fixture.tokens.open(first)).isNotNull();
        try (SessionTokens restarted = fixture.another()) {
            assertThat(restarted.open(first)).isNotNull();
            assertThat(restarted.open(second)).isNotNull();
        }

        String last = second;
        for (int day = 2; day < 20; day++) {
            fixture.now = SessionFixture.START.plus(Duration.ofDays(day));
            last = fixture.issue().token();
        }
        assertThat(keysStored()).isEqualTo(SessionKeys.KEPT_MIN + 1);
        try (SessionTokens restarted = fixture.another()) {
            assertThat(restarted.open(first)).isNull();
            assertThat(restarted.open(second)).isNull();
            assertThat(restarted.open(last)).isNotNull();
        }
    }

    @Test
    void a_clock_that_jumps_ahead_and_back_ends_no_session() {
        String before = fixture.issue().token();
        for (int jump = 1; jump <= 5; jump++) {
            fixture.now = SessionFixture.START.plus(SessionKeys.KEPT.multipliedBy(jump));
            fixture.issue();
        }

        fixture.now = SessionFixture.START.plusSeconds(60);

        String after = fixture.issue().token();
        assertThat(fixture.tokens.open(before)).isNotNull();
        try (SessionTokens restarted = fixture.another()) {
            assertThat(restarted.open(before)).isNotNull();
            assertThat(restarted.open(after)).isNotNull();
        }
    }

    @Test
    void a_key_is_kept_longer_than_the_longest_session_of_the_last_token_it_sealed() {
        assertThat(SessionKeys.KEPT).isGreaterThan(SessionKeys.ROTATED_AFTER.plus(Duration.ofHours(36)));
    }

    @Test
    void two_servers_share_the_key_of_the_day() {
        try (SessionTokens other = fixture.another()) {
            String first = fixture.issue().token();
            String second =
                    other.issue(fixture.content(SessionContent.Passed.NOTHING)).token();
            assertThat(keysStored()).isEqualTo(1);
            assertThat(second.substring(0, 12)).isEqualTo(first.substring(0, 12));
        }
    }

    @Test
    void a_new_key_of_another_server_is_found_though_forged_ids_are_tried() {
        try (SessionTokens other = fixture.another()) {
            fixture.issue();
            byte[] forged = new byte[100];
            forged[0] = 1;
            assertThat(other.open(Base64.getUrlEncoder().withoutPadding().encodeToString(forged)))
                    .isNull();
            fixture.now = fixture.now.plus(SessionKeys.ROTATED_AFTER);
            String token = fixture.issue().token();
            assertThat(other.open(token)).isNotNull();
        }
    }

    @Test
    void forged_ids_cost_one_query_in_a_while() {
        String token = fixture.issue().token();
        try (SessionTokens other = fixture.another()) {
            byte[] forged = new byte[100];
            forged[0] = 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
            assertThat(other.open(text)).isNull();
            // A closed store refuses each query.
            fixture.store.close();
            for (int i = 0; i < 1000; i++) {
                forged[5] = (byte) i;
                assertThat(other.open(Base64.getUrlEncoder().withoutPadding().encodeToString(forged)))
                        .isNull();
            }
            assertThat(other.open(token)).isNotNull();
        }
    }

    @Test
    void an_expired_token_is_opened_so_that_it_can_be_told_and_is_not_kept() {
        SessionTokens.Issued issued = fixture.issue();
        assertThat(fixture.tokens.open(issued.token())).isNotNull();
        fixture.now = issued.content().expires().plusSeconds(1);
        TemporaryKey expired = requireNonNull(fixture.tokens.open(issued.token()));
        assertThat(expired.isExpired(fixture.now)).isTrue();
    }

    @Test
    void policies_and_tags_are_measured_as_they_are_packed() {
        assertThat(SessionContent.Passed.NOTHING.packedBytes()).isZero();
        String policy = "x".repeat(100);
        int alone = new SessionContent.Passed(policy, List.of(), Map.of(), Set.of(), null).packedBytes();
        assertThat(alone).isEqualTo(100 + 2 + 1 + 2);
        int tagged = new SessionContent.Passed(policy, List.of(), Map.of("k", "v"), Set.of(), null).packedBytes();
        assertThat(tagged).isEqualTo(alone + 1 + 3 + 3);
    }

    @Test
    void a_token_is_short_and_the_longest_fits_into_the_headers_of_common_proxies() {
        assertThat(fixture.issue().token().length()).isLessThan(300);
        String policy = "x".repeat(SessionContent.Passed.PACKED_BYTES_MAX - 5);
        SessionContent most =
                fixture.content(new SessionContent.Passed(policy, List.of(), Map.of(), Set.of(), "s".repeat(64)));
        assertThat(most.passed().packedBytes()).isEqualTo(SessionContent.Passed.PACKED_BYTES_MAX);
        assertThat(fixture.tokens.issue(most).token().length()).isLessThan(6000);
    }

    @Test
    void an_access_key_id_is_of_its_account_and_drawn_anew() {
        Set<String> ids = IntStream.range(0, 1000)
                .mapToObj(i -> fixture.tokens.drawAccessKeyId("000000000000"))
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(1000).allMatch(id -> id.matches("ASIA[A-Z2-7]{16}"));
        for (String account : List.of("000000000000", "000000000001", "111122223333", "999999999999")) {
            assertThat(TemporaryKeyId.account(fixture.tokens.drawAccessKeyId(account)))
                    .isEqualTo(account);
        }
        for (String other : List.of(
                "",
                "ASIA",
                "AKIAQQQQQQQQQQQQQQQQ",
                "ASIA0000000000000000",
                "ASIAAAAAAAAAAAAAAAAA",
                "ASIA7777777777777777")) {
            assertThat(TemporaryKeyId.account(other)).as(other).isNull();
        }
    }
}
