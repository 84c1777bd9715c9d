package jp.enishi.platform.test.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private static final JsonText JSON = JsonText.from("""
            {
              "title": {"ja": "案件", "en": null},
              "items": [
                {"id": "a", "count": 1, "parts": [{"no": 1}, {"no": 2}]},
                {"id": "b", "count": 2, "parts": []},
                {"id": "a", "count": 3, "parts": [{"no": 3}]}
              ],
              "words": ["x", "y", "x"],
              "holes": [null, {"no": 5}, {}],
              "none": [],
              "much": 12345678901, "more": 12345678901234567890, "part": 0.1, "done": true
            }
            """);

    private static Object at(String path) {
        return JSON.get(path);
    }

    @Test
    void valuesHaveTheirTypes() {
        assertThat(at("title.ja")).isEqualTo("案件");
        assertThat(at("items[1].count")).isEqualTo(2);
        assertThat(at("much")).isEqualTo(12345678901L);
        assertThat(at("more")).isEqualTo(new BigInteger("12345678901234567890"));
        assertThat(at("part")).isEqualTo(0.1);
        assertThat(at("done")).isEqualTo(true);
        assertThat(at("items[0].parts[1]")).isEqualTo(Map.of("no", 2));
        assertThat(JSON.getString("items[1].count")).isEqualTo("2");
        assertThat(JSON.getInt("items[1].count")).isEqualTo(2);
        assertThat(JSON.getLong("items[1].count")).isEqualTo(2);
        assertThat(JSON.getDouble("part")).isEqualTo(0.1);
        assertThat(JSON.getBoolean("done")).isTrue();
        assertThat(JSON.getList("words")).isEqualTo(List.of("x", "y", "x"));
    }

    @Test
    void theWholeIsAPathToo() {
        assertThat(at("$")).isSameAs(at("")).isInstanceOf(Map.class);
        assertThat(at("$.title.ja")).isEqualTo("案件");
        JsonText list = JsonText.from("[{\"x\": 1}, {\"x\": 2}]");
        assertThat((Object) list.get("[1].x")).isEqualTo(2);
        assertThat((Object) list.get("x")).isEqualTo(List.of(1, 2));
        assertThat((Object) list.get("size()")).isEqualTo(2);
        assertThat((Object) JsonText.from("null").get("$")).isNull();
    }

    @Test
    void aNameIsAskedOfEachElement() {
        assertThat(at("items.id")).isEqualTo(List.of("a", "b", "a"));
        assertThat(at("items.parts.no")).isEqualTo(List.of(List.of(1, 2), List.of(), List.of(3)));
        assertThat(at("items.parts.flatten().no")).isEqualTo(List.of(1, 2, 3));
        assertThat(at("items.missing")).isEqualTo(Arrays.asList(null, null, null));
        assertThat(at("holes.no")).isEqualTo(Arrays.asList(5, null));
        assertThat(at("none.no")).isEqualTo(List.of());
    }

    @Test
    void listsAreCountedSummedAndSearched() {
        assertThat(at("items.size()")).isEqualTo(3);
        assertThat(at("title.size()")).isEqualTo(2);
        assertThat(at("items.count.sum()")).isEqualTo(6);
        assertThat(at("items.find { it.id == 'b' }.count")).isEqualTo(2);
        assertThat(at("items.find { it.id == 'c' }")).isNull();
        assertThat(at("items.findAll { it.id == 'a' }.count")).isEqualTo(List.of(1, 3));
        assertThat(at("items.findAll { it.id == 'c' }")).isEqualTo(List.of());
        assertThat(at("words.findAll { it == 'x' }.size()")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"missing", "missing.name", "missing[0].name", "title.en", "title.en.x", "none[0]", "none[0].x"})
    void whatIsNotThereIsNull(String path) {
        assertThat(at(path)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".title",
                "title.",
                "title..ja",
                "title ja",
                "title-ja",
                "items[x]",
                "items[-1]",
                "items[0",
                "items[0]id",
                "items.[0]",
                "items.length()",
                "items.size(",
                "items.find { it.count > 1 }",
                "items.find { it.id == b }",
                "items.collect { it.id }",
                "'title'",
                "$title",
                " "
            })
    void aPathThatIsNoneThrows(String path) {
        assertThatThrownBy(() -> at(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no path: " + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title.ja.x",
                "words.x",
                "title[0]",
                "much[0]",
                "title.ja.size()",
                "missing.size()",
                "title.sum()",
                "words.sum()",
                "title.flatten()",
                "missing.find { it == 'x' }",
                "much.findAll { it == 'x' }",
                "words.find { it.id == 'x' }",
                "items.find { it.id == 'c' }.count"
            })
    void aStepThatItsValueCannotTakeThrows(String path) {
        assertThatThrownBy(() -> at(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(path + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{} x", "{", "{'a':1}"})
    void whatIsNoJsonThrows(String text) {
        assertThatThrownBy(() -> JsonText.from(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no JSON");
    }

    @Test
    void aValueOfAnotherTypeThrows() {
        assertThatThrownBy(() -> JSON.getLong("part")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JSON.getInt("much")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> JSON.getBoolean("missing")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> JSON.getList("title")).isInstanceOf(ClassCastException.class);
    }
}
