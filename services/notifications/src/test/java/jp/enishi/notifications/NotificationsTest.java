package jp.enishi.notifications;

import static jp.enishi.notifications.World.eventually;
import static jp.enishi.notifications.World.sql;
import static jp.enishi.platform.test.OddInputs.fine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.OddInputs;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;
import jp.enishi.platform.test.rest.Rest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
@Timeout(120)
class NotificationsTest {
    private static final String INBOX = "/api/v1/notifications";
    private static final String PREFERENCES = INBOX + "/preferences";

    @TestHTTPResource(INBOX + "/stream")
    URI stream;

    @Test
    void a_match_is_told_and_mailed_once_also_when_delivered_again() throws Exception {
        var world = new World().talent("ja").published();
        UUID event = world.match("NEW_CASE");
        inboxHas(world, 1, "NEW_CASE");
        mailed(world, 1);

        world.again(event, "NEW_CASE");
        world.match("NEW_CASE");
        var next = new World().talent("ja").published();
        next.match("NEW_CASE");
        mailed(next, 1);
        assertThat(Outside.mails(world.address)).hasSize(1);
        assertThat(sql("select count(*) from notification where talent_id = '" + world.talent + "'"))
                .isEqualTo("1");

        MimeMessage mail = Outside.mails(world.address).getFirst();
        String id = given(world).get(INBOX).path("items[0].notificationId");
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "@enishi>");
        assertThat(mail.getHeader("List-Unsubscribe")[0]).contains("/settings/notifications");
        assertThat(mail.getSubject()).contains("社内業務システム改善支援");
        for (String part : MailParts.of(mail)) {
            assertThat(part).contains(MailParts.SIX_ITEMS).contains("/listings/" + world.caseId);
        }
    }

    @Test
    void a_match_waits_for_its_case_and_its_talent() throws Exception {
        var world = new World();
        world.match("FITTING_CASE");
        eventually(() -> assertThat(sql("select state from proposed_match where case_id = '" + world.caseId + "'"))
                .isEqualTo("PENDING"));
        world.published();
        eventually(() -> assertThat(sql("select status from client_case where case_id = '" + world.caseId + "'"))
                .isEqualTo("PUBLISHED"));
        given(world).get(INBOX).then().statusCode(200).body("items", hasSize(0));
        world.talent("ja");
        inboxHas(world, 1, "FITTING_CASE");
        mailed(world, 1);
    }

    @Test
    void a_case_that_closed_meanwhile_is_not_told() throws Exception {
        var world = new World().published().closed();
        world.match("NEW_CASE");
        world.talent("ja");
        eventually(() -> assertThat(sql("select state from proposed_match where case_id = '" + world.caseId + "'"))
                .isEqualTo("DROPPED"));
        given(world).get(INBOX).then().body("items", hasSize(0));
    }

    @Test
    void both_kinds_are_in_the_inbox_but_one_case_is_mailed_once() throws Exception {
        var world = new World().talent("ja").published();
        world.match("NEW_CASE");
        mailed(world, 1);
        world.match("FITTING_CASE");
        inboxHas(world, 2, "FITTING_CASE");
        assertThat(sql("select count(*) from mail where user_id = '" + world.user + "'"))
                .isEqualTo("1");
    }

    @Test
    void who_was_mailed_is_told_of_change_and_end() throws Exception {
        var world = new World().talent("ja").published();
        world.match("NEW_CASE");
        mailed(world, 1);
        world.changed("月額900,000円（税抜）");
        mailed(world, 2);
        world.closed();
        mailed(world, 3);
        inboxHas(world, 3, "CASE_CLOSED");
        List<MimeMessage> mails = Outside.mails(world.address);
        assertThat(mails.get(1).getSubject()).contains("変更");
        assertThat(MailParts.of(mails.get(1)).getFirst()).contains("月額900,000円（税抜）", "株式会社みなと製作所");
        assertThat(mails.get(2).getSubject()).contains("募集終了");
        assertThat(mails.stream().map(NotificationsTest::id)).doesNotHaveDuplicates();
    }

    @Test
    void who_was_erased_is_told_of_nothing_more() throws Exception {
        var world = new World().talent("en").published();
        world.match("NEW_CASE");
        mailed(world, 1);
        given(world)
                .contentType("application/json")
                .header("If-Match", "\"0\"")
                .body(World.preferences("en", true, true))
                .put(PREFERENCES)
                .then()
                .statusCode(200);
        world.erased();
        eventually(() -> {
            for (String table : List.of("mail", "notification", "preferences")) {
                assertThat(sql("select count(*) from " + table + " where user_id = '" + world.user + "'"))
                        .as(table)
                        .isEqualTo("0");
            }
        });
        assertThat(sql("select user_id from talent where talent_id = '" + world.talent + "'"))
                .isNull();
        world.changed("月額900,000円（税抜）");
        world.match("FITTING_CASE");
        world.closed();
        eventually(() -> assertThat(sql("select count(*) from recall where case_id = '" + world.caseId + "' and done"))
                .isEqualTo("2"));
        assertThat(sql("select count(*) from notification where user_id = '" + world.user + "'"))
                .isEqualTo("0");
        assertThat(Outside.mails(world.address)).hasSize(1);
    }

    @Test
    void a_revision_that_changes_nothing_visible_is_no_news() throws Exception {
        var world = new World().talent("ja").published();
        world.match("NEW_CASE");
        mailed(world, 1);
        world.changed(
                World.example("cases.case-published.v1").at("/listing/fee/ja").asText());
        eventually(() -> assertThat(sql("select version from client_case where case_id = '" + world.caseId + "'"))
                .isEqualTo("2"));
        assertThat(sql("select count(*) from recall where case_id = '" + world.caseId + "'"))
                .isEqualTo("0");
    }

    @Test
    void who_was_not_mailed_gets_no_recall_by_mail() throws Exception {
        var world = new World().talent("ja").published();
        choose(world, 0, "ja", false, false).then().statusCode(200);
        world.match("NEW_CASE");
        eventually(() -> assertThat(mailOutcome(world)).isEqualTo("CANCELLED not-wanted"));
        world.closed();
        inboxHas(world, 2, "CASE_CLOSED");
        assertThat(Outside.mails(world.address)).isEmpty();
        assertThat(sql("select count(*) from mail where user_id = '" + world.user + "'"))
                .isEqualTo("1");
    }

    @Test
    void a_reader_of_english_is_written_to_in_english() throws Exception {
        var world = new World().talent("ja").published();
        choose(world, 0, "en", true, true).then().statusCode(200).header("ETag", "\"1\"");
        world.match("NEW_CASE");
        mailed(world, 1);
        MimeMessage mail = Outside.mails(world.address).getFirst();
        assertThat(mail.getSubject()).startsWith("[Enishi] A new case for you: Support for improving");
        for (String part : MailParts.of(mail)) {
            assertThat(part)
                    .contains(
                            "Minato Works Ltd.",
                            "1-2-3 Shiba",
                            "recruit@minato.example",
                            "Managing issues",
                            "Hybrid (2 days",
                            "JPY 850,000–1,000,000 a month",
                            "/listings/" + world.caseId)
                    .doesNotContain("株式会社");
        }
    }

    @Test
    void mail_waits_while_addresses_cannot_be_asked() throws Exception {
        var world = new World().talent("ja").published();
        Outside.down(true);
        try {
            world.match("NEW_CASE");
            eventually(() -> assertThat(mailOutcome(world)).isIn("NEW address-unknown", "SENDING address-unknown"));
            inboxHas(world, 1, "NEW_CASE");
        } finally {
            Outside.down(false);
        }
        mailed(world, 1);
    }

    @Test
    void an_unverified_address_is_not_used() throws Exception {
        var world = new World().talent("ja").published();
        Outside.account(world.user, false);
        world.match("NEW_CASE");
        eventually(() -> assertThat(mailOutcome(world)).isEqualTo("CANCELLED no-verified-address"));
        assertThat(Outside.mails(world.address)).isEmpty();
    }

    /** Nobody's mail stops because others guess at their password, or because somebody else looks at the account too. */
    @Test
    void who_is_locked_out_gets_mail() throws Exception {
        var world = new World().talent("ja").published();
        Outside.lockedOut(world.user);
        world.match("NEW_CASE");
        mailed(world, 1);
    }

    @Test
    void whose_account_is_shut_gets_none() throws Exception {
        var world = new World().talent("ja").published();
        Outside.shut(world.user);
        world.match("NEW_CASE");
        eventually(() -> assertThat(mailOutcome(world)).isEqualTo("CANCELLED no-verified-address"));
        assertThat(Outside.mails(world.address)).isEmpty();
    }

    @Test
    void more_than_ten_cases_a_day_stay_in_the_inbox() throws Exception {
        var world = new World().talent("ja");
        List<World> cases =
                IntStream.range(0, 12).mapToObj(i -> new World().published()).toList();
        cases.forEach(one -> world.match("NEW_CASE", one.caseId));
        inboxHas(world, 12, "NEW_CASE");
        eventually(() -> assertThat(sql("select count(*) from mail where user_id = '" + world.user
                        + "' and state in ('NEW', 'SENDING')"))
                .isEqualTo("0"));
        assertThat(Outside.mails(world.address)).hasSize(10);
        assertThat(sql("select count(*) from mail where user_id = '" + world.user + "' and outcome = 'daily-limit'"))
                .isEqualTo("2");
    }

    @Test
    void a_mail_whose_sender_died_after_sending_leaves_again_under_the_same_id() throws Exception {
        var world = new World().talent("ja").published();
        world.match("NEW_CASE");
        mailed(world, 1);
        sql(
                "update mail set state = 'SENDING', sent_at = null, lease_until = now() - interval '1 second' where user_id = '"
                        + world.user + "'");
        mailed(world, 2);
        List<MimeMessage> mails = Outside.mails(world.address);
        assertThat(id(mails.get(0))).isEqualTo(id(mails.get(1)));
    }

    @Test
    void the_inbox_has_pages_newest_first_and_remembers_reading() throws Exception {
        var world = new World().talent("ja");
        List<World> cases =
                IntStream.range(0, 3).mapToObj(i -> new World().published()).toList();
        for (World one : cases) {
            world.match("NEW_CASE", one.caseId);
        }
        inboxHas(world, 3, "NEW_CASE");
        List<String> all = given(world).get(INBOX).path("items.notificationId");
        String cursor = given(world).queryParam("limit", 2).get(INBOX).path("next");
        List<String> second = given(world)
                .queryParam("limit", 2)
                .queryParam("cursor", cursor)
                .get(INBOX)
                .then()
                .statusCode(200)
                .body("next", org.hamcrest.Matchers.nullValue())
                .extract()
                .path("items.notificationId");
        assertThat(second).containsExactly(all.get(2));
        given(world).queryParam("cursor", "x").get(INBOX).then().statusCode(422);

        String key = UUID.randomUUID().toString();
        String readAt = given(world)
                .header("Idempotency-Key", key)
                .post(INBOX + "/" + all.getFirst() + "/reading")
                .then()
                .statusCode(200)
                .body("readAt", notNullValue())
                .extract()
                .path("readAt");
        given(world)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(INBOX + "/" + all.getFirst() + "/reading")
                .then()
                .statusCode(200)
                .body("readAt", notNullValue());
        String kept = given(world).get(INBOX).path("items[0].readAt");
        assertThat(kept).isNotNull();
        assertThat(readAt).isNotNull();
        given(world).post(INBOX + "/" + all.getFirst() + "/reading").then().statusCode(400);
    }

    @Test
    void all_that_was_shown_is_marked_as_read_at_once_and_what_came_since_is_not() throws Exception {
        var world = new World().talent("ja");
        for (int i = 0; i < 3; i++) {
            world.match("NEW_CASE", new World().published().caseId);
        }
        inboxHas(world, 3, "NEW_CASE");
        List<String> all = given(world).get(INBOX).path("items.notificationId");
        unread(world, 3);

        readAll(world, all.get(1)).then().statusCode(200).body("count", equalTo(2));
        unread(world, 1);
        given(world)
                .get(INBOX)
                .then()
                .body("items[0].readAt", org.hamcrest.Matchers.nullValue())
                .body("items[1].readAt", notNullValue(), "items[2].readAt", notNullValue());
        String first = given(world).get(INBOX).path("items[1].readAt");

        readAll(world, all.get(0)).then().statusCode(200).body("count", equalTo(1));
        unread(world, 0);
        readAll(world, all.get(0)).then().statusCode(200).body("count", equalTo(0));
        assertThat(given(world).get(INBOX).<String>path("items[1].readAt")).isEqualTo(first);
        assertThat(sql("select count(*) from audit where action = 'notification.read-mark' and object_id in ('"
                        + all.get(0) + "', '" + all.get(1) + "')"))
                .isEqualTo("2");

        var other = new World().talent("ja");
        readAll(other, all.get(0)).then().statusCode(404);
        readAll(other, UUID.randomUUID().toString()).then().statusCode(404);
        given().oauth2(Tokens.auditor()).get(INBOX + "/unread").then().statusCode(403);
        given().get(INBOX + "/unread").then().statusCode(401);
        for (String odd : List.of("{}", "{\"newest\":null}")) {
            given(world)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .contentType("application/json")
                    .body(odd)
                    .post(INBOX + "/reading")
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/newest"));
        }
        given(world)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body("{\"newest\":\"x\"}")
                .post(INBOX + "/reading")
                .then()
                .statusCode(400);
    }

    private static void unread(World world, int count) {
        given(world).get(INBOX + "/unread").then().statusCode(200).body("count", equalTo(count));
    }

    private static Response readAll(World world, String newest) {
        return given(world)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("newest", newest))
                .post(INBOX + "/reading");
    }

    @Test
    void a_foreign_notification_is_not_there() throws Exception {
        var world = new World().talent("ja").published();
        world.match("NEW_CASE");
        inboxHas(world, 1, "NEW_CASE");
        String id = given(world).get(INBOX).path("items[0].notificationId");
        for (String other : List.of(Tokens.talent(Ids.next()), Tokens.coordinator())) {
            given().oauth2(other)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .post(INBOX + "/" + id + "/reading")
                    .then()
                    .statusCode(404);
            given().oauth2(other).get(INBOX).then().statusCode(200).body("items", hasSize(0));
        }
        for (String path : List.of(INBOX, INBOX + "/stream", PREFERENCES)) {
            given().get(path).then().statusCode(401);
            given().oauth2(Tokens.auditor()).get(path).then().statusCode(403);
        }
        assertThat(sql("select read_at is null from notification where notification_id = '" + id + "'"))
                .isEqualTo("t");
    }

    @Test
    void preferences_start_from_the_language_of_the_account() {
        for (var asked : Map.of(
                        Tokens.englishCoordinator(UUID.randomUUID()), "en", Tokens.coordinator(UUID.randomUUID()), "ja")
                .entrySet()) {
            given().oauth2(asked.getKey())
                    .get(PREFERENCES)
                    .then()
                    .statusCode(200)
                    .body("language", equalTo(asked.getValue()));
        }
    }

    @Test
    void preferences_are_chosen_on_the_version_that_was_seen() {
        var world = new World();
        given(world)
                .get(PREFERENCES)
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("language", equalTo("ja"))
                .body("mail.NEW_CASE", equalTo(true))
                .body("version", equalTo(0));
        given(world)
                .contentType("application/json")
                .body(World.preferences("en", true, true))
                .put(PREFERENCES)
                .then()
                .statusCode(428);
        choose(world, 1, "en", true, false).then().statusCode(412);
        choose(world, 0, "fr", true, false).then().statusCode(422);
        choose(world, 0, "en", true, false)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("mail.FITTING_CASE", equalTo(false));
        choose(world, 0, "ja", true, true).then().statusCode(412);
        choose(world, 1, "ja", true, true).then().statusCode(200).header("ETag", "\"2\"");
        assertThat(sql("select count(*) from audit where object_id = '" + world.user + "'"))
                .isEqualTo("2");
    }

    @Test
    void of_first_choices_at_the_same_time_one_is_kept_and_the_others_are_too_late() {
        var world = new World();
        var answers = IntStream.range(0, 8)
                .mapToObj(choice -> CompletableFuture.supplyAsync(
                        () -> choose(world, 0, "ja", true, true).statusCode()))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join).sorted())
                .containsExactly(200, 412, 412, 412, 412, 412, 412, 412);
        assertThat(sql("select count(*) from audit where object_id = '" + world.user + "'"))
                .isEqualTo("1");
    }

    @Test
    void odd_input_is_never_a_server_error() {
        var world = new World();
        OddInputs.bodies("{\"language\":\"ja\",\"mail\":{\"NEW_CASE\":true,\"FITTING_CASE\":true},\"version\":0}")
                .forEach(odd -> fine(
                        odd,
                        given(world)
                                .contentType("application/json")
                                .header(
                                        "If-Match",
                                        given(world).get(PREFERENCES).header("ETag"))
                                .body(odd.body())
                                .put(PREFERENCES)));
        for (String version : OddInputs.VERSIONS) {
            fine(
                    version,
                    given(world)
                            .contentType("application/json")
                            .header("If-Match", version)
                            .body(World.preferences("ja", true, true))
                            .put(PREFERENCES));
        }
        OddInputs.pages().forEach(query -> fine(query, given(world).get(INBOX + "?" + query)));
        for (String id : OddInputs.IDS) {
            fine(
                    id,
                    given(world)
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .post(INBOX + "/" + id + "/reading"));
        }
    }

    @Test
    void the_stream_brings_news_and_resumes() throws Exception {
        var world = new World().talent("ja").published();
        try (var lines = listen(world, null)) {
            lines.until(": keep-alive");
            world.match("NEW_CASE");
            lines.until("event:notification");
            assertThat(lines.data()).contains("\"kind\":\"NEW_CASE\"", world.caseId.toString());
        }
        world.match("FITTING_CASE");
        inboxHas(world, 2, "FITTING_CASE");
        try (var lines = listen(world, "1")) {
            assertThat(lines.data()).contains("\"kind\":\"FITTING_CASE\"");
        }
        var stranger = new World();
        try (var lines = listen(stranger, "0")) {
            lines.until(": keep-alive");
            lines.until(": keep-alive");
            assertThat(lines.seen).noneMatch(line -> line.startsWith("data:"));
        }
    }

    private Lines listen(World world, String lastEventId) throws Exception {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(stream)
                .header("Authorization", "Bearer " + Tokens.talent(world.user))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new Lines(
                client,
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)),
                new java.util.ArrayList<>());
    }

    private record Lines(HttpClient client, BufferedReader reader, List<String> seen) implements AutoCloseable {
        String until(String start) throws java.io.IOException {
            String line;
            while ((line = reader.readLine()) != null) {
                seen.add(line);
                if (line.replace(": ", ":").startsWith(start.replace(": ", ":"))) {
                    return line;
                }
            }
            throw new AssertionError("the stream ended before " + start + ": " + seen);
        }

        String data() throws java.io.IOException {
            return until("data:");
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }

    private static Request given(World world) {
        return given().oauth2(Tokens.talent(world.user));
    }

    private static Request given() {
        return Rest.given();
    }

    private static Response choose(World world, long version, String language, boolean newCase, boolean fittingCase) {
        return given(world)
                .header("If-Match", "\"" + version + "\"")
                .contentType("application/json")
                .body(World.preferences(language, newCase, fittingCase))
                .put(PREFERENCES);
    }

    private static void inboxHas(World world, int count, String newest) throws Exception {
        eventually(() -> given(world)
                .get(INBOX)
                .then()
                .statusCode(200)
                .body("items", hasSize(count))
                .body("items[0].kind", equalTo(newest)));
    }

    private static void mailed(World world, int count) throws Exception {
        eventually(() -> {
            assertThat(Outside.mails(world.address)).hasSize(count);
            assertThat(sql("select count(*) from mail where user_id = '" + world.user + "' and state = 'SENDING'"))
                    .isEqualTo("0");
        });
    }

    private static String mailOutcome(World world) {
        return sql("select state || ' ' || coalesce(outcome, '') from mail where user_id = '" + world.user + "'");
    }

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
