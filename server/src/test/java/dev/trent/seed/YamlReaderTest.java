package dev.trent.seed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
    private static Object plain(String yaml) throws SeedException {
        return YamlReader.read(yaml).plain();
    }

    private static void refuses(String yaml, String sentence) {
        assertThatThrownBy(() -> YamlReader.read(yaml))
                .isInstanceOf(SeedException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void scalars_are_texts_as_written() throws SeedException {
        assertThat(plain("a: 000000000000\nb: 2012-10-17\nc: true\nd: 'x'\ne: |\n  y\n  z\n"))
                .isEqualTo(Map.of("a", "000000000000", "b", "2012-10-17", "c", "true", "d", "x", "e", "y\nz\n"));
    }

    @Test
    void a_member_without_a_value_is_not_given() throws SeedException {
        assertThat(plain("a:\nb: null\nc: ~\nd: ''\n")).isEqualTo(Map.of("d", ""));
        assertThat(plain("")).isEqualTo(Map.of());
        assertThat(plain("# nothing\n")).isEqualTo(Map.of());
    }

    @Test
    void json_is_yaml() throws SeedException {
        assertThat(plain("{\"a\":[\"b\",1,{\"c\":\"\\u00e9\\\"\\/\"}],\"d\":\"\"}"))
                .isEqualTo(Map.of("a", List.of("b", "1", Map.of("c", "é\"/")), "d", ""));
    }

    @Test
    void an_alias_is_a_copy_with_its_own_place() throws SeedException {
        Value.Members read = YamlReader.read("a: &x\n  b: c\nd: *x\n").asMembers();
        assertThat(read.plain()).isEqualTo(Map.of("a", Map.of("b", "c"), "d", Map.of("b", "c")));
        assertThat(requireNonNull(read.find("d")).asMembers().placeOf("b")).hasToString("d.b, line 3");
    }

    @Test
    void places_are_those_of_names() throws SeedException {
        Value.Members read =
                YamlReader.read("a:\n  - b:\n      c: |\n        d\n").asMembers();
        Value.Members element = read.each("a").getFirst();
        assertThat(element.placeOf("b")).hasToString("a[0].b, line 2");
        assertThat(requireNonNull(element.find("b")).asMembers().placeOf("c")).hasToString("a[0].b.c, line 3");
    }

    @Test
    void what_is_no_yaml_is_refused_with_its_line_and_without_its_text() {
        assertThatThrownBy(() -> YamlReader.read("a: b\nsecret: [x\nc: d\n"))
                .hasMessageContaining("line 3: this is not YAML: ")
                .hasMessageNotContaining("secret");
        refuses("a: \u0000", "this is not YAML");
        refuses("a: 1\na: 2\n", "a, line 2: this member is there twice.");
        refuses("a: 1\n---\nb: 2\n", "a second document begins");
        refuses("[a]: 1\n", "the name of a member is a text.");
        refuses("a: !!java.net.URL x\n", "a, line 1: YAML tags such as !!str mean nothing here");
        refuses("a: !!set {b}\n", "YAML tags");
        refuses("a: *b\n", "the anchor 'b' is not there.");
        refuses("a: &a\n  b: *a\n", "the anchor 'a' is not there.");
    }

    @Test
    void depth_is_bounded() throws SeedException {
        int deepest = YamlReader.DEPTH_MAX;
        assertThat(plain("[".repeat(deepest) + "x" + "]".repeat(deepest))).isInstanceOf(List.class);
        refuses("[".repeat(deepest + 1) + "x" + "]".repeat(deepest + 1), "this is nested too deep");
        refuses("[".repeat(500_000), "this is nested too deep");
    }

    @Test
    void a_billion_laughs_are_refused() {
        StringBuilder yaml = new StringBuilder("a0: &a0 ha\n");
        for (int i = 1; i <= 12; i++) {
            String alias = "*a" + (i - 1);
            yaml.append("a" + i + ": &a" + i + " [" + alias + (", " + alias).repeat(9) + "]\n");
        }
        refuses(yaml.toString(), "the file has too many values, aliases included");
    }

    @Test
    void values_and_length_are_bounded() {
        refuses("- a\n".repeat(YamlReader.VALUES_MAX + 1), "the file has too many values");
        refuses("a".repeat(YamlReader.CHARACTERS_MAX + 1), "this is not YAML that can be read: it is too long");
    }
}
