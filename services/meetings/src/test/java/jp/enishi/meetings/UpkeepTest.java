package jp.enishi.meetings;

import static jp.enishi.meetings.World.as;
import static jp.enishi.meetings.World.sql;
import static jp.enishi.platform.test.OddInputs.fine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.OddInputs;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;

/** What waits is told without what it says, and is applied again when an administrator asks for it. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class UpkeepTest {
    private static final String PARKED = "/api/v1/upkeep/meetings/parked";
    private static final String CONSUMER = "meetings.candidacy";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UUID administrator = UUID.randomUUID();
    private final String token = Tokens.admin(administrator);
    private final UUID candidacy = UUID.randomUUID();

    @Test
    void whatWaitsIsToldAndAppliedAgainWithATraceOfWhoAskedForIt() throws Exception {
        park(1, World.example("cases.candidacy-changed.v1").put("stage", "MEETING_WANTED"));
        var listed = as(token).get(PARKED + "?limit=100").then().statusCode(200);
        String mine = "items.find { it.aggregateId == '" + candidacy + "' }";
        listed.body(mine + ".consumer", is(CONSUMER))
                .body(mine + ".reason", is("FAILED"))
                .body(mine + ".waiting", is(1))
                .body(mine + ".next.type", is("cases.candidacy-changed.v1"))
                .body(mine + ".next.version", is(1))
                .body(mine + ".next.cause", is("no … here"));
        assertThat(listed.extract().asString()).doesNotContain("MEETING_WANTED", "Tanaka");
        as(token)
                .get(PARKED + "/" + candidacy + "?consumer=" + CONSUMER)
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("code", everyItem(is("handler-failed")));
        replay(Map.of("consumer", CONSUMER))
                .then()
                .statusCode(200)
                .body("applied", is(1))
                .body("stoppedBy", nullValue());
        assertThat(sql("select stage from candidacy where candidacy_id = '" + candidacy + "'"))
                .isEqualTo("MEETING_WANTED");
        assertThat(sql("select role || ' ' || reason from audit where action = 'parked.replay' and actor = '"
                        + administrator + "' and object_id = '" + candidacy + "'"))
                .isEqualTo("ADMIN " + CONSUMER);
        replay(Map.of("consumer", CONSUMER)).then().statusCode(404);
        as(token).get(PARKED + "?limit=100").then().body("items.aggregateId", not(hasItem(candidacy.toString())));
    }

    @Test
    void aReplayStopsWhereSomethingIsMissingAndSaysWhat() throws Exception {
        park(2, World.example("cases.candidacy-changed.v1"));
        replay(Map.of("consumer", CONSUMER))
                .then()
                .statusCode(200)
                .body("applied", is(0))
                .body("stoppedBy", is("version-gap"));
    }

    @Test
    void whatNobodyShouldSendIsTheirFault() throws Exception {
        park(2, World.example("cases.candidacy-changed.v1"));
        OddInputs.pages().forEach(query -> fine(query, as(token).get(PARKED + "?" + query)));
        for (String id : OddInputs.IDS) {
            Response answer = as(token).get(PARKED + "/" + id + "?consumer=x");
            assertThat(answer.statusCode()).as(id).isIn(400, 404);
            fine(id, answer);
        }
        for (String query : List.of("", "?consumer=", "?consumer=%00", "?consumer=" + "x".repeat(3_000))) {
            Response answer = as(token).get(PARKED + "/" + candidacy + query);
            assertThat(answer.statusCode()).as(query).isIn(400, 404, 422);
            fine(query, answer);
        }
        OddInputs.bodies("{\"consumer\":\"" + CONSUMER + "\"}").forEach(odd -> fine(odd, replay(odd.body())));
        as(token).get("/api/v1/upkeep/cases/parked").then().statusCode(404);
    }

    private Response replay(Object body) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(PARKED + "/" + candidacy + "/replay");
    }

    /** As if the service had not been able to apply it. */
    private void park(long version, ObjectNode event) throws JsonProcessingException, SQLException {
        event.put("candidacyId", candidacy.toString());
        var headers =
                Events.headers(UUID.randomUUID(), "cases.candidacy-changed.v1", candidacy, version).entrySet().stream()
                        .map(header -> Map.of(header.getKey(), header.getValue()))
                        .toList();
        sql("insert into applied_version values ('" + CONSUMER + "', '" + candidacy + "', 0, 'FAILED')");
        try (var connection = TestParts.database().connect();
                var row = connection.prepareStatement(
                        "insert into parked_event (consumer, aggregate_id, version, code, cause, topic, kafka_partition,"
                                + " kafka_offset, record_key, record_headers, record_value, digest)"
                                + " values (?, ?, ?, 'handler-failed', 'no \"Tanaka\" here', 'cases.candidacy', 0, 0, ?, ?, ?, ?)")) {
            byte[] key = candidacy.toString().getBytes(StandardCharsets.UTF_8);
            row.setString(1, CONSUMER);
            row.setObject(2, candidacy);
            row.setLong(3, version);
            row.setBytes(4, key);
            row.setString(5, JSON.writeValueAsString(headers));
            row.setBytes(6, JSON.writeValueAsBytes(event));
            row.setBytes(7, key);
            row.executeUpdate();
        }
    }
}
