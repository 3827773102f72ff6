package dev.trent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    record Tag(String key, @Length(min = 0, max = 3) String value) {}

    record Sample(
            @Nullable String name,
            @Nullable @Range(min = 1, max = 9) Integer number,
            @Nullable Boolean flag,
            @Nullable Instant time,
            @Nullable List<Tag> tags,
            @Nullable Map<String, String> context) {}

    private static final QueryShape<Sample> SHAPE = QueryShape.of(Sample.class);

    private static Sample read(String form) {
        return SHAPE.read(QueryParameters.parse(form));
    }

    @Test
    void flattened_parameters_become_a_record() {
        Sample sample = read(
                "Action=X&Name=a+b%C3%A4&Number=7&Flag=true&Time=2026-11-24T01:02:03Z&Tags.member.1.Key=k"
                        + "&Tags.member.1.Value=v&Tags.member.2.Key=l&Tags.member.2.Value=&Context.entry.1.key=c&Context.entry.1.value=d");
        assertThat(sample)
                .isEqualTo(new Sample(
                        "a b\u00e4",
                        7,
                        true,
                        Instant.parse("2026-11-24T01:02:03Z"),
                        List.of(new Tag("k", "v"), new Tag("l", "")),
                        Map.of("c", "d")));
    }

    @Test
    void constraints_are_told_as_in_json() {
        assertThatThrownBy(() -> read("Number=10&Tags.member.1.Key=k&Tags.member.1.Value=long"))
                .hasMessage(
                        "2 validation errors detected: Value '10' at 'number' failed to satisfy constraint: Member must"
                                + " have value less than or equal to 9; Value 'long' at 'tags.1.member.value' failed to satisfy"
                                + " constraint: Member must have length less than or equal to 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%ff", "a=1&a=2", "Number=x", "Flag=yes", "Time=now", "a=\u00e4"})
    void what_cannot_be_parsed_is_refused(String form) {
        assertThatThrownBy(() -> read(form)).isInstanceOf(AwsException.class).hasMessage(null);
    }

    @Test
    void the_number_of_parameters_is_bounded() {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < 2001; i++) {
            form.append(i).append("=&");
        }
        assertThatThrownBy(() -> read(form.toString())).isInstanceOf(AwsException.class);
    }

    @Test
    void an_answer_is_escaped_xml() {
        Sample sample = new Sample(
                "<&\"\u0000\ud800>",
                1,
                null,
                Instant.parse("2026-11-24T01:02:03.5Z"),
                List.of(new Tag("k", "v")),
                null);
        assertThat(new String(QueryXml.response("Do", NAMESPACE, SHAPE, sample, "id"), StandardCharsets.UTF_8))
                .isEqualTo(
                        "<DoResponse xmlns=\"" + NAMESPACE + "\"><DoResult><Name>&lt;&amp;&quot;\ufffd\ufffd&gt;</Name>"
                                + "<Number>1</Number><Time>2026-11-24T01:02:03Z</Time><Tags><member><Key>k</Key><Value>v</Value>"
                                + "</member></Tags></DoResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>"
                                + "</DoResponse>");
        assertThat(new String(QueryXml.response("Do", NAMESPACE, SHAPE, null, "id"), StandardCharsets.UTF_8))
                .doesNotContain("DoResult");
    }

    @Test
    void a_refusal_names_its_side() {
        assertThat(new String(
                        QueryXml.error(AwsError.UNRECOGNIZED_CLIENT.because("no & never"), NAMESPACE, "id"),
                        StandardCharsets.UTF_8))
                .isEqualTo("<ErrorResponse xmlns=\"" + NAMESPACE
                        + "\"><Error><Type>Sender</Type><Code>InvalidClientTokenId"
                        + "</Code><Message>no &amp; never</Message></Error><RequestId>id</RequestId></ErrorResponse>");
        assertThat(new String(
                        QueryXml.error(AwsError.KMS_INTERNAL.withoutMessage(), NAMESPACE, "id"),
                        StandardCharsets.UTF_8))
                .contains("<Type>Receiver</Type>");
    }
}
