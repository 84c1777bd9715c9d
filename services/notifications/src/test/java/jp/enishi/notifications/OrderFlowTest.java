package jp.enishi.notifications;

import static jp.enishi.notifications.World.eventually;
import static jp.enishi.notifications.World.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.test.Collector;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import jp.enishi.platform.test.rest.Rest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told what of the order flow, once, in the inbox and by mail. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
@QuarkusTestResource(Collector.class)
@Timeout(120)
class OrderFlowTest {
    private static final String INBOX = "/api/v1/notifications";
    private static final String PREFERENCES = INBOX + "/preferences";

    @Test
    void a_talent_is_told_the_own_status_and_nothing_internal() throws Exception {
        var world = new FlowWorld().cased();
        world.candidacy("SELECTED", null, null);
        world.candidacy("PROPOSED", "PROPOSED", "SELECTED");
        inbox(world.talentToken(), "CANDIDACY_PROPOSED");
        world.candidacy("MEETING_WANTED", "MEETING", "PROPOSED");
        inbox(world.talentToken(), "MEETING_WANTED_BY_CLIENT", "CANDIDACY_PROPOSED");
        world.candidacy("MEETING_BOOKED", "MEETING", "MEETING_WANTED");
        world.candidacy("MEETING_WANTED", "MEETING", "MEETING_BOOKED");
        world.candidacy("PASSED", "NOT_SELECTED", "MEETING_WANTED");
        inbox(world.talentToken(), "CANDIDACY_NOT_SELECTED", "MEETING_WANTED_BY_CLIENT", "CANDIDACY_PROPOSED");
        inbox(world.coordinatorToken(), "CANDIDACY_PASSED", "MEETING_WANTED_BY_CLIENT");
        inbox(world.clientToken());

        List<Map<String, Object>> data = list(world.talentToken(), "items.data");
        assertThat(data).allSatisfy(one -> assertThat(one).containsOnlyKeys("event", "caseId", "title", "link"));
        assertThat(data.getFirst()).containsEntry("link", "/talent/candidacies");
        assertThat(list(world.coordinatorToken(), "items.data.link"))
                .isEqualTo(List.of(pipeline("coordinator", world), pipeline("coordinator", world)));

        mails(world.talentAddress, 3);
        MimeMessage last = Outside.mails(world.talentAddress).getLast();
        assertThat(last.getSubject()).startsWith("【Enishi】ご検討結果のお知らせ：");
        for (String part : MailParts.of(last)) {
            assertThat(part)
                    .contains("今回は見送りとなりました", "/talent/candidacies", "/settings/notifications")
                    .doesNotContain("PASSED", "SKILLS");
        }
    }

    @Test
    void a_mail_is_the_last_span_of_the_trace_that_its_event_belongs_to() throws Exception {
        String trace = UUID.randomUUID().toString().replace("-", "");
        String publish = "b7ad6b7169203331";
        var world = new FlowWorld().cased().candidacy("SELECTED", null, null);
        world.under("00-" + trace + "-" + publish + "-01").candidacy("PROPOSED", "PROPOSED", "SELECTED");
        assertThat(Collector.path(trace, publish, 2, Duration.ofSeconds(20)))
                .containsExactly("process cases.candidacy", "send mail");
        mails(world.talentAddress, 1);
        assertThat(Outside.mails(world.talentAddress).getFirst().getHeader("X-Trace-Id"))
                .containsExactly(trace);
    }

    @Test
    void a_proposal_reaches_all_members_of_a_client_of_whom_nobody_has_acted_yet() throws Exception {
        var world = new FlowWorld().cased().candidacy("SELECTED", null, null).proposal("DRAFT", false);
        world.proposal("SENT", false);
        inbox(world.clientToken(), "PROPOSAL_SENT");
        inbox(world.colleagueToken(), "PROPOSAL_SENT");
        assertThat(list(world.clientToken(), "items.data.link")).isEqualTo(List.of(proposal(world)));
        assertThat(list(world.clientToken(), "items.data.deadline")).isEqualTo(List.of(world.deadline.toString()));
        mails(world.clientAddress, 1);
        mails(world.colleagueAddress, 1);
        assertThat(MailParts.of(Outside.mails(world.clientAddress).getFirst()))
                .allSatisfy(part -> assertThat(part).contains(proposal(world), "期限", "（日本時間）"));

        // From then on those who acted.
        world.candidacy("PROPOSED", "PROPOSED", "SELECTED").candidacy("MEETING_WANTED", "MEETING", "PROPOSED");
        eventually(() -> assertThat(sql("select count(*) from client_actor where case_id = '" + world.caseId + "'"))
                .isEqualTo("1"));
        world.proposal("SENT", true);
        inbox(world.clientToken(), "PROPOSAL_REMINDER", "PROPOSAL_SENT");
        world.proposal("LAPSED", false);
        inbox(world.clientToken(), "PROPOSAL_LAPSED", "PROPOSAL_REMINDER", "PROPOSAL_SENT");
        inbox(world.colleagueToken(), "PROPOSAL_SENT");
        inbox(world.coordinatorToken(), "PROPOSAL_LAPSED", "MEETING_WANTED_BY_CLIENT");
        mails(world.clientAddress, 2);
    }

    @Test
    void news_wait_while_accounts_cannot_be_asked() throws Exception {
        var world = new FlowWorld().cased().candidacy("SELECTED", null, null);
        Outside.down(true);
        try {
            world.proposal("SENT", false);
            eventually(
                    () -> assertThat(sql("select attempts > 0 from news where subject_id = '" + world.proposal + "'"))
                            .isEqualTo("t"));
            inbox(world.clientToken());
        } finally {
            Outside.down(false);
        }
        inbox(world.clientToken(), "PROPOSAL_SENT");
    }

    @Test
    void who_is_locked_out_is_told_and_whose_account_is_shut_is_not() throws Exception {
        var locked = new FlowWorld().cased().candidacy("SELECTED", null, null);
        Outside.lockedOutMembers(locked.organization, locked.client);
        var shut = new FlowWorld().cased().candidacy("SELECTED", null, null);
        Outside.shutMembers(shut.organization, shut.client);
        shut.proposal("SENT", false);
        locked.proposal("SENT", false);
        inbox(locked.clientToken(), "PROPOSAL_SENT");
        eventually(() -> assertThat(sql("select bool_and(told) from news where subject_id = '" + shut.proposal + "'"))
                .isEqualTo("t"));
        inbox(shut.clientToken());
    }

    @Test
    void who_left_is_told_to_coordinator_and_client_without_a_name() throws Exception {
        var world = new FlowWorld().cased();
        world.candidacy("SELECTED", null, null).candidacy("PROPOSED", "PROPOSED", "SELECTED");
        world.candidacy("MEETING_WANTED", "MEETING", "PROPOSED").candidacy("WITHDRAWN", "WITHDRAWN", "MEETING_WANTED");
        inbox(world.coordinatorToken(), "CANDIDACY_LEFT", "MEETING_WANTED_BY_CLIENT");
        inbox(world.clientToken(), "CANDIDACY_LEFT");
        inbox(world.talentToken(), "CANDIDACY_WITHDRAWN", "MEETING_WANTED_BY_CLIENT", "CANDIDACY_PROPOSED");
        // Who leaves knows it: only the others are mailed of the same step.
        mails(world.coordinatorAddress, 2);
        assertThat(sql("select string_agg(n.data ->> 'event', ' ' order by n.position) from mail m join notification n"
                        + " using (notification_id) where m.user_id = '" + world.talentUser + "'"))
                .isEqualTo("PROPOSED BY_CLIENT");
        assertThat(list(world.clientToken(), "items.data.link")).isEqualTo(List.of(pipeline("client", world)));
        assertThat(Rest.given().oauth2(world.clientToken()).get(INBOX).asString())
                .doesNotContain(world.talent.toString(), world.talentUser.toString());
    }

    @Test
    void an_application_is_confirmed_and_shown_to_all_coordinators() throws Exception {
        var world = new FlowWorld().cased();
        Outside.coordinators(world.coordinator);
        world.candidacy("APPLIED", "APPLIED", null);
        inbox(world.talentToken(), "CANDIDACY_APPLIED");
        inbox(world.coordinatorToken(), "CANDIDACY_APPLICATION");
        world.candidacy("WITHDRAWN", "WITHDRAWN", "APPLIED");
        inbox(world.talentToken(), "CANDIDACY_WITHDRAWN", "CANDIDACY_APPLIED");
        assertThat(sql("select count(*) from mail where user_id in ('" + world.talentUser + "', '" + world.coordinator
                        + "') and state <> 'SENT' and kind <> 'CANDIDACY'"))
                .isEqualTo("0");
        inbox(world.clientToken());
    }

    @Test
    void an_inquiry_goes_to_all_coordinators_then_to_who_is_assigned() throws Exception {
        var world = new FlowWorld();
        UUID other = Ids.next();
        Outside.account(other, true);
        Outside.coordinators(world.coordinator, other);
        UUID inquiry = Ids.next();
        world.inquiry(inquiry, "NEW", null);
        inbox(world.coordinatorToken(), "INQUIRY_NEW");
        inbox(Tokens.coordinator(other), "INQUIRY_NEW");
        world.inquiry(inquiry, "TAKEN", other).inquiry(inquiry, "TAKEN", other);
        inbox(Tokens.coordinator(other), "INQUIRY_ASSIGNED", "INQUIRY_NEW");
        inbox(world.coordinatorToken(), "INQUIRY_NEW");
        assertThat(list(world.coordinatorToken(), "items.data.link"))
                .isEqualTo(List.of("/coordinator/inquiries/" + inquiry));
        mails(world.coordinatorAddress, 1);
    }

    @Test
    void a_meeting_is_told_to_its_participants_and_mailed_only_while_a_date_is_asked_for() throws Exception {
        var world = new FlowWorld().cased();
        UUID meeting = Ids.next();
        world.meeting(meeting, "POLLING", 0, null).meeting(meeting, "POLLING", 0, null);
        inbox(world.talentToken(), "MEETING_POLL_ASKED");
        inbox(world.clientToken(), "MEETING_POLL_ASKED");
        world.meeting(meeting, "POLLING", 0, "DEADLINE");
        inbox(world.coordinatorToken(), "MEETING_POLL_UNDECIDED");
        world.meeting(meeting, "BOOKED", 0, null).meeting(meeting, "BOOKED", 0, "DAY");
        world.meeting(meeting, "BOOKED", 1, null).meeting(meeting, "BOOKED", 1, "HOUR");
        world.meeting(meeting, "CANCELLED", 2, null);
        inbox(
                world.talentToken(),
                "MEETING_CHANGED_CANCELLED",
                "MEETING_CHANGED_SOON",
                "MEETING_CHANGED_MOVED",
                "MEETING_CHANGED_TOMORROW",
                "MEETING_BOOKED_DATE",
                "MEETING_POLL_ASKED");
        inbox(
                world.coordinatorToken(),
                "MEETING_CHANGED_CANCELLED",
                "MEETING_CHANGED_SOON",
                "MEETING_CHANGED_MOVED",
                "MEETING_CHANGED_TOMORROW",
                "MEETING_BOOKED_DATE",
                "MEETING_POLL_UNDECIDED");
        mails(world.talentAddress, 1);
        mails(world.clientAddress, 1);
        assertThat(sql("select count(*) from mail where user_id = '" + world.talentUser + "'"))
                .isEqualTo("1");
        assertThat(list(world.clientToken(), "items.data.link"))
                .allSatisfy(link -> assertThat(link).isEqualTo("/meetings/" + meeting));
    }

    @Test
    void what_a_side_wants_adjusted_is_told_to_the_coordinator_once_and_mailed() throws Exception {
        var world = new FlowWorld().cased();
        var meeting = Ids.next();
        world.meeting(meeting, "BOOKED", 0, null)
                .meeting(meeting, "BOOKED", 0, null, Map.of("CLIENT", "ADJUST"))
                .meeting(meeting, "HELD", 0, null, Map.of("CLIENT", "ADJUST", "TALENT", "PROCEED"));
        inbox(world.coordinatorToken(), "CANDIDACY_ADJUST", "MEETING_BOOKED_DATE");
        inbox(world.clientToken(), "MEETING_BOOKED_DATE");
        mails(world.coordinatorAddress, 1);
    }

    @Test
    void each_version_of_an_offer_waits_for_one_side() throws Exception {
        var world = new FlowWorld().cased().candidacy("SELECTED", null, null);
        world.candidacy("PROPOSED", "PROPOSED", "SELECTED").candidacy("MEETING_WANTED", "MEETING", "PROPOSED");
        inbox(world.talentToken(), "MEETING_WANTED_BY_CLIENT", "CANDIDACY_PROPOSED");
        UUID offer = Ids.next();
        world.offer(offer, "OPEN", 1, "TALENT");
        inbox(world.talentToken(), "OFFER_NEW", "MEETING_WANTED_BY_CLIENT", "CANDIDACY_PROPOSED");
        world.offer(offer, "OPEN", 2, "CLIENT");
        inbox(world.clientToken(), "OFFER_COUNTER");
        world.offer(offer, "OPEN", 3, "TALENT").offer(offer, "AGREED", 3, "TALENT");
        inbox(
                world.talentToken(),
                "AGREEMENT_REACHED",
                "OFFER_COUNTER",
                "OFFER_NEW",
                "MEETING_WANTED_BY_CLIENT",
                "CANDIDACY_PROPOSED");
        inbox(world.clientToken(), "AGREEMENT_REACHED", "OFFER_COUNTER");
        inbox(world.coordinatorToken(), "AGREEMENT_REACHED", "MEETING_WANTED_BY_CLIENT");
        mails(world.clientAddress, 2);
    }

    @Test
    void the_end_of_an_offer_is_told_to_who_did_not_bring_it_about() throws Exception {
        var world = new FlowWorld().cased().meeting(Ids.next(), "POLLING", 0, null);
        inbox(world.clientToken(), "MEETING_POLL_ASKED");
        world.offer(Ids.next(), "REFUSED", 1, "TALENT");
        inbox(world.clientToken(), "OFFER_REFUSED", "MEETING_POLL_ASKED");
        world.offer(Ids.next(), "WITHDRAWN", 1, "TALENT");
        inbox(world.talentToken(), "OFFER_WITHDRAWN", "MEETING_POLL_ASKED");
        UUID expired = Ids.next();
        world.offer(expired, "EXPIRED", 1, "TALENT");
        inbox(world.talentToken(), "OFFER_EXPIRED", "OFFER_WITHDRAWN", "MEETING_POLL_ASKED");
        inbox(world.clientToken(), "OFFER_EXPIRED", "OFFER_REFUSED", "MEETING_POLL_ASKED");
        assertThat(list(world.clientToken(), "items.data.link").getFirst()).isEqualTo("/offers/" + expired);
    }

    @Test
    void orders_and_engagements_are_told_to_those_who_act() throws Exception {
        var world = new FlowWorld().cased().meeting(Ids.next(), "CANCELLED", 0, null);
        inbox(world.clientToken(), "MEETING_CHANGED_CANCELLED");
        UUID order = Ids.next();
        world.order(order, "PREPARED");
        inbox(world.clientToken(), "ORDER_PREPARED", "MEETING_CHANGED_CANCELLED");
        world.order(order, "ORDERED").order(order, "ORDERED");
        inbox(world.clientToken(), "ORDER_ORDERED", "ORDER_PREPARED", "MEETING_CHANGED_CANCELLED");
        inbox(world.talentToken(), "ORDER_ORDERED", "MEETING_CHANGED_CANCELLED");
        UUID engagement = Ids.next();
        world.engagement(engagement, "PLANNED", null).engagement(engagement, "ACTIVE", null);
        world.engagement(engagement, "ACTIVE", "CHECK_IN").engagement(engagement, "ACTIVE", "TICKET");
        world.engagement(engagement, "ENDING", null).engagement(engagement, "ENDING", null);
        inbox(
                world.coordinatorToken(),
                "ENGAGEMENT_ENDING",
                "ENGAGEMENT_TICKET",
                "ENGAGEMENT_CHECK_IN",
                "MEETING_CHANGED_CANCELLED");
        inbox(
                world.talentToken(),
                "ENGAGEMENT_ENDING",
                "ENGAGEMENT_CHECK_IN",
                "ORDER_ORDERED",
                "MEETING_CHANGED_CANCELLED");
        // The order's own mail brings the document: one of the preparation, two of the engagement.
        mails(world.clientAddress, 3);
    }

    @Test
    void what_a_saved_search_found_is_told_at_once_or_once_a_day() throws Exception {
        var world = new FlowWorld().cased().registered().published();
        UUID search = Ids.next();
        UUID first = Ids.next();
        world.alert(first, search, "NEW").alert(first, search, "NEW");
        inbox(world.talentToken(), "SAVED_SEARCH_NEW");
        mails(world.talentAddress, 1);
        sql(
                "insert into preferences (user_id, language, mail_new_case, mail_fitting_case, version, search_digest) values ('"
                        + world.talentUser + "', 'ja', true, true, 1, true) returning version");
        world.alert(Ids.next(), search, "CHANGED").alert(Ids.next(), search, "NEW");
        inbox(world.talentToken(), "SAVED_SEARCH_NEW", "SAVED_SEARCH_CHANGED", "SAVED_SEARCH_NEW");
        String waiting = "select count(*) from mail where digest and state = 'NEW' and next_at > now() and user_id = '"
                + world.talentUser + "'";
        assertThat(sql(waiting)).as("one for both").isEqualTo("1");
        sql("update mail set next_at = now() where digest and user_id = '" + world.talentUser + "' returning attempts");
        mails(world.talentAddress, 2);
    }

    @Test
    void a_case_that_a_saved_search_found_is_mailed_as_the_recruiting_notice_that_it_is_and_called_back()
            throws Exception {
        var world = new FlowWorld().cased();
        UUID search = Ids.next();
        world.alert(Ids.next(), search, "CHANGED", 2);
        eventually(() -> assertThat(sql("select count(*) from news where subject_id = '" + search + "' and not told"))
                .isEqualTo("1"));
        world.published();
        inbox(world.talentToken(), "SAVED_SEARCH_CHANGED");
        mails(world.talentAddress, 1);
        MimeMessage mail = Outside.mails(world.talentAddress).getFirst();
        assertThat(mail.getSubject()).startsWith("【Enishi】保存した検索の条件に合うようになったものがあります：社内業務システム改善支援");
        for (String part : MailParts.of(mail)) {
            assertThat(part)
                    .contains(MailParts.SIX_ITEMS)
                    .contains("条件に合うようになった点", "月額単価", "/listings/" + world.caseId, "/searches/" + search + "/pausing");
        }
        // Who has no profile is told of the end, too.
        world.closed();
        inbox(world.talentToken(), "CASE_CLOSED_null", "SAVED_SEARCH_CHANGED");
        mails(world.talentAddress, 2);
        assertThat(Outside.mails(world.talentAddress).getLast().getSubject()).startsWith("【Enishi】募集終了：");
    }

    @Test
    void a_case_that_closed_before_the_mail_of_a_saved_search_left_is_not_advertised() throws Exception {
        var world = new FlowWorld().cased().registered().published();
        String outcome = "select state || ' ' || outcome from mail where kind = 'SAVED_SEARCH' and user_id = '"
                + world.talentUser + "'";
        Outside.down(true);
        try {
            world.alert(Ids.next(), Ids.next(), "NEW");
            eventually(() -> assertThat(sql(outcome)).isIn("NEW address-unknown", "SENDING address-unknown"));
            world.closed();
            inbox(world.talentToken(), "CASE_CLOSED_null", "SAVED_SEARCH_NEW");
        } finally {
            Outside.down(false);
        }
        eventually(() -> assertThat(sql(outcome)).isEqualTo("CANCELLED listing-closed"));
        UUID late = Ids.next();
        world.alert(Ids.next(), late, "NEW");
        eventually(() -> assertThat(sql("select told from news where subject_id = '" + late + "'"))
                .isEqualTo("t"));
        inbox(world.talentToken(), "CASE_CLOSED_null", "SAVED_SEARCH_NEW");
        assertThat(Outside.mails(world.talentAddress)).isEmpty();
    }

    @Test
    void a_client_is_reminded_of_what_is_to_be_decided_and_places_in_the_mailbox_have_no_gap() throws Exception {
        var world = new FlowWorld().cased().meeting(Ids.next(), "CANCELLED", 0, null);
        inbox(world.clientToken(), "MEETING_CHANGED_CANCELLED");
        var order = Ids.next();
        world.order(order, "ORDERED").order(order, "ORDERED").pending(order, "ORDERED", "2026-12-10");
        inbox(world.clientToken(), "ORDER_PENDING", "ORDER_ORDERED", "MEETING_CHANGED_CANCELLED");
        world.pending(order, "ORDERED", "2026-12-10").pending(order, "CONFIRMED", "2026-12-20");
        inbox(world.clientToken(), "ORDER_PENDING", "ORDER_PENDING", "ORDER_ORDERED", "MEETING_CHANGED_CANCELLED");
        assertThat(sql("select max(position) - min(position) + 1 - count(*) from notification where user_id = '"
                        + world.client + "'"))
                .isEqualTo("0");
    }

    @Test
    void an_order_is_called_ready_when_both_parties_are_known() throws Exception {
        var world = new FlowWorld().cased().meeting(Ids.next(), "CANCELLED", 0, null);
        inbox(world.clientToken(), "MEETING_CHANGED_CANCELLED");
        var order = Ids.next();
        world.order(order, "PREPARED", List.of("CLIENT", "TALENT"));
        inbox(world.clientToken(), "ORDER_PARTY", "MEETING_CHANGED_CANCELLED");
        inbox(world.talentToken(), "ORDER_PARTY", "MEETING_CHANGED_CANCELLED");
        world.order(order, "PREPARED");
        inbox(world.clientToken(), "ORDER_PREPARED", "ORDER_PARTY", "MEETING_CHANGED_CANCELLED");
    }

    @Test
    void amendments_and_tickets_are_told_to_those_they_concern() throws Exception {
        var world = new FlowWorld().cased().meeting(Ids.next(), "CANCELLED", 0, null);
        inbox(world.clientToken(), "MEETING_CHANGED_CANCELLED");
        var work = Ids.next();
        world.engagement(
                        work,
                        "ACTIVE",
                        null,
                        Map.of("act", "AMENDMENT_PROPOSED", "by", "CLIENT", "concerned", "CLIENT"))
                .engagement(
                        work, "ACTIVE", null, Map.of("act", "AMENDMENT_REFUSED", "by", "TALENT", "concerned", "TALENT"))
                .engagement(work, "ACTIVE", null, Map.of("act", "TICKET_OPENED", "by", "TALENT", "concerned", "TALENT"))
                .engagement(work, "ACTIVE", null, Map.of("act", "TICKET_ESCALATED", "concerned", "TALENT"))
                .engagement(work, "ACTIVE", null, Map.of("act", "TICKET_REPLIED", "concerned", "TALENT"))
                .engagement(work, "ACTIVE", null, Map.of("act", "TICKET_RESOLVED", "concerned", "TALENT"));
        inbox(
                world.talentToken(),
                "ENGAGEMENT_TICKET_RESOLVED",
                "ENGAGEMENT_TICKET_REPLIED",
                "ENGAGEMENT_TICKET_ESCALATED",
                "ENGAGEMENT_AMENDMENT_PROPOSED",
                "MEETING_CHANGED_CANCELLED");
        inbox(world.clientToken(), "ENGAGEMENT_AMENDMENT_REFUSED", "MEETING_CHANGED_CANCELLED");
        inbox(
                world.coordinatorToken(),
                "ENGAGEMENT_TICKET_OPENED",
                "ENGAGEMENT_AMENDMENT_REFUSED",
                "ENGAGEMENT_AMENDMENT_PROPOSED",
                "MEETING_CHANGED_CANCELLED");
    }

    @Test
    void a_view_is_told_once_a_day_in_the_inbox_alone() throws Exception {
        var world = new FlowWorld().cased();
        world.viewed("2026-11-27T15:10:00Z").viewed("2026-11-28T01:00:00Z").viewed("2026-11-28T15:00:00Z");
        eventually(() -> assertThat(sql("select count(*) from news where subject_id = '" + world.proposal + "'"))
                .isEqualTo("3"));
        world.registered();
        inbox(world.talentToken(), "VIEWED_SHEET", "VIEWED_SHEET");
        assertThat(sql("select count(*) from mail where user_id = '" + world.talentUser + "'"))
                .isEqualTo("0");
    }

    @Test
    void talent_in_the_running_is_told_of_new_requirements() throws Exception {
        var world = new FlowWorld().cased();
        world.candidacy("SELECTED", null, null).candidacy("PROPOSED", "PROPOSED", "SELECTED");
        inbox(world.talentToken(), "CANDIDACY_PROPOSED");
        world.requirements(2).requirements(2);
        inbox(world.talentToken(), "CASE_CHANGED_REQUIREMENTS", "CANDIDACY_PROPOSED");
        mails(world.talentAddress, 2);
        world.candidacy("PASSED", "NOT_SELECTED", "PROPOSED");
        inbox(world.talentToken(), "CANDIDACY_NOT_SELECTED", "CASE_CHANGED_REQUIREMENTS", "CANDIDACY_PROPOSED");
        world.requirements(3);
        eventually(() -> assertThat(
                        sql("select requirements_version from client_case where case_id = '" + world.caseId + "'"))
                .isEqualTo("3"));
        inbox(world.talentToken(), "CANDIDACY_NOT_SELECTED", "CASE_CHANGED_REQUIREMENTS", "CANDIDACY_PROPOSED");
    }

    @Test
    void what_is_not_wanted_by_mail_stays_in_the_inbox() throws Exception {
        var world = new FlowWorld().cased();
        choose(world.clientToken(), 0, "ja", Map.of("PROPOSAL", false))
                .then()
                .statusCode(200)
                .body("mail.PROPOSAL", equalTo(false), "mail.OFFER", equalTo(true));
        // What isn't said stays as it was.
        choose(world.clientToken(), 1, "en", Map.of())
                .then()
                .statusCode(200)
                .body("mail.PROPOSAL", equalTo(false), "mail.OFFER", equalTo(true));
        world.candidacy("SELECTED", null, null).proposal("SENT", false);
        inbox(world.clientToken(), "PROPOSAL_SENT");
        mails(world.colleagueAddress, 1);
        eventually(
                () -> assertThat(sql("select state || ' ' || outcome from mail where user_id = '" + world.client + "'"))
                        .isEqualTo("CANCELLED not-wanted"));
        world.meeting(Ids.next(), "POLLING", 0, null);
        mails(world.clientAddress, 1);
        assertThat(Outside.mails(world.clientAddress).getFirst().getSubject())
                .startsWith("[Enishi] Please choose a date for the meeting: ");
    }

    private static String proposal(FlowWorld world) {
        return "/client/proposals/" + world.proposal;
    }

    private static String pipeline(String side, FlowWorld world) {
        return "/" + side + "/cases/" + world.caseId + "/pipeline";
    }

    private static Response choose(String token, long version, String language, Map<String, Boolean> more) {
        var mail = new java.util.HashMap<String, Object>(Map.of("NEW_CASE", true, "FITTING_CASE", true));
        mail.putAll(more);
        return Rest.given()
                .oauth2(token)
                .header("If-Match", "\"" + version + "\"")
                .contentType("application/json")
                .body(Map.of("language", language, "mail", mail))
                .put(PREFERENCES);
    }

    /** Waits until the inbox holds exactly these, newest first. */
    private static void inbox(String token, String... occasions) throws Exception {
        eventually(() -> {
            List<String> kinds = list(token, "items.kind");
            List<String> events = list(token, "items.data.event");
            assertThat(java.util.stream.IntStream.range(0, kinds.size())
                            .mapToObj(i -> kinds.get(i) + "_" + events.get(i)))
                    .containsExactlyInAnyOrder(occasions);
        });
    }

    private static <T> List<T> list(String token, String path) {
        return Rest.given().oauth2(token).get(INBOX).path(path);
    }

    private static void mails(String address, int count) throws Exception {
        eventually(() -> assertThat(Outside.mails(address)).hasSize(count));
    }
}
