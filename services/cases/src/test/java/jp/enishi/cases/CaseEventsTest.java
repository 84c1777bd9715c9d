package jp.enishi.cases;

import static jp.enishi.cases.Api.TODAY;
import static jp.enishi.cases.Api.openCase;
import static jp.enishi.cases.Api.post;
import static jp.enishi.cases.Api.publish;
import static jp.enishi.cases.Api.put;
import static jp.enishi.cases.Api.registerCompany;
import static jp.enishi.cases.Api.requirements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.Tokens;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class CaseEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyVersionIsOneEventInOrderAndValid() throws IOException {
        UUID organization = UUID.randomUUID();
        String companyId = registerCompany(organization);
        String caseId = openCase(companyId, Map.of("title", Map.of("ja", "これから")));
        put(
                        Tokens.coordinator(),
                        "/api/v1/cases/" + caseId + "/requirements",
                        1,
                        Map.of("reason", "ヒアリング", "requirements", requirements("これから")))
                .then()
                .statusCode(200);
        publish(caseId, 2, TODAY.plusDays(10)).then().statusCode(200);
        put(Tokens.coordinator(), "/api/v1/companies/" + companyId, 1, Api.company(organization))
                .then()
                .statusCode(200);
        post(Tokens.coordinator(), "/api/v1/cases/" + caseId + "/closing", 4, Map.of("reason", "FILLED"))
                .then()
                .statusCode(200);

        UUID id = UUID.fromString(caseId);
        Events.await("cases.case", "cases.case-closed.v1", id, Duration.ofSeconds(30));
        var events = Events.all("cases.case").stream()
                .filter(event -> caseId.equals(event.key()))
                .toList();
        assertThat(events)
                .extracting(
                        event -> Events.header(event, "ce_type") + " " + Events.header(event, "ce_aggregateversion"))
                .containsExactly(
                        "cases.case-opened.v1 1",
                        "cases.case-revised.v1 2",
                        "cases.case-published.v1 3",
                        "cases.case-revised.v1 4",
                        "cases.case-closed.v1 5");
        for (var event : events) {
            valid(event);
        }
        JsonNode renewed = JSON.readTree(events.get(3).value());
        assertThat(renewed.at("/listing/fee/ja").asText()).startsWith("月額");
        assertThat(renewed.at("/requirementsVersion").asInt()).isEqualTo(2);
        JsonNode closed = JSON.readTree(events.get(4).value());
        assertThat(closed.has("listing")).isFalse();
        assertThat(closed.at("/closingReason").asText()).isEqualTo("FILLED");

        UUID company = UUID.fromString(companyId);
        valid(Events.await("cases.company", "cases.company-registered.v1", company, Duration.ofSeconds(30)));
        valid(Events.await("cases.company", "cases.company-revised.v1", company, Duration.ofSeconds(30)));
    }

    private static void valid(ConsumerRecord<String, byte[]> event) throws IOException {
        String type = Events.header(event, "ce_type");
        try (var schema = CaseEventsTest.class.getResourceAsStream("/schemas/" + type + ".schema.json")) {
            var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8))
                    .validate(new String(event.value(), StandardCharsets.UTF_8), InputFormat.JSON);
            assertThat(List.copyOf(errors)).as(type).isEmpty();
        }
    }
}
