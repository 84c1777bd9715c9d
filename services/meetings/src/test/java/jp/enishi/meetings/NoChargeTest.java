package jp.enishi.meetings;

import static jp.enishi.meetings.World.MEETINGS;
import static jp.enishi.meetings.World.in;
import static jp.enishi.meetings.World.post;
import static jp.enishi.meetings.World.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.TestParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A meeting is free of charge: there is nowhere that money could be written. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class NoChargeTest {
    private static final Set<String> MONEY = Set.of(
            "fee",
            "fees",
            "charge",
            "charges",
            "price",
            "prices",
            "cost",
            "costs",
            "amount",
            "amounts",
            "money",
            "currency",
            "yen",
            "jpy",
            "usd",
            "invoice",
            "bill",
            "billing",
            "payment",
            "pay",
            "paid",
            "rate",
            "tax",
            "deposit",
            "tariff",
            "budget",
            "salary",
            "wage",
            "line",
            "lines",
            "item_price",
            "refund",
            "discount");

    @Test
    void no_column_is_about_money() throws SQLException {
        List<String> names = new ArrayList<>();
        try (var connection = TestParts.database().connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("select table_name, column_name, data_type from information_schema.columns"
                                + " where table_schema = 'public'")) {
            while (rows.next()) {
                names.add(rows.getString("table_name"));
                names.add(rows.getString("column_name"));
                assertThat(rows.getString("data_type")).isNotIn("money", "numeric", "double precision", "real");
            }
        }
        assertThat(names).contains("meeting", "booking").hasSizeGreaterThan(50);
        assertThat(money(names)).isEmpty();
    }

    @Test
    void no_part_of_the_document_is_about_money() {
        Set<String> names = new TreeSet<>();
        components(Meeting.class, names);
        assertThat(names).contains("durationMinutes", "outcomes", "feedback", "attendance");
        assertThat(money(names)).isEmpty();
    }

    @Test
    void neither_api_nor_event_names_money() throws IOException {
        JsonNode openApi = new YAMLMapper().readTree(Files.readString(Path.of("src/main/openapi/openapi.yaml")));
        JsonNode event;
        try (var in =
                getClass().getClassLoader().getResourceAsStream("schemas/meetings.meeting-changed.v1.schema.json")) {
            event = new ObjectMapper().readTree(in);
        }
        for (JsonNode document : List.of(openApi, event)) {
            Set<String> names = new TreeSet<>();
            properties(document, names);
            assertThat(names).contains("meetingId", "sequence");
            assertThat(money(names)).isEmpty();
        }
    }

    @Test
    void a_name_about_money_would_be_found() {
        assertThat(money(List.of("meetingFee", "charge_amount", "start", "unitPrice")))
                .containsExactlyInAnyOrder("meetingFee", "charge_amount", "unitPrice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fee", "charge", "price", "amount", "lines"})
    void a_request_with_money_is_refused(String field) {
        World world = new World().wanted();
        Object money = Map.of("amount", 1_000, "currency", "JPY");
        Map<String, Object> plan = world.plan("COORDINATOR", in(4));
        plan.put(field, money);
        post(world.coordinatorToken(), MEETINGS, plan)
                .then()
                .statusCode(400)
                .body("code", equalTo("json-unknown-field"));
        String id = world.call("COORDINATOR", in(4));
        Map<String, Map<String, Object>> bodies = Map.of(
                "POST /booking", Map.of("slotId", id),
                "PUT /booking", Map.of("start", in(5).toString(), "reason", "x"),
                "POST /cancellation", Map.of("reason", "x"),
                "PUT /outcome", Map.of("outcome", "PROCEED"),
                "PUT /answers", Map.of("answers", List.of()));
        bodies.forEach((operation, body) -> {
            Map<String, Object> charged = new LinkedHashMap<>(body);
            charged.put(field, money);
            String path = MEETINGS + "/" + id + operation.substring(operation.indexOf('/'));
            var answer = operation.startsWith("POST")
                    ? post(world.coordinatorToken(), path, 1, charged)
                    : put(world.coordinatorToken(), path, 1, charged);
            answer.then().statusCode(400).body("code", equalTo("json-unknown-field"));
        });
    }

    private static List<String> money(Iterable<String> names) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            if (Stream.of(name.split("(?<=[a-z])(?=[A-Z])|[_-]"))
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .anyMatch(MONEY::contains)) {
                found.add(name);
            }
        }
        return found;
    }

    private static void components(Class<?> type, Set<String> names) {
        for (var component : type.getRecordComponents()) {
            names.add(component.getName());
            types(component.getGenericType()).filter(Class::isRecord).forEach(inner -> components(inner, names));
        }
    }

    private static Stream<Class<?>> types(java.lang.reflect.Type type) {
        return switch (type) {
            case Class<?> plain -> Stream.of(plain);
            case java.lang.reflect.ParameterizedType of ->
                Stream.of(of.getActualTypeArguments()).flatMap(NoChargeTest::types);
            default -> Stream.empty();
        };
    }

    private static void properties(JsonNode node, Set<String> names) {
        node.path("properties").fieldNames().forEachRemaining(names::add);
        node.forEach(child -> properties(child, names));
    }
}
