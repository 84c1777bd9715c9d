package jp.enishi.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.test.Contracts;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.Tokens;

/** One talent, client, coordinator and case on their way through the order flow, by the events of the other services. */
final class FlowWorld {
    final UUID talentUser = Ids.next();
    final UUID talent = Ids.next();
    final UUID client = Ids.next();
    final UUID colleague = Ids.next();
    final UUID coordinator = Ids.next();
    final UUID organization = Ids.next();
    final UUID caseId = Ids.next();
    final UUID candidacy = Ids.next();
    final UUID proposal = Ids.next();
    final Instant deadline = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
    final String talentAddress = Outside.account(talentUser, true);
    final String clientAddress = Outside.account(client, true);
    final String colleagueAddress = Outside.account(colleague, true);
    final String coordinatorAddress = Outside.account(coordinator, true);
    private final Map<UUID, Long> versions = new HashMap<>();
    private String traceparent;
    private boolean known;

    FlowWorld() {
        Outside.members(organization, client, colleague);
    }

    String talentToken() {
        return Tokens.talent(talentUser);
    }

    String clientToken() {
        return Tokens.client(client, organization.toString());
    }

    String colleagueToken() {
        return Tokens.client(colleague, organization.toString());
    }

    String coordinatorToken() {
        return Tokens.coordinator(coordinator);
    }

    /** What is published from now on belongs to the trace. */
    FlowWorld under(String traceparent) {
        this.traceparent = traceparent;
        return this;
    }

    /** The case is known before anything of it is told: nothing else orders one topic after another. */
    FlowWorld cased() throws Exception {
        publish("cases.case", "cases.case-opened.v1", "cases.case-opened.v1", caseId, event -> {});
        World.eventually(
                () -> assertThat(World.sql("select count(*) from client_case where case_id = '" + caseId + "'"))
                        .isEqualTo("1"));
        return this;
    }

    FlowWorld published() {
        return publish("cases.case", "cases.case-published.v1", "cases.case-published.v1", caseId, event -> {
            ObjectNode listing = (ObjectNode) event.get("listing");
            listing.put("caseId", caseId.toString());
            listing.put("closesOn", LocalDate.now().plusDays(30).toString());
        });
    }

    FlowWorld closed() {
        return publish("cases.case", "cases.case-closed.v1", "cases.case-closed.v1", caseId, event -> {});
    }

    FlowWorld registered() {
        return publish(
                "talents.talent", "talents.talent-registered.v1", "talents.talent-registered.v1", talent, event -> {
                    event.put("userId", talentUser.toString());
                    event.put("language", "ja");
                });
    }

    FlowWorld requirements(int version) {
        return publish(
                "cases.case",
                "cases.case-revised.v1",
                "cases.case-revised.v1",
                caseId,
                event -> event.put("requirementsVersion", version));
    }

    FlowWorld candidacy(String stage, String status, String previous) {
        return publish(
                "cases.candidacy",
                "cases.candidacy-changed.v1",
                "cases.candidacy-changed.v1-selected",
                candidacy,
                event -> {
                    event.put("stage", stage);
                    put(event, "status", status);
                    put(event, "previousStage", previous);
                    event.put("talentUserId", talentUser.toString());
                    put(event, "coordinatorId", stage.equals("APPLIED") ? null : coordinator.toString());
                    if (known || stage.equals("MEETING_WANTED")) {
                        known = true;
                        event.put("clientUserId", client.toString());
                    }
                });
    }

    FlowWorld proposal(String state, boolean reminder) {
        return publish("cases.proposal", "cases.proposal-changed.v1", "cases.proposal-changed.v1", proposal, event -> {
            event.put("state", state);
            event.put("reminder", reminder);
            event.put("decideBy", deadline.toString());
            ((ObjectNode) event.at("/seats/0")).put("candidacyId", candidacy.toString());
            if (state.equals("DRAFT")) {
                event.putArray("seats");
            }
        });
    }

    FlowWorld viewed(String at) {
        UUID view = Ids.next();
        return publish("cases.view", "cases.sheet-viewed.v1", "cases.sheet-viewed.v1", view, event -> {
            event.put("viewId", view.toString());
            event.put("proposalId", proposal.toString());
            event.put("at", at);
        });
    }

    FlowWorld alert(UUID alert, UUID search, String reason) {
        return alert(alert, search, reason, versions.get(caseId));
    }

    /** A saved search found the case as it is in this version. */
    FlowWorld alert(UUID alert, UUID search, String reason, long caseVersion) {
        return publish("matching.alert", "matching.search-alerted.v1", "matching.search-alerted.v1", alert, event -> {
            event.put("alertId", alert.toString());
            event.put("searchId", search.toString());
            event.put("userId", talentUser.toString());
            event.put("caseId", caseId.toString());
            event.put("objectVersion", caseVersion);
            event.put("reason", reason);
            var changed = event.putArray("changed");
            if (reason.equals("CHANGED")) {
                changed.add("RATE");
            }
        });
    }

    FlowWorld inquiry(UUID inquiry, String state, UUID assignee) {
        return publish("cases.inquiry", "cases.inquiry-changed.v1", "cases.inquiry-changed.v1", inquiry, event -> {
            event.put("inquiryId", inquiry.toString());
            event.put("state", state);
            event.put("dueAt", deadline.toString());
            event.remove("companyId");
            put(event, "assigneeId", assignee == null ? null : assignee.toString());
        });
    }

    FlowWorld meeting(UUID meeting, String state, int sequence, String reminder) {
        return meeting(meeting, state, sequence, reminder, Map.of());
    }

    FlowWorld meeting(UUID meeting, String state, int sequence, String reminder, Map<String, String> outcomes) {
        return publish(
                "meetings.meeting", "meetings.meeting-changed.v1", "meetings.meeting-changed.v1", meeting, event -> {
                    event.put("meetingId", meeting.toString());
                    event.put("state", state);
                    event.put("sequence", sequence);
                    event.put("deadline", deadline.toString());
                    put(event, "reminder", reminder);
                    if (!state.equals("POLLING")) {
                        event.put("start", deadline.toString());
                        event.put("end", deadline.plusSeconds(3600).toString());
                    }
                    var said = event.putArray("outcomes");
                    outcomes.forEach((side, outcome) ->
                            said.addObject().put("side", side).put("outcome", outcome));
                    ((ObjectNode) event.at("/participants/0")).put("userId", client.toString());
                    ((ObjectNode) event.at("/participants/1")).put("userId", talentUser.toString());
                    ((ObjectNode) event.at("/participants/2")).put("userId", coordinator.toString());
                });
    }

    FlowWorld offer(UUID offer, String state, int number, String waitsFor) {
        return publish("contracts.offer", "contracts.offer-changed.v1", "contracts.offer-changed.v1", offer, event -> {
            event.put("offerId", offer.toString());
            event.put("state", state);
            event.put("number", number);
            event.put("waitsFor", waitsFor);
            event.put("expiresAt", deadline.toString());
        });
    }

    FlowWorld order(UUID order, String state) {
        return order(order, state, List.of());
    }

    FlowWorld pending(UUID order, String state, String dueOn) {
        return publish(
                "contracts.order", "contracts.order-changed.v1", "contracts.order-changed.v1-pending", order, event -> {
                    event.put("orderId", order.toString());
                    event.put("state", state);
                    event.put("dueOn", dueOn);
                });
    }

    FlowWorld order(UUID order, String state, List<String> missing) {
        return publish(
                "contracts.order",
                "contracts.order-changed.v1",
                "contracts.order-changed.v1-prepared",
                order,
                event -> {
                    event.put("orderId", order.toString());
                    event.put("state", state);
                    var sides = event.putArray("partiesMissing");
                    missing.forEach(sides::add);
                });
    }

    FlowWorld engagement(UUID engagement, String state, String due) {
        return engagement(engagement, state, due, Map.of());
    }

    FlowWorld engagement(UUID engagement, String state, String due, Map<String, String> act) {
        return publish(
                "contracts.engagement",
                "contracts.engagement-changed.v1",
                "contracts.engagement-changed.v1",
                engagement,
                event -> {
                    event.put("engagementId", engagement.toString());
                    event.put("state", state);
                    event.put("ownerId", coordinator.toString());
                    event.remove("due");
                    put(event, "due", due);
                    act.forEach(event::put);
                });
    }

    private FlowWorld publish(String topic, String type, String example, UUID aggregate, Consumer<ObjectNode> change) {
        ObjectNode event = World.example(example);
        for (var own : Map.of(
                        "caseId", caseId, "candidacyId", candidacy, "organizationId", organization, "talentId", talent)
                .entrySet()) {
            if (event.has(own.getKey())) {
                event.put(own.getKey(), own.getValue().toString());
            }
        }
        if (event.has("talentUserId")) {
            event.put("talentUserId", talentUser.toString());
        }
        change.accept(event);
        Contracts.checkData(type, event.toString());
        Map<String, String> headers =
                Events.headers(UUID.randomUUID(), type, aggregate, versions.merge(aggregate, 1L, Long::sum));
        if (traceparent != null) {
            headers.put("traceparent", traceparent);
        }
        Events.publish(topic, aggregate.toString(), event.toString().getBytes(StandardCharsets.UTF_8), headers);
        return this;
    }

    private static void put(ObjectNode event, String field, String value) {
        if (value == null) {
            event.remove(field);
        } else {
            event.put(field, value);
        }
    }
}
