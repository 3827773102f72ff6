package dev.trent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonShapeTest {
    private static final long SEED = Long.getLong("seed", 20261124L);
    private static final String SAMPLE =
            "{\"Name\":\"n\",\"Number\":7,\"Flag\":true,\"Time\":1.5,\"Blob\":\"AQI=\",\"Secret\":"
                    + "\"c2VjcmV0\",\"Kind\":\"TWO\",\"Items\":[{\"Text\":\"t\"}],\"Words\":[\"w\"],\"Context\":{\"a\":\"b\"}}";

    enum Kind {
        ONE,
        TWO
    }

    record Item(@Length(min = 1, max = 3) String text) {}

    record Sample(
            @Logged @Nullable String name,
            @Logged @Nullable @Range(min = 1, max = 9) Integer number,
            @Nullable Boolean flag,
            @Logged @Nullable Instant time,
            @Nullable @Length(min = 1, max = 4) Blob blob,
            @Sensitive @Nullable Secret secret,
            @Logged @Default("ONE") Kind kind,
            @Logged @Nullable List<Item> items,
            @Nullable @Length(min = 0, max = 2) List<@Length(min = 1, max = 5) String> words,
            @Logged @Nullable Map<String, String> context,
            @Logged @WireName("AWSAccountId") @Nullable String awsAccountId) {}

    private static final JsonShape<Sample> SHAPE = JsonShape.of(Sample.class);

    private static Sample read(String json) {
        return SHAPE.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_is_written_is_read_back() {
        Sample sample = read(SAMPLE);
        assertThat(sample.name()).isEqualTo("n");
        assertThat(sample.time()).isEqualTo(Instant.ofEpochMilli(1500));
        assertThat(sample.secret()).isEqualTo(Secret.owning("secret".getBytes(StandardCharsets.UTF_8)));
        assertThat(new String(SHAPE.write(sample), StandardCharsets.UTF_8)).isEqualTo(SAMPLE);
    }

    @Test
    void nothing_at_all_is_an_empty_object() {
        Sample sample = read("");
        assertThat(sample).isEqualTo(read("{}"));
        assertThat(sample.kind()).isEqualTo(Kind.ONE);
    }

    @Test
    void unknown_members_and_nulls_are_passed_over() {
        assertThat(read("{\"Name\":null,\"Other\":{\"deep\":[1,{\"x\":null}]},\"name\":\"x\",\"Kind\":null}"))
                .isEqualTo(read("{}"));
        assertThat(read("{\"Name\":\"first\",\"Name\":\"last\"}").name()).isEqualTo("last");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "null",
                "{",
                "{}x",
                "{} {}",
                "{\"Name\"}",
                "{\"Name\":7}",
                "{\"Name\":true}",
                "{\"Number\":\"7\"}",
                "{\"Number\":7.0}",
                "{\"Number\":1e2}",
                "{\"Number\":99999999999}",
                "{\"Flag\":\"true\"}",
                "{\"Flag\":1}",
                "{\"Time\":\"now\"}",
                "{\"Time\":1e999999999}",
                "{\"Time\":NaN}",
                "{\"Blob\":\"AQI\"}",
                "{\"Blob\":\"A===\"}",
                "{\"Blob\":\"AQJ=\"}",
                "{\"Blob\":\"AQ I=\"}",
                "{\"Blob\":\"-_==\"}",
                "{\"Blob\":\"====\"}",
                "{\"Blob\":7}",
                "{\"Kind\":1}",
                "{\"Items\":{}}",
                "{\"Items\":[null]}",
                "{\"Items\":[7]}",
                "{\"Words\":[1]}",
                "{\"Context\":{\"a\":1}}",
                "{\"Context\":{\"a\":null}}",
                "{\"Context\":[]}",
                "{\"Name\":\"\\ud800\"}",
                "{\"Name\":\"\\udc00\\ud800\"}",
                "{\"Name\":\"a\nb\"}",
                "{'Name':'x'}",
                "{\"Name\":\"x\",}",
                "\u0000"
            })
    void what_is_not_json_of_the_right_types_is_refused_without_a_word(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(AwsException.class)
                .hasMessage(null)
                .extracting(refusal -> ((AwsException) refusal).error())
                .isEqualTo(AwsError.SERIALIZATION);
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        byte[] json = "{\"Name\":\"xx\"}".getBytes(StandardCharsets.UTF_8);
        json[9] = (byte) 0xC0;
        json[10] = (byte) 0x80;
        assertThatThrownBy(() -> SHAPE.read(json)).hasMessage(null);
    }

    /// A record that notes every secret it gets, and then refuses it.
    record Watched(Secret secret) {
        private static final List<Secret> SEEN = new ArrayList<>();

        Watched {
            SEEN.add(secret);
            throw new IllegalStateException("refused");
        }
    }

    @Test
    void the_secrets_of_a_request_that_is_refused_while_it_is_read_are_zeroed() {
        JsonShape<Watched> shape = JsonShape.of(Watched.class);
        assertThatThrownBy(() -> shape.read("{\"Secret\":\"AQID\"}".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("refused");
        assertThat(Watched.SEEN.removeFirst().exposed()).hasSize(3).containsOnly(0);
    }

    @Test
    void depth_is_bounded() {
        String deep = "{\"Other\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> read(deep)).isInstanceOf(AwsException.class);
    }

    @Test
    void all_violations_are_told_at_once_in_the_order_of_the_members() {
        assertThatThrownBy(() ->
                        read("{\"Words\":[\"\",\"b\"],\"Items\":[{\"Text\":\"ok\"},{}],\"Kind\":\"X\",\"Number\":0,"
                                + "\"Blob\":\"\"}"))
                .hasMessage(
                        "5 validation errors detected: Value '0' at 'number' failed to satisfy constraint: Member must"
                                + " have value greater than or equal to 1; Value at 'blob' failed to satisfy constraint:"
                                + " Member must have length greater than or equal to 1; Value 'X' at 'kind' failed to"
                                + " satisfy constraint: Member must satisfy enum value set: [ONE, TWO]; Value null at"
                                + " 'items.2.member.text' failed to satisfy constraint: Member must not be null; Value '[,"
                                + " b]' at 'words' failed to satisfy constraint: Member must satisfy constraint: [Member"
                                + " must have length greater than or equal to 1]");
    }

    @Test
    void what_is_too_long_is_refused_for_its_length_alone() {
        assertThatThrownBy(() -> read("{\"Words\":[\"\",\"b\",\"toolong\"]}"))
                .hasMessage("1 validation error detected: Value '[, b, toolong]' at 'words' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 2");
        assertThatThrownBy(() -> read("{\"Items\":[" + "{},".repeat(1000) + "{}]}"))
                .hasMessage("1 validation error detected: Value at 'items' failed to satisfy constraint: Member must"
                        + " have length less than or equal to 1000");
    }

    @Test
    void a_refusal_tells_the_first_ten_violations() {
        assertThatThrownBy(() -> read("{\"Items\":[" + "{},".repeat(998) + "{}]}"))
                .hasMessageStartingWith("10 validation errors detected: Value null at 'items.1.member.text'")
                .hasMessageEndingWith(
                        "Value null at 'items.10.member.text' failed to satisfy constraint: Member must not"
                                + " be null");
    }

    @Test
    void a_long_value_is_repeated_in_part() {
        assertThatThrownBy(() -> read("{\"Kind\":\"" + "k".repeat(1024) + "\"}"))
                .hasMessageContaining("'" + "k".repeat(1024) + "' at 'kind'");
        assertThatThrownBy(() -> read("{\"Kind\":\"" + "k".repeat(1025) + "\"}"))
                .hasMessageContaining("'" + "k".repeat(1024) + "…' at 'kind'");
        assertThatThrownBy(() -> read("{\"Kind\":\"" + "k".repeat(1023) + "\uD83D\uDD11\"}"))
                .hasMessageContaining("'" + "k".repeat(1023) + "…' at 'kind'");
    }

    @Test
    void lengths_count_characters() {
        assertThat(read("{\"Items\":[{\"Text\":\"\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\"}]}")
                        .items())
                .hasSize(1);
        assertThatThrownBy(() -> read("{\"Items\":[{\"Text\":\"abcd\"}]}"))
                .hasMessageContaining("'abcd' at 'items.1.member.text'");
    }

    @Test
    void a_record_of_the_call_shows_marked_members_only() {
        Sample sample = read(SAMPLE.replace("{\"Name\"", "{\"AWSAccountId\":\"1\",\"Name\""));
        assertThat(new String(SHAPE.logged(sample, 1024), StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"n\",\"number\":7,\"time\":\"Jan 1, 1970, 12:00:01 AM\",\"kind\":\"TWO\","
                        + "\"items\":[{\"text\":\"t\"}],\"context\":{\"a\":\"b\"},\"aWSAccountId\":\"1\"}");
    }

    record Quiet(
            @Logged(withDefault = false) @Default("false") Boolean dryRun,
            @Logged @RecordOnly @Nullable String arn,
            @Logged @Nullable String name) {}

    @Test
    void a_record_leaves_out_a_default_where_the_shape_says_so() {
        JsonShape<Quiet> shape = JsonShape.of(Quiet.class);
        assertThat(new String(shape.logged(new Quiet(false, null, "a"), 1000), StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"a\"}");
        assertThat(new String(shape.logged(new Quiet(true, null, null), 1000), StandardCharsets.UTF_8))
                .isEqualTo("{\"dryRun\":true}");
    }

    @Test
    void a_member_of_records_alone_is_neither_answered_nor_read() {
        JsonShape<Quiet> shape = JsonShape.of(Quiet.class);
        assertThat(new String(shape.write(new Quiet(true, "arn", "a")), StandardCharsets.UTF_8))
                .isEqualTo("{\"DryRun\":true,\"Name\":\"a\"}");
        assertThat(new String(shape.logged(new Quiet(false, "arn", null), 1000), StandardCharsets.UTF_8))
                .isEqualTo("{\"arn\":\"arn\"}");
        assertThat(shape.read("{\"Arn\":\"arn\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Quiet(false, null, null));
    }

    record Unfit(@Logged Secret secret) {}

    @Test
    void a_secret_cannot_be_marked_for_the_record() {
        assertThatThrownBy(() -> JsonShape.of(Unfit.class)).isInstanceOf(AssertionError.class);
    }

    /// Every input ends in a value or a refusal.
    @Test
    void no_input_throws_anything_but_a_refusal() {
        Random random = new Random(SEED);
        byte[] sample = SAMPLE.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100_000; i++) {
            byte[] input = sample.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                input[random.nextInt(input.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : "\"{}[]:,\\0".charAt(random.nextInt(9)));
            }
            Throwable thrown = catchThrowable(() -> SHAPE.read(input));
            if (thrown != null) {
                assertThat(thrown).as("seed " + SEED).isInstanceOf(AwsException.class);
            }
        }
    }

    /// Another JSON parser reads what the writer wrote.
    @Test
    void every_text_is_written_so_that_others_read_it() {
        Random random = new Random(SEED);
        JsonFactory json = JsonFactory.builder().build();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                int point = switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(0x80);
                    case 1 -> random.nextInt(0x800);
                    case 2 -> 0xE000 + random.nextInt(0x1000);
                    default -> 0x10000 + random.nextInt(0x100000);
                };
                text.appendCodePoint(point);
            }
            byte[] written = new JsonBytes(4)
                    .beginArray()
                    .value(text.toString())
                    .endArray()
                    .toByteArray();
            try (JsonParser parser = json.createParser(ObjectReadContext.empty(), written)) {
                parser.nextToken();
                parser.nextToken();
                assertThat(parser.getString()).as("seed " + SEED).isEqualTo(text.toString());
            }
        }
    }

    @Test
    void times_are_written_with_the_decimals_they_need() {
        for (String seconds : List.of("0", "1.5", "1795484900.302", "-1.25", "7.01", "7.1")) {
            long millis = Math.round(Double.parseDouble(seconds) * 1000);
            String written = new String(
                    new JsonBytes(4).epochSeconds(Instant.ofEpochMilli(millis)).toByteArray(), StandardCharsets.UTF_8);
            assertThat(Double.parseDouble(written)).isEqualTo(Double.parseDouble(seconds));
        }
    }
}
