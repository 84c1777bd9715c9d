package jp.enishi.meetings;

import static jp.enishi.meetings.World.MEETINGS;
import static jp.enishi.meetings.World.age;
import static jp.enishi.meetings.World.as;
import static jp.enishi.meetings.World.eventually;
import static jp.enishi.meetings.World.in;
import static jp.enishi.meetings.World.post;
import static jp.enishi.meetings.World.put;
import static jp.enishi.meetings.World.read;
import static jp.enishi.meetings.World.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import biweekly.Biweekly;
import biweekly.ICalendar;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.meetings.meeting.calendar.Invitation;
import jp.enishi.platform.test.Contracts;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import jp.enishi.platform.test.rest.Rest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class MeetingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    Outside outside;

    @Test
    void three_answers_book_the_earliest_yes_and_all_are_invited() throws Exception {
        World world = new World().wanted().titled();
        String client = outside.account(world.client, true);
        String talent = outside.account(world.talent, true);
        String coordinator = outside.account(world.coordinator, true);
        Instant second = in(5);
        String id = world.call("AUTOMATIC", in(3), second, in(7));
        world.answer(world.clientToken(), id, 1, "NO", "YES", "YES")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("state", equalTo("POLLING"));
        world.answer(world.talentToken(), id, 2, "YES", "YES", "YES").then().statusCode(200);
        world.answer(world.coordinatorToken(), id, 3, "YES", "YES", "MAYBE")
                .then()
                .statusCode(200)
                .header("ETag", "\"5\"")
                .body("state", equalTo("BOOKED"), "start", equalTo(second.toString()), "sequence", equalTo(0));

        for (String address : List.of(client, talent, coordinator)) {
            MimeMessage mail = mails(address, 1).getFirst();
            ICalendar calendar = calendar(mail, "REQUEST");
            var event = calendar.getEvents().getFirst();
            assertThat(event.getUid().getValue()).isEqualTo(Invitation.uid(UUID.fromString(id)));
            assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(second);
            assertThat(event.getAttendees())
                    .singleElement()
                    .satisfies(attendee -> assertThat(attendee.getEmail()).isEqualTo(address));
        }
        assertThat(mails(client, 1).getFirst().getSubject()).startsWith("【Enishi】商談日程のお知らせ：");
        assertThat(mails(talent, 1).getFirst().getSubject()).startsWith("[Enishi] Meeting: ");

        List<JsonNode> events = events(id, 5);
        assertThat(events)
                .extracting(event -> event.get("state").asText())
                .containsExactly("POLLING", "POLLING", "POLLING", "POLLING", "BOOKED");
        assertThat(events.get(4).get("start").asText()).isEqualTo(second.toString());
        assertThat(events.get(0).get("participants")).hasSize(3);
    }

    @Test
    void a_meeting_needs_a_client_who_wants_it_and_the_talent_in_it() {
        World world = new World().wanted();
        Map<String, Object> plan = world.plan("COORDINATOR", in(4));
        var foreign = new java.util.LinkedHashMap<>(plan);
        foreign.put("candidacyId", UUID.randomUUID().toString());
        refused(post(world.coordinatorToken(), MEETINGS, foreign), 422, "validation-failed");
        UUID talent = world.talent;
        world.talent = UUID.randomUUID();
        post(world.coordinatorToken(), MEETINGS, world.plan("COORDINATOR", in(4)))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/participants/talent/userId"));
        world.talent = talent;
        String id = world.call("COORDINATOR", in(4));
        refused(post(world.coordinatorToken(), MEETINGS, plan), 409, "meeting-exists");
        post(world.clientToken(), MEETINGS + "/" + id + "/cancellation", 1, Map.of("reason", "都合が変わりました"))
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"), "reasonCode", equalTo("BY_CLIENT"));
        world.call("COORDINATOR", in(4));
        World early = new World();
        early.stage("PROPOSED");
        eventually(() -> assertThat(sql("select stage from candidacy where candidacy_id = '" + early.candidacy + "'"))
                .isEqualTo("PROPOSED"));
        refused(post(early.coordinatorToken(), MEETINGS, early.plan("COORDINATOR", in(4))), 409, "meeting-not-wanted");
    }

    @Test
    void the_meetings_of_one_case_are_found_by_whom_they_concern() {
        World world = new World().wanted();
        String id = world.call("COORDINATOR", in(4));
        String of = MEETINGS + "?case=" + world.caseId;
        for (String reader : List.of(world.coordinatorToken(), world.clientToken(), world.talentToken())) {
            as(reader).get(of).then().statusCode(200).body("items.meetingId", contains(id));
            as(reader)
                    .get(MEETINGS + "?case=" + UUID.randomUUID())
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0));
        }
        as(new World().talentToken()).get(of).then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void a_bad_plan_is_refused_with_pointers() {
        World world = new World().wanted();
        Map<String, Object> plan = world.plan("COORDINATOR", in(1));
        post(world.coordinatorToken(), MEETINGS, plan)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/slots/0/start"));
        plan.put("durationMinutes", 500);
        post(world.coordinatorToken(), MEETINGS, plan)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/durationMinutes"));
        plan = world.plan("COORDINATOR", in(4));
        plan.put(
                "participants",
                Map.of(
                        "client", Map.of("userId", world.client.toString(), "zone", "Mars/Base"),
                        "talent", Map.of("userId", world.talent.toString()),
                        "coordinator", Map.of("userId", world.coordinator.toString())));
        post(world.coordinatorToken(), MEETINGS, plan)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/participants/client/zone"));
    }

    @Test
    void moving_and_cancelling_update_every_calendar() throws Exception {
        World world = new World().wanted().titled();
        String client = outside.account(world.client, true);
        outside.account(world.talent, true);
        outside.account(world.coordinator, true);
        String id = world.booked(in(30));
        Instant later = in(54);
        put(
                        world.coordinatorToken(),
                        MEETINGS + "/" + id + "/booking",
                        2,
                        Map.of(
                                "start",
                                later.toString(),
                                "place",
                                Map.of("kind", "ADDRESS", "address", Map.of("ja", "東京都港区芝1-2-3")),
                                "override",
                                true,
                                "reason",
                                "お客様のご都合により"))
                .then()
                .statusCode(200)
                .body("sequence", equalTo(1), "start", equalTo(later.toString()), "place.kind", equalTo("ADDRESS"));
        post(world.talentToken(), MEETINGS + "/" + id + "/cancellation", 3, Map.of("reason", "体調不良のため"))
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"), "sequence", equalTo(2), "reasonCode", equalTo("BY_TALENT"));
        List<MimeMessage> mails = mails(client, 3);
        assertThat(calendar(mails.get(0), "REQUEST")
                        .getEvents()
                        .getFirst()
                        .getSequence()
                        .getValue())
                .isZero();
        assertThat(calendar(mails.get(1), "REQUEST")
                        .getEvents()
                        .getFirst()
                        .getSequence()
                        .getValue())
                .isEqualTo(1);
        assertThat(mails.get(1).getSubject()).startsWith("【Enishi】商談日程の変更：");
        assertThat(calendar(mails.get(2), "CANCEL")
                        .getEvents()
                        .getFirst()
                        .getSequence()
                        .getValue())
                .isEqualTo(2);
        assertThat(text(mails.get(2))).contains("商談は中止", "理由：体調不良のため");
        assertThat(sql("select count(*) from booking where live and meeting_id = '" + id + "'"))
                .isEqualTo("0");
    }

    @Test
    void a_coordinator_decides_on_what_the_others_can_bear_or_says_how_it_was_agreed_on() throws Exception {
        World world = new World().wanted().titled();
        String client = outside.account(world.client, true);
        outside.account(world.talent, true);
        outside.account(world.coordinator, true);
        String id = world.call("COORDINATOR", in(30), in(34));
        refused(world.bookAsAnswered(id, 1, 0), 409, "slot-not-agreed");
        world.answer(world.clientToken(), id, 1, "YES", "YES").then().statusCode(200);
        refused(world.bookAsAnswered(id, 2, 0), 409, "slot-not-agreed");
        world.answer(world.talentToken(), id, 2, "NO", "MAYBE").then().statusCode(200);
        refused(world.bookAsAnswered(id, 3, 0), 409, "slot-not-agreed");
        String path = MEETINGS + "/" + id + "/booking";
        String slot = read(world.coordinatorToken(), id).path("slots[0].slotId");
        post(world.coordinatorToken(), path, 3, Map.of("slotId", slot, "override", true))
                .then()
                .statusCode(422);
        world.bookAsAnswered(id, 3, 1).then().statusCode(200).body("state", equalTo("BOOKED"));
        // Moving: in good time, and as agreed on or said to be.
        Instant other = in(40);
        refused(
                put(world.coordinatorToken(), path, 4, Map.of("start", other.toString(), "reason", "x")),
                409,
                "slot-not-agreed");
        refused(
                put(
                        world.coordinatorToken(),
                        path,
                        4,
                        Map.of("start", in(0.5).toString(), "override", true, "reason", "x")),
                409,
                "too-soon");
        put(
                        world.coordinatorToken(),
                        path,
                        4,
                        Map.of("start", other.toString(), "override", true, "reason", "電話で両者と合意しました"))
                .then()
                .statusCode(200);
        assertThat(text(mails(client, 2).get(1))).contains("理由：電話で両者と合意しました");
        assertThat(sql("select count(*) from audit where action = 'meeting.move' and object_id = '" + id
                        + "' and reason = '電話で両者と合意しました'"))
                .isEqualTo("1");
    }

    @Test
    void a_date_is_not_fixed_at_the_last_minute() {
        World world = new World().wanted();
        String id = world.call("COORDINATOR", in(3));
        onlySlotAt(id, in(0.8));
        refused(world.book(id, 1, 0), 409, "too-soon");
    }

    /** As if time had gone by until the only time of a poll is then. */
    private static void onlySlotAt(String id, Instant start) {
        sql("update meeting set document = jsonb_set(document::jsonb, '{slots,0,start}', to_jsonb('" + start
                + "'::text))::text, due_at = case when due_at is null then null else greatest(now(), '" + start
                + "'::timestamptz) end where meeting_id = '" + id + "'");
    }

    @Test
    void a_poll_that_came_to_nothing_closes_for_everybody() throws Exception {
        World world = new World().wanted();
        String id = world.call("COORDINATOR", in(5));
        read(world.clientToken(), id).then().body("pollOver", equalTo(false));
        age(id, Duration.ofHours(3));
        events(id, 2);
        for (String reader : List.of(world.clientToken(), world.talentToken(), world.coordinatorToken())) {
            read(reader, id).then().body("state", equalTo("POLLING"), "pollOver", equalTo(true));
        }
        onlySlotAt(id, in(-0.1));
        JsonNode closed = events(id, 3).getLast();
        assertThat(closed.get("state").asText()).isEqualTo("CANCELLED");
        assertThat(closed.get("reasonCode").asText()).isEqualTo("POLL_EXPIRED");
        // So another one can be called.
        world.call("COORDINATOR", in(30));
    }

    @Test
    void nobody_is_booked_twice() {
        World first = new World().wanted();
        Instant start = in(26);
        String booked = first.booked(start);
        World second = new World();
        second.talent = first.talent;
        second.wanted();
        String id = second.call("COORDINATOR", start.plusSeconds(1_800), start.plusSeconds(3_600));
        refused(second.book(id, 1, 0), 409, "participant-busy");
        second.book(id, 1, 1).then().statusCode(200);
        put(
                        second.coordinatorToken(),
                        MEETINGS + "/" + id + "/booking",
                        2,
                        Map.of("start", start.toString(), "override", true, "reason", "x"))
                .then()
                .statusCode(409)
                .body("code", equalTo("participant-busy"));
        post(first.coordinatorToken(), MEETINGS + "/" + booked + "/cancellation", 2, Map.of("reason", "x"))
                .then()
                .statusCode(200);
        put(
                        second.coordinatorToken(),
                        MEETINGS + "/" + id + "/booking",
                        2,
                        Map.of("start", start.toString(), "override", true, "reason", "x"))
                .then()
                .statusCode(200);
    }

    @Test
    void the_rule_passes_over_slots_at_which_somebody_is_busy() {
        World first = new World().wanted();
        Instant start = in(4);
        first.booked(start);
        World second = new World();
        second.client = first.client;
        second.wanted();
        String id = second.call("AUTOMATIC", start, start.plusSeconds(7_200));
        second.answer(second.clientToken(), id, 1, "YES", "MAYBE").then().statusCode(200);
        second.answer(second.talentToken(), id, 2, "YES", "YES").then().statusCode(200);
        second.answer(second.coordinatorToken(), id, 3, "YES", "YES")
                .then()
                .statusCode(200)
                .body(
                        "state",
                        equalTo("BOOKED"),
                        "start",
                        equalTo(start.plusSeconds(7_200).toString()));
    }

    @Test
    void each_reader_has_their_zone_and_sees_what_is_theirs() {
        World world = new World().wanted().titled();
        Instant start = in(48);
        String id = world.call("COORDINATOR", start);
        world.answer(world.clientToken(), id, 1, "YES").then().statusCode(200);
        read(world.talentToken(), id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("zone", equalTo("Europe/London"))
                .body("mySide", equalTo("TALENT"))
                .body(
                        "slots[0].localStart",
                        startsWith(start.atZone(ZoneId.of("Europe/London"))
                                .toLocalDateTime()
                                .toString()))
                .body("slots[0].answers", aMapWithSize(0))
                .body("participants.find { it.side == 'CLIENT' }.answered", equalTo(true))
                .body("title.ja", notNullValue());
        read(Tokens.coordinator(), id)
                .then()
                .body("slots[0].answers.CLIENT", equalTo("YES"), "zone", equalTo("Asia/Tokyo"), "mySide", nullValue());
        as(world.clientToken())
                .get(MEETINGS + "?state=POLLING")
                .then()
                .statusCode(200)
                .body("items", hasSize(1), "items[0].meetingId", equalTo(id));
        as(world.clientToken()).get(MEETINGS + "?state=BOOKED").then().body("items", hasSize(0));
        as(world.clientToken())
                .get(MEETINGS + "?state=POLLING&state=BOOKED")
                .then()
                .body("items", hasSize(1), "items[0].meetingId", equalTo(id));
        as(world.clientToken())
                .get(MEETINGS + "?state=HELD&state=BOOKED")
                .then()
                .body("items", hasSize(0));
        refused(as(world.clientToken()).get(MEETINGS + "?state=PLANNED"), 422, "validation-failed");
    }

    @Test
    void who_may_not_is_refused() {
        World world = new World().wanted();
        String id = world.call("COORDINATOR", in(4));
        String path = MEETINGS + "/" + id;
        Map<String, Object> plan = world.plan("COORDINATOR", in(4));
        for (String stranger : List.of(
                Tokens.talent(UUID.randomUUID()),
                Tokens.client(UUID.randomUUID(), world.organization.toString()),
                Tokens.client(UUID.randomUUID()))) {
            read(stranger, id).then().statusCode(404);
            as(stranger).get(path + "/calendar.ics").then().statusCode(404);
            post(stranger, path + "/cancellation", 1, Map.of("reason", "x"))
                    .then()
                    .statusCode(404);
            put(stranger, path + "/outcome", 1, Map.of("outcome", "PROCEED"))
                    .then()
                    .statusCode(404);
            as(stranger).get(MEETINGS).then().statusCode(200).body("items", hasSize(0));
        }
        for (String participant : List.of(world.clientToken(), world.talentToken())) {
            post(participant, MEETINGS, plan).then().statusCode(403);
            as(participant)
                    .get(path + "/suggestions?from=2026-12-01&to=2026-12-02")
                    .then()
                    .statusCode(403);
            put(participant, path + "/booking", 1, Map.of("start", in(5).toString(), "reason", "x"))
                    .then()
                    .statusCode(403);
            calendarReply(participant, "BEGIN:VCALENDAR").then().statusCode(403);
        }
        read(Tokens.auditor(), id).then().statusCode(403);
        read(Tokens.admin(), id).then().statusCode(403);
        Rest.given().get(path).then().statusCode(401);
        // A coordinator who doesn't take part arranges, but has no answer of their own.
        as(Tokens.coordinator()).get(path + "/calendar.ics").then().statusCode(404);
        String slot = read(world.coordinatorToken(), id).path("slots[0].slotId");
        put(
                        Tokens.coordinator(),
                        path + "/answers",
                        1,
                        Map.of("answers", List.of(Map.of("slotId", slot, "answer", "YES"))))
                .then()
                .statusCode(404);
    }

    @Test
    void changes_name_their_version_and_posts_their_key() {
        World world = new World().wanted();
        String id = world.call("COORDINATOR", in(4));
        String path = MEETINGS + "/" + id;
        post(world.coordinatorToken(), path + "/cancellation", 9, Map.of("reason", "x"))
                .then()
                .statusCode(412);
        post(world.coordinatorToken(), path + "/cancellation", Map.of("reason", "x"))
                .then()
                .statusCode(428);
        as(world.coordinatorToken())
                .header("If-Match", "\"1\"")
                .body(Map.of("reason", "x"))
                .post(path + "/cancellation")
                .then()
                .statusCode(400);
        String key = UUID.randomUUID().toString();
        for (int n = 0; n < 2; n++) {
            as(world.coordinatorToken())
                    .header("If-Match", "\"1\"")
                    .header("Idempotency-Key", key)
                    .body(Map.of("reason", "x"))
                    .post(path + "/cancellation")
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"2\"");
        }
        assertThat(sql("select count(*) from outbox where aggregate_id = '" + id + "'"))
                .isEqualTo("2");
        assertThat(sql("select string_agg(action, ' ' order by seq) from audit where object_id = '" + id + "'"))
                .isEqualTo("meeting.create meeting.cancel");
    }

    @Test
    void outcomes_come_after_the_start_and_the_third_ends_the_meeting() throws Exception {
        World world = new World().wanted();
        String id = world.booked(in(3));
        String path = MEETINGS + "/" + id + "/outcome";
        refused(put(world.clientToken(), path, 2, Map.of("outcome", "PROCEED")), 409, "meeting-not-begun");
        age(id, Duration.ofHours(4));
        put(world.clientToken(), path, 2, Map.of("outcome", "ADJUST")).then().statusCode(422);
        put(world.clientToken(), path, 2, Map.of("outcome", "ADJUST", "feedback", "よい方でした", "adjustment", "週3日に変更したい"))
                .then()
                .statusCode(200)
                .body("state", equalTo("BOOKED"), "outcomes", hasSize(1));
        put(world.talentToken(), path, 3, Map.of("outcome", "PROCEED", "side", "CLIENT"))
                .then()
                .statusCode(403);
        put(world.talentToken(), path, 3, Map.of("outcome", "PROCEED"))
                .then()
                .statusCode(200)
                .body("outcomes", hasSize(1), "outcomes[0].side", equalTo("TALENT"));
        put(Tokens.coordinator(), path, 4, Map.of("outcome", "PROCEED", "side", "COORDINATOR"))
                .then()
                .statusCode(200)
                .body("state", equalTo("HELD"), "outcomes", hasSize(3));
        refused(put(world.clientToken(), path, 5, Map.of("outcome", "DECLINE")), 409, "meeting-step-illegal");
        read(world.talentToken(), id).then().body("outcomes.feedback", not(hasItem("よい方でした")));
        JsonNode held = events(id, 5).getLast();
        assertThat(held.get("state").asText()).isEqualTo("HELD");
        assertThat(held.get("outcomes")).hasSize(3);
        assertThat(held.toString()).doesNotContain("よい方", "週3日");
    }

    @Test
    void the_polls_end_books_what_all_could_bear_or_tells_the_coordinator() throws Exception {
        World agreed = new World().wanted();
        String first = agreed.call("AUTOMATIC", in(5), in(9));
        agreed.answer(agreed.clientToken(), first, 1, "MAYBE", "NO").then().statusCode(200);
        agreed.answer(agreed.talentToken(), first, 2, "YES", "YES").then().statusCode(200);
        World open = new World().wanted();
        String second = open.call("AUTOMATIC", in(5));
        open.answer(open.clientToken(), second, 1, "YES").then().statusCode(200);
        age(first, Duration.ofHours(3));
        age(second, Duration.ofHours(3));
        JsonNode told = events(second, 3).getLast();
        assertThat(told.get("state").asText()).isEqualTo("POLLING");
        assertThat(told.get("reminder").asText()).isEqualTo("DEADLINE");
        assertThat(events(first, 4).getLast().get("reminder").asText()).isEqualTo("DEADLINE");
        refused(open.answer(open.talentToken(), second, 3, "YES"), 409, "poll-over");
        open.book(second, 3, 0).then().statusCode(200).body("state", equalTo("BOOKED"));

        World late = new World().wanted();
        Instant best = in(5);
        String third = late.call("AUTOMATIC", best, in(9));
        // All have answered while the slot was taken; when it is free again, the deadline finds it.
        World other = new World();
        other.client = late.client;
        other.wanted();
        String blocking = other.booked(best);
        late.answer(late.clientToken(), third, 1, "MAYBE", "NO").then().statusCode(200);
        late.answer(late.talentToken(), third, 2, "YES", "YES").then().statusCode(200);
        late.answer(late.coordinatorToken(), third, 3, "YES", "YES")
                .then()
                .statusCode(200)
                .body("state", equalTo("POLLING"));
        post(other.coordinatorToken(), MEETINGS + "/" + blocking + "/cancellation", 2, Map.of("reason", "x"))
                .then()
                .statusCode(200);
        sql("update meeting set due_at = now() where meeting_id = '" + third + "'");
        assertThat(events(third, 5).getLast().get("state").asText()).isEqualTo("BOOKED");
    }

    @Test
    void reminders_go_out_a_day_and_an_hour_before_once_each() throws Exception {
        World world = new World().wanted();
        String id = world.booked(in(30));
        age(id, Duration.ofHours(7));
        List<JsonNode> day = events(id, 3);
        assertThat(day.getLast().get("reminder").asText()).isEqualTo("DAY");
        age(id, Duration.ofMinutes(22 * 60 + 20));
        List<JsonNode> hour = events(id, 4);
        assertThat(hour.getLast().get("reminder").asText()).isEqualTo("HOUR");
        age(id, Duration.ofHours(1));
        assertThat(sql("select due_at from meeting where meeting_id = '" + id + "'"))
                .isNull();
    }

    @Test
    void what_ends_takes_its_meetings_along() throws Exception {
        World world = new World().wanted().titled();
        String client = outside.account(world.client, true);
        String id = world.booked(in(30));
        mails(client, 1);
        world.closed();
        JsonNode cancelled = events(id, 3).getLast();
        assertThat(cancelled.get("state").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("reasonCode").asText()).isEqualTo("CASE_CLOSED");
        assertThat(cancelled.get("sequence").asInt()).isEqualTo(1);
        calendar(mails(client, 2).get(1), "CANCEL");

        World passed = new World().wanted();
        String poll = passed.call("AUTOMATIC", in(30));
        passed.stage("WITHDRAWN");
        assertThat(events(poll, 2).getLast().get("reasonCode").asText()).isEqualTo("CANDIDACY_ENDED");
    }

    @Test
    void replies_of_calendars_are_understood() throws Exception {
        World world = new World().wanted().titled();
        String client = outside.account(world.client, true);
        String coordinator = outside.account(world.coordinator, true);
        outside.account(world.talent, true);
        String id = world.booked(in(30));
        ICalendar invitation = calendar(mails(client, 1).getFirst(), "REQUEST");
        assertThat(invitation.getEvents()).hasSize(1);
        String accepted = reply(id, client.toUpperCase(java.util.Locale.ROOT), "ACCEPTED", 0, "20261201T020304Z");
        calendarReply(Tokens.coordinator(), accepted)
                .then()
                .statusCode(200)
                .body("side", equalTo("CLIENT"), "attendance", equalTo("ACCEPTED"));
        read(world.talentToken(), id)
                .then()
                .body("participants.find { it.side == 'CLIENT' }.attendance", equalTo("ACCEPTED"));
        calendarReply(Tokens.coordinator(), reply(id, client, "DECLINED", 0, "20261201T030000Z"))
                .then()
                .statusCode(200);
        assertThat(text(mails(coordinator, 2).get(1))).contains("お客様から欠席の回答がありました");
        refused(
                calendarReply(Tokens.coordinator(), reply(id, client, "ACCEPTED", 0, "20261201T020304Z")),
                409,
                "calendar-reply-outdated");
        refused(
                calendarReply(Tokens.coordinator(), reply(id, client, "ACCEPTED", 4, "20261202T020304Z")),
                409,
                "calendar-reply-outdated");
        refused(
                calendarReply(
                        Tokens.coordinator(), reply(id, "nobody@people.example", "ACCEPTED", 0, "20261202T020304Z")),
                422,
                "validation-failed");
        refused(
                calendarReply(
                        Tokens.coordinator(),
                        reply(UUID.randomUUID().toString(), client, "ACCEPTED", 0, "20261202T020304Z")),
                422,
                "validation-failed");
        refused(calendarReply(Tokens.coordinator(), "no calendar at all"), 422, "validation-failed");
        outside.keycloakDown(true);
        try {
            calendarReply(Tokens.coordinator(), reply(id, client, "ACCEPTED", 0, "20261202T020304Z"))
                    .then()
                    .statusCode(503);
        } finally {
            outside.keycloakDown(false);
        }
    }

    @Test
    void a_participant_takes_the_date_into_their_calendar() {
        World world = new World().wanted().titled();
        String polling = world.call("COORDINATOR", in(30));
        refused(as(world.talentToken()).get(MEETINGS + "/" + polling + "/calendar.ics"), 409, "meeting-step-illegal");
        world.book(polling, 1, 0).then().statusCode(200);
        Response file = as(world.talentToken()).get(MEETINGS + "/" + polling + "/calendar.ics");
        file.then().statusCode(200).contentType("text/calendar");
        ICalendar calendar = Biweekly.parse(file.asString()).first();
        assertThat(calendar.getMethod().isPublish()).isTrue();
        assertThat(file.asString()).contains("TZID=Europe/London");
    }

    @Test
    void suggestions_are_free_for_all_three() {
        World world = new World().wanted();
        String id = world.call("COORDINATOR", in(30));
        LocalDate from = LocalDate.now(ZoneId.of("Asia/Tokyo")).plusDays(1);
        String path = MEETINGS + "/" + id + "/suggestions?from=" + from + "&to=" + from.plusDays(14);
        // London and Tokyo share an hour at most in summer and none in winter.
        as(world.coordinatorToken()).get(path).then().statusCode(200).body("items", notNullValue());
        as(world.coordinatorToken())
                .get(MEETINGS + "/" + id + "/suggestions?from=" + from + "&to=" + from.minusDays(1))
                .then()
                .statusCode(422);
        as(world.coordinatorToken())
                .get(MEETINGS + "/" + id + "/suggestions?from=soon&to=later")
                .then()
                .statusCode(400);
        as(world.coordinatorToken())
                .get(MEETINGS + "/" + id + "/suggestions")
                .then()
                .statusCode(422);

        World near = new World().wanted();
        Map<String, Object> plan = near.plan("COORDINATOR", in(30));
        plan.put(
                "participants",
                Map.of(
                        "client", Map.of("userId", near.client.toString()),
                        "talent", Map.of("userId", near.talent.toString()),
                        "coordinator", Map.of("userId", near.coordinator.toString())));
        String meeting = post(near.coordinatorToken(), MEETINGS, plan)
                .then()
                .statusCode(201)
                .extract()
                .path("meetingId");
        String search = MEETINGS + "/" + meeting + "/suggestions?from=" + from + "&to=" + from.plusDays(14);
        List<String> starts = as(near.coordinatorToken()).get(search).path("items.start");
        assertThat(starts).hasSize(50);
        World busy = new World();
        busy.client = near.client;
        busy.wanted();
        busy.booked(Instant.parse(starts.getFirst()));
        as(near.coordinatorToken()).get(search).then().body("items.start", not(hasItem(starts.getFirst())));
    }

    static String reply(String id, String address, String status, int sequence, String stamp) {
        return """
            BEGIN:VCALENDAR
            PRODID:-//Google Inc//Google Calendar 70.9054//EN
            VERSION:2.0
            METHOD:REPLY
            BEGIN:VEVENT
            DTSTAMP:%s
            ORGANIZER;CN=Enishi:mailto:meetings@enishi.example
            UID:%s
            ATTENDEE;PARTSTAT=%s:mailto:%s
            SEQUENCE:%d
            END:VEVENT
            END:VCALENDAR
            """.formatted(stamp, id + "@meetings.enishi.example", status, address, sequence)
                .replace("\n", "\r\n");
    }

    static Response calendarReply(String token, String body) {
        return Rest.given()
                .contentType("text/calendar")
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(MEETINGS + "/calendar-replies");
    }

    private static void refused(Response response, int status, String code) {
        response.then().statusCode(status).body("code", equalTo(code));
    }

    /** The first so many events of a meeting, each valid against its schema. */
    private static List<JsonNode> events(String id, int count) throws IOException {
        eventually(() -> assertThat(
                        sql("select count(*) from outbox where sent_at is not null and aggregate_id = '" + id + "'"))
                .isEqualTo(Integer.toString(count)));
        List<JsonNode> events = new ArrayList<>();
        for (var record : Events.all("meetings.meeting")) {
            if (record.key().equals(id)) {
                Contracts.checkEvent(record);
                events.add(JSON.readTree(record.value()));
            }
        }
        assertThat(events).hasSize(count);
        return events;
    }

    private List<MimeMessage> mails(String address, int count) {
        eventually(() -> assertThat(mailsTo(address)).hasSize(count));
        return mailsTo(address);
    }

    private List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(outside.mail().getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(address);
                    } catch (jakarta.mail.MessagingException unreadable) {
                        throw new IllegalStateException(unreadable);
                    }
                })
                .toList();
    }

    private static ICalendar calendar(MimeMessage mail, String method) throws Exception {
        for (BodyPart part : leaves((MimeMultipart) mail.getContent())) {
            if (part.getContentType().startsWith("text/calendar")) {
                assertThat(part.getContentType()).contains("method=" + method);
                String text = new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                ICalendar calendar = Biweekly.parse(text).first();
                assertThat(calendar.getMethod().getValue()).isEqualTo(method);
                return calendar;
            }
        }
        throw new AssertionError("no invitation in the mail");
    }

    private static String text(MimeMessage mail) throws Exception {
        return mail.getContent() instanceof MimeMultipart parts
                ? leaves(parts).getFirst().getContent().toString()
                : mail.getContent().toString();
    }

    private static List<BodyPart> leaves(MimeMultipart multipart) throws Exception {
        List<BodyPart> leaves = new ArrayList<>();
        for (int n = 0; n < multipart.getCount(); n++) {
            BodyPart part = multipart.getBodyPart(n);
            if (part.getContent() instanceof MimeMultipart inner) {
                leaves.addAll(leaves(inner));
            } else {
                leaves.add(part);
            }
        }
        return leaves;
    }
}
