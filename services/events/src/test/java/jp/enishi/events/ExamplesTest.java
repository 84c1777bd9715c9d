package jp.enishi.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String EXAMPLES = "src/main/resources/examples";
    private static final String INVALID = "src/test/resources/invalid";

    static List<Path> examples() {
        return Schemas.files(EXAMPLES);
    }

    static List<Path> invalid() {
        return Schemas.files(INVALID);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_valid(Path example) {
        assertThat(errors(type(example), Schemas.read(example))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void a_wrong_event_is_refused(Path example) {
        assertThat(errors(type(example), Schemas.read(example))).isNotEmpty();
    }

    @Test
    void every_type_has_an_example_and_a_refused_one() {
        var types = Schemas.current().keySet();
        assertThat(examples().stream().map(ExamplesTest::type)).containsAll(types);
        assertThat(invalid().stream().map(ExamplesTest::type)).containsAll(types);
    }

    @Test
    void every_object_is_closed_and_every_text_and_list_bounded() {
        Schemas.current()
                .forEach((type, schema) -> assertThat(open(schema, "")).as(type).isEmpty());
    }

    @Test
    void a_definition_means_the_same_in_every_schema() {
        Map<String, JsonNode> definitions = new HashMap<>();
        Schemas.current()
                .forEach((type, schema) -> schema.path("$defs").properties().forEach(definition -> {
                    JsonNode known = definitions.putIfAbsent(definition.getKey(), definition.getValue());
                    assertThat(known == null || known.equals(definition.getValue()))
                            .as(type + " " + definition.getKey())
                            .isTrue();
                }));
        assertThat(definitions).isNotEmpty();
    }

    @Test
    void a_schema_is_whole_on_its_own() {
        Schemas.current().forEach((type, schema) -> {
            assertThat(schema.get("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(schema.get("$id").asText()).endsWith("/" + type + Schemas.SUFFIX);
            assertThat(schema.findValuesAsText("$ref")).allMatch(ref -> ref.startsWith("#/$defs/"));
            var defined = new HashSet<String>();
            schema.path("$defs").fieldNames().forEachRemaining(name -> defined.add("#/$defs/" + name));
            assertThat(new HashSet<>(schema.findValuesAsText("$ref"))).as(type).isEqualTo(defined);
        });
    }

    private static List<String> open(JsonNode schema, String at) {
        List<String> found = new ArrayList<>();
        if (schema.isObject()) {
            String kind = schema.path("type").asText();
            boolean bounded = switch (kind) {
                case "object" ->
                    schema.path("additionalProperties").isBoolean()
                            && !schema.get("additionalProperties").asBoolean();
                case "array" -> schema.has("maxItems");
                case "string" -> schema.has("maxLength") || schema.has("pattern");
                default -> true;
            };
            if (!bounded) {
                found.add(at);
            }
        }
        schema.properties().forEach(member -> found.addAll(open(member.getValue(), at + "/" + member.getKey())));
        if (schema.isArray()) {
            schema.forEach(element -> found.addAll(open(element, at + "/-")));
        }
        return found;
    }

    private static List<?> errors(String type, JsonNode event) {
        Schema schema = REGISTRY.getSchema(Schemas.onClassPath(type), InputFormat.JSON);
        return schema.validate(
                event.toString(),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        return Stream.of(name)
                .map(n -> n.replaceFirst("(\\.v\\d+).*", "$1"))
                .findFirst()
                .orElseThrow();
    }
}
