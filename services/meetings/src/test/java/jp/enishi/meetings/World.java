package jp.enishi.meetings;

import static jp.enishi.platform.test.rest.Rest.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;

/** One candidacy whose client wants a meeting, its three people, and the service as they use it. */
final class World {
    static final String MEETINGS = "/api/v1/meetings";
    private static final ObjectMapper JSON = new ObjectMapper();

    final UUID candidacy = Ids.next();
    final UUID caseId = Ids.next();
    final UUID organization = UUID.randomUUID();
    UUID client = UUID.randomUUID();
    UUID talent = UUID.randomUUID();
    UUID coordinator = UUID.randomUUID();
    private long candidacyVersion;

    /** Publishes the candidacy and waits until the service knows it. */
    World wanted() {
        stage("MEETING_WANTED");
        eventually(() -> {
            if (!"MEETING_WANTED".equals(sql("select stage from candidacy where candidacy_id = '" + candidacy + "'"))) {
                throw new AssertionError("the candidacy is not known yet");
            }
        });
        return this;
    }

    void stage(String stage) {
        ObjectNode event = example("cases.candidacy-changed.v1");
        event.put("candidacyId", candidacy.toString());
        event.put("caseId", caseId.toString());
        event.put("organizationId", organization.toString());
        event.put("talentUserId", talent.toString());
        event.put("stage", stage);
        candidacyVersion++;
        Events.publish("cases.candidacy", "cases.candidacy-changed.v1", candidacy, candidacyVersion, event);
    }

    World titled() {
        caseEvent("cases.case-opened.v1", 1);
        eventually(() -> {
            if (sql("select ja from case_title where case_id = '" + caseId + "'") == null) {
                throw new AssertionError("the case is not known yet");
            }
        });
        return this;
    }

    void closed() {
        caseEvent("cases.case-closed.v1", 2);
    }

    private void caseEvent(String type, long version) {
        ObjectNode event = example(type);
        event.put("caseId", caseId.toString());
        Events.publish("cases.case", type, caseId, version, event);
    }

    String clientToken() {
        return Tokens.client(client, organization.toString());
    }

    String talentToken() {
        return Tokens.talent(talent);
    }

    String coordinatorToken() {
        return Tokens.coordinator(coordinator);
    }

    /** A whole minute so many hours from now. */
    static Instant in(double hours) {
        return Instant.now().plus(Duration.ofMinutes((long) (hours * 60))).truncatedTo(ChronoUnit.MINUTES);
    }

    /** A request that calls a meeting at these times, with the deadline two hours from now. */
    Map<String, Object> plan(String choice, Instant... starts) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("candidacyId", candidacy.toString());
        plan.put(
                "participants",
                Map.of(
                        "client", Map.of("userId", client.toString()),
                        "talent",
                                Map.of(
                                        "userId", talent.toString(),
                                        "zone", "Europe/London",
                                        "language", "en"),
                        "coordinator", Map.of("userId", coordinator.toString())));
        plan.put("durationMinutes", 60);
        List<Map<String, Object>> slots = new ArrayList<>();
        for (Instant start : starts) {
            slots.add(Map.of("start", start.toString()));
        }
        plan.put("slots", slots);
        plan.put("deadline", in(2).toString());
        plan.put("choice", choice);
        plan.put("place", Map.of("kind", "VIDEO", "url", "https://meet.example/abc"));
        return plan;
    }

    /** Calls a meeting and answers its id. */
    String call(String choice, Instant... starts) {
        return post(coordinatorToken(), MEETINGS, plan(choice, starts))
                .then()
                .statusCode(201)
                .extract()
                .path("meetingId");
    }

    /** A meeting that is booked for the time. */
    String booked(Instant start) {
        String id = call("COORDINATOR", start);
        book(id, 1, 0).then().statusCode(200);
        return id;
    }

    Response book(String id, long version, int slot) {
        String slotId = read(coordinatorToken(), id).path("slots[" + slot + "].slotId");
        return post(
                coordinatorToken(),
                MEETINGS + "/" + id + "/booking",
                version,
                Map.of("slotId", slotId, "override", true, "reason", "電話で双方のご都合を確認しました"));
    }

    /** As the answers say, without another word. */
    Response bookAsAnswered(String id, long version, int slot) {
        String slotId = read(coordinatorToken(), id).path("slots[" + slot + "].slotId");
        return post(coordinatorToken(), MEETINGS + "/" + id + "/booking", version, Map.of("slotId", slotId));
    }

    /** Answers all slots, in their order. */
    Response answer(String token, String id, long version, String... answers) {
        List<String> slots = read(token, id).path("slots.slotId");
        List<Map<String, String>> given = new ArrayList<>();
        for (int n = 0; n < answers.length; n++) {
            given.add(Map.of("slotId", slots.get(n), "answer", answers[n]));
        }
        return put(token, MEETINGS + "/" + id + "/answers", version, Map.of("answers", given));
    }

    static Response read(String token, String id) {
        return as(token).get(MEETINGS + "/" + id);
    }

    static Request as(String token) {
        return given().contentType("application/json").oauth2(token);
    }

    static Response post(String token, String path, Object body) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
    }

    static Response post(String token, String path, long version, Object body) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .post(path);
    }

    static Response put(String token, String path, long version, Object body) {
        return as(token).header("If-Match", "\"" + version + "\"").body(body).put(path);
    }

    static ObjectNode example(String name) {
        try (var in = World.class.getClassLoader().getResourceAsStream("examples/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The first column of the first row as text, past the application. */
    static String sql(String query) {
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement()) {
            if (!statement.execute(query)) {
                return "";
            }
            var rows = statement.getResultSet();
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException refused) {
            throw new IllegalStateException(query, refused);
        }
    }

    /** Moves a meeting in time, past the application: all its instants become so much earlier. */
    static void age(String id, Duration by) {
        sql("""
            update meeting set due_at = due_at - interval '%1$d seconds',
                document = (with shifted as (select document::jsonb d)
                    select jsonb_strip_nulls(d || jsonb_build_object(
                        'deadline', to_char((d->>'deadline')::timestamptz - interval '%1$d seconds', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                        'start', to_char((d->>'start')::timestamptz - interval '%1$d seconds', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                        'settledAt', to_char((d->>'settledAt')::timestamptz - interval '%1$d seconds', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))::text
                    from shifted)
            where meeting_id = '%2$s'\
            """.formatted(by.toSeconds(), id));
    }

    /** Waits until the assertion holds, at most 30 seconds. */
    static void eventually(Runnable assertion) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }
}
