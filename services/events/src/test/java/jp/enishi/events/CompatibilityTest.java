package jp.enishi.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompatibilityTest {

    @Test
    void released_types_are_only_added_to() {
        var current = Schemas.current();
        var released = Schemas.in("baseline");
        assertThat(current.keySet())
                .as("every type has a baseline and none was dropped")
                .isEqualTo(released.keySet());
        released.forEach((type, schema) -> assertThat(Compatibility.violations(schema, current.get(type)))
                .as(type)
                .isEmpty());
    }

    @Test
    void an_optional_property_and_a_definition_may_be_added() {
        ObjectNode current = match();
        properties(current).putObject("note").put("$ref", "#/$defs/Note");
        ((ObjectNode) current.get("$defs")).putObject("Note").put("type", "string");
        current.put("description", "other words");
        assertThat(Compatibility.violations(match(), current)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planted")
    void a_planted_violation_is_found(String pointer, Consumer<ObjectNode> change) {
        ObjectNode current = match();
        change.accept(current);
        assertThat(Compatibility.violations(match(), current))
                .anySatisfy(violation -> assertThat(violation).startsWith(pointer));
    }

    static Stream<Arguments> planted() {
        return Stream.of(
                planted("/properties/userId: removed", s -> properties(s).remove("userId")),
                planted(
                        "/properties/missing: removed",
                        s -> properties(s).set("lacking", properties(s).remove("missing"))),
                planted("/required: new userId", s -> ((ArrayNode) s.get("required")).add("userId")),
                planted("/required: no longer matchId", s -> ((ArrayNode) s.get("required")).remove(0)),
                planted("/properties/score/type", s -> property(s, "score").put("type", "integer")),
                planted("/properties/score/maximum", s -> property(s, "score").put("maximum", 0.5)),
                planted(
                        "/properties/score/multipleOf",
                        s -> property(s, "score").put("multipleOf", 0.01)),
                planted(
                        "/properties/kind/enum",
                        s -> ((ArrayNode) property(s, "kind").get("enum")).remove(1)),
                planted(
                        "/properties/kind/enum",
                        s -> ((ArrayNode) property(s, "kind").get("enum")).add("OTHER")),
                planted("/properties/met/maxItems", s -> property(s, "met").put("maxItems", 5)),
                planted(
                        "/properties/met/items/$ref",
                        s -> ((ObjectNode) property(s, "met").get("items")).put("$ref", "#/$defs/Id")),
                planted(
                        "/properties/weightsVersion/maxLength",
                        s -> property(s, "weightsVersion").put("maxLength", 3)),
                planted("/$defs/Id/format", s -> definition(s, "Id").remove("format")),
                planted("/$defs/Code/pattern", s -> definition(s, "Code").put("pattern", "^[a-z]+$")),
                planted(
                        "/$defs/CloseSkill/required",
                        s -> definition(s, "CloseSkill").remove("required")),
                planted("/additionalProperties", s -> s.put("additionalProperties", true)),
                planted("/minProperties", s -> s.put("minProperties", 20)),
                planted("/$id", s -> s.put("$id", "https://enishi.example/other")));
    }

    @Test
    void a_changed_condition_is_found() {
        JsonNode revised = Schemas.current().get("cases.case-revised.v1");
        ObjectNode current = revised.deepCopy();
        ((ArrayNode) current.at("/allOf/0/then/required")).add("closingReason");
        assertThat(Compatibility.violations(revised, current))
                .containsExactly("/allOf/0/then/required: new closingReason");
        ((ArrayNode) current.get("allOf")).removeAll();
        assertThat(Compatibility.violations(revised, current)).containsExactly("/allOf: changed");
    }

    private static Arguments planted(String pointer, Consumer<ObjectNode> change) {
        return Arguments.of(pointer, change);
    }

    private static ObjectNode match() {
        return Schemas.current().get("matching.match-proposed.v1").deepCopy();
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static ObjectNode property(ObjectNode schema, String name) {
        return (ObjectNode) properties(schema).get(name);
    }

    private static ObjectNode definition(ObjectNode schema, String name) {
        return (ObjectNode) schema.get("$defs").get(name);
    }
}
