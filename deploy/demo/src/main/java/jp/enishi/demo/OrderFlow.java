package jp.enishi.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the order flow as people take them through the API, for whoever wants to walk it: the demo and the tests of the
 * whole. A step that another service has not heard of yet is tried again until the patience ends.
 */
public final class OrderFlow {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    /** Not found, not in that state, not that version: may be true in a moment. */
    private static final Set<Integer> NOT_YET = Set.of(404, 409, 412);

    private final Duration patience;

    public OrderFlow(Duration patience) {
        this.patience = patience;
    }

    /** A person on a position, at a monthly rate in yen. */
    public record Seat(String positionId, String candidacyId, long yen) {}

    /** Who takes part in a meeting, by user id. */
    public record Participants(String client, String talent, String coordinator) {}

    /** Selects a talent for a position; answers the candidacy's id. */
    public String select(Person coordinator, String caseId, String positionId, String talentId) {
        return made(
                () -> coordinator.attempt(
                        "POST",
                        "/cases/" + caseId + "/candidacies",
                        null,
                        Map.of("positionId", positionId, "talentId", talentId)),
                "candidacyId");
    }

    /** Applies for a position of a published case; answers the candidacy's id. */
    public String apply(Person talent, String caseId, String positionId, long resumeVersion, String message) {
        return made(
                () -> talent.attempt(
                        "POST",
                        "/listings/" + caseId + "/applications",
                        null,
                        Map.of("positionId", positionId, "message", message, "resumeVersion", resumeVersion)),
                "candidacyId");
    }

    /** Writes a proposal of one or more teams, each a list of seats, as a draft; answers its id. */
    public String draft(Person coordinator, String caseId, String plan, Map<String, List<Seat>> teams) {
        ObjectNode draft = JSON.objectNode();
        draft.putObject("plan").put("ja", plan);
        ArrayNode list = draft.putArray("teams");
        teams.forEach((label, seats) -> {
            ArrayNode members = list.addObject().put("label", label).putArray("seats");
            for (Seat seat : seats) {
                members.addObject()
                        .put("positionId", seat.positionId())
                        .put("candidacyId", seat.candidacyId())
                        .putObject("rate")
                        .put("amount", seat.yen())
                        .put("currency", "JPY");
            }
        });
        return coordinator
                .post("/cases/" + caseId + "/proposals", draft)
                .get("proposalId")
                .asText();
    }

    /** Sends a draft to the client. */
    public void send(Person coordinator, String proposalId, Instant decideBy) {
        String path = "/proposals/" + proposalId;
        changed(coordinator, path, path + "/sending", Map.of("decideBy", decideBy.toString()));
    }

    /** The client wants to meet the person. */
    public void want(Person client, String candidacyId) {
        String path = "/candidacies/" + candidacyId;
        changed(client, path, path + "/decision", Map.of("decision", "MEET"));
    }

    /** The client passes. */
    public void pass(Person client, String candidacyId, String reason, String note) {
        String path = "/candidacies/" + candidacyId;
        changed(client, path, path + "/decision", Map.of("decision", "PASS", "reason", reason, "note", note));
    }

    /** Calls a meeting with times to choose from; answers its id. */
    public String call(
            Person coordinator, String candidacyId, Participants people, List<Instant> starts, Instant deadline) {
        ObjectNode call = JSON.objectNode()
                .put("candidacyId", candidacyId)
                .put("durationMinutes", 30)
                .put("deadline", deadline.toString())
                .put("choice", "AUTOMATIC");
        ObjectNode participants = call.putObject("participants");
        participants.putObject("client").put("userId", people.client());
        participants.putObject("talent").put("userId", people.talent());
        participants.putObject("coordinator").put("userId", people.coordinator());
        ArrayNode slots = call.putArray("slots");
        starts.forEach(start -> slots.addObject().put("start", start.toString()));
        call.putObject("place").put("kind", "VIDEO").put("url", "https://meet.example/" + candidacyId);
        return made(() -> coordinator.attempt("POST", "/meetings", null, call), "meetingId");
    }

    /** Says the same to every slot of the poll. */
    public void answer(Person participant, String meetingId, String answer) {
        String path = "/meetings/" + meetingId;
        until(() -> {
            Person.Answer meeting = participant.attempt("GET", path, null, null);
            if (!meeting.good()) {
                return meeting;
            }
            ObjectNode body = JSON.objectNode();
            ArrayNode answers = body.putArray("answers");
            meeting.body()
                    .get("slots")
                    .forEach(slot -> answers.addObject()
                            .put("slotId", slot.get("slotId").asText())
                            .put("answer", answer));
            return participant.attempt("PUT", path + "/answers", version(meeting), body);
        });
    }

    /** The coordinator settles on the poll's first time; who hasn't answered was asked by telephone. */
    public void book(Person coordinator, String meetingId) {
        String path = "/meetings/" + meetingId;
        until(() -> {
            Person.Answer meeting = coordinator.attempt("GET", path, null, null);
            return coordinator.attempt(
                    "POST",
                    path + "/booking",
                    version(meeting),
                    Map.of(
                            "slotId",
                            meeting.body().get("slots").get(0).get("slotId").asText(),
                            "override",
                            true,
                            "reason",
                            "電話で皆さまのご都合を確認しました。"));
        });
    }

    /** Writes down what each of the three sides took from the meeting, which has to have begun. */
    public void outcomes(Person coordinator, String meetingId, String client, String talent, String adjustment) {
        Map.of("CLIENT", client, "TALENT", talent, "COORDINATOR", "PROCEED").forEach((side, verdict) -> {
            ObjectNode body = JSON.objectNode().put("side", side).put("outcome", verdict);
            if (verdict.equals("ADJUST")) {
                body.put("adjustment", adjustment);
            }
            changedBy("PUT", coordinator, "/meetings/" + meetingId, "/meetings/" + meetingId + "/outcome", body);
        });
    }

    /** Offers; answers the offer's id. */
    public String offer(Person client, String candidacyId, JsonNode terms, Instant expiresAt) {
        ObjectNode body = JSON.objectNode().put("candidacyId", candidacyId).put("expiresAt", expiresAt.toString());
        body.set("terms", terms);
        return made(() -> client.attempt("POST", "/offers", null, body), "offerId");
    }

    /** Offers to several people at once; answers the team offer's id. */
    public String offerTeam(
            Person client, String caseId, String mode, Map<String, ? extends JsonNode> terms, Instant expiresAt) {
        ObjectNode body =
                JSON.objectNode().put("caseId", caseId).put("mode", mode).put("expiresAt", expiresAt.toString());
        ArrayNode offers = body.putArray("offers");
        terms.forEach((candidacyId, each) ->
                offers.addObject().put("candidacyId", candidacyId).set("terms", each));
        return made(() -> client.attempt("POST", "/team-offers", null, body), "teamOfferId");
    }

    /** Offers other terms instead. */
    public void counter(Person side, String offerId, JsonNode terms, Instant expiresAt, String note) {
        ObjectNode body =
                JSON.objectNode().put("expiresAt", expiresAt.toString()).put("note", note);
        body.set("terms", terms);
        changed(side, "/offers/" + offerId, "/offers/" + offerId + "/versions", body);
    }

    /** Accepts the newest terms, by their hash. */
    public void accept(Person side, String offerId) {
        String path = "/offers/" + offerId;
        until(() -> {
            Person.Answer offer = side.attempt("GET", path, null, null);
            return offer.good()
                    ? side.attempt(
                            "POST",
                            path + "/acceptance",
                            version(offer),
                            Map.of("termsHash", offer.body().get("termsHash").asText()))
                    : offer;
        });
    }

    /** Refuses, which ends it for ever. */
    public void refuse(Person talent, String offerId, String reason) {
        changed(talent, "/offers/" + offerId, "/offers/" + offerId + "/refusal", Map.of("reason", reason));
    }

    /** The offer that this person can see for a candidacy. */
    public JsonNode offerFor(Person reader, String candidacyId) {
        return found(reader, "/offers?limit=100", "candidacyId", candidacyId);
    }

    /** The order that came of a candidacy. */
    public JsonNode orderFor(Person reader, String candidacyId) {
        return found(reader, "/orders?limit=100", "candidacyId", candidacyId);
    }

    /** The engagement that came of an order. */
    public JsonNode engagementFor(Person reader, String orderId) {
        return found(reader, "/engagements?limit=100", "orderId", orderId);
    }

    /** Says who the contracting party is, unless that was said before. */
    public void declare(Person side, String name, boolean corporation) {
        if (side.attempt("GET", "/parties/mine", null, null).good()) {
            return;
        }
        ObjectNode party = JSON.objectNode()
                .put("legalName", name)
                .put("address", corporation ? "東京都港区芝浦3-4-5" : "東京都世田谷区北沢2-6-7")
                .put("kind", corporation ? "CORPORATION" : "INDIVIDUAL")
                .put("contact", corporation ? "keiyaku@client.example" : "contact@talent.example")
                .put("hasEmployees", corporation)
                .put("declaredOn", LocalDate.ofInstant(Instant.now(), JAPAN).toString());
        if (corporation) {
            party.put("officers", 5).put("invoiceNumber", "T4011001098993");
        }
        side.put("/parties/mine", 0, party);
    }

    /** The client orders; the document is made. */
    public void place(Person client, String orderId) {
        changed(client, "/orders/" + orderId, "/orders/" + orderId + "/placement", null);
    }

    /** Confirms the document, by its hash. */
    public void confirm(Person side, String orderId) {
        String path = "/orders/" + orderId;
        until(() -> {
            Person.Answer order = side.attempt("GET", path, null, null);
            return order.good()
                    ? side.attempt(
                            "POST",
                            path + "/confirmation",
                            version(order),
                            Map.of(
                                    "documentHash",
                                    order.body().path("documentHash").asText()))
                    : order;
        });
    }

    /** Proposes other terms for a running engagement, which the other side has to sign. */
    public void amend(Person side, String engagementId, JsonNode terms, String reason) {
        String path = "/engagements/" + engagementId;
        ObjectNode body = JSON.objectNode().put("reason", reason);
        body.set("terms", terms);
        changed(side, path, path + "/amendments", body);
    }

    /** The talent agrees to be named to a client in one case. */
    public void consent(Person talent, String talentId, String organizationId, String organizationName, String caseId) {
        made(
                () -> talent.attempt(
                        "POST",
                        "/talents/" + talentId + "/consents",
                        null,
                        Map.of(
                                "organizationId",
                                organizationId,
                                "organizationName",
                                organizationName,
                                "caseId",
                                caseId)),
                "consentId");
    }

    /** Saves a search, of whose new hits its owner is told. */
    public void watch(Person owner, String name, Map<String, ?> criteria) {
        owner.post("/searches", Map.of("name", name, "criteria", criteria));
    }

    /** Terms as a client would write them for this case: what the requirements say, at this fee. */
    public static ObjectNode terms(JsonNode requirements, long yen) {
        ObjectNode terms = JSON.objectNode();
        terms.set("workContent", requirements.get("tasks"));
        terms.put("contractType", "QUASI_MANDATE_HOURS");
        terms.putObject("fee").putObject("amount").put("amount", yen).put("currency", "JPY");
        terms.putObject("settlement")
                .put("method", "UPPER_LOWER")
                .put("lower", requirements.at("/hours/lower").asInt())
                .put("upper", requirements.at("/hours/upper").asInt())
                .put("roundTo", 10)
                .put("stepMinutes", 15);
        terms.put("utilisation", requirements.get("utilisation").asInt());
        LocalDate start = LocalDate.parse(requirements.at("/period/start").asText());
        terms.putObject("period")
                .put("start", start.toString())
                .put(
                        "end",
                        start.plusMonths(requirements.at("/period/months").asLong())
                                .minusDays(1)
                                .toString());
        terms.set("place", requirements.at("/workplace/place"));
        terms.set("workplace", requirements.at("/workplace/kind"));
        if (requirements.at("/workplace/onSiteDays").isInt()) {
            terms.set("onSiteDays", requirements.at("/workplace/onSiteDays"));
        }
        terms.putObject("payment")
                .put("closing", "END_OF_MONTH")
                .put("dueDay", 31)
                .put("monthsAfter", 1)
                .put("method", "BANK_TRANSFER")
                .put("transferFeeBearer", "PAYER");
        terms.putObject("responsible").put("ja", "情報システム部 部長 髙橋").put("en", "Takahashi, head of IT");
        terms.put("consultationContact", "soudan@client.example");
        return terms;
    }

    /** The next whole minute that is at least this far away: when a meeting may begin. */
    public static Instant minuteAfter(Duration away) {
        return Instant.now().plus(away).truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
    }

    /** Asks until the answer is as wanted; answers it. */
    public JsonNode await(Person reader, String path, Predicate<JsonNode> wanted) {
        Person.Answer last = until(
                () -> reader.attempt("GET", path, null, null), answer -> answer.good() && wanted.test(answer.body()));
        return last.body();
    }

    private JsonNode found(Person reader, String path, String name, String value) {
        JsonNode list = await(reader, path, page -> entry(page, name, value) != null);
        return Objects.requireNonNull(entry(list, name, value));
    }

    private static @Nullable JsonNode entry(JsonNode page, String name, String value) {
        for (JsonNode item : page.path("items")) {
            if (item.path(name).asText().equals(value)) {
                return item;
            }
        }
        return null;
    }

    private void changed(Person person, String path, String act, @Nullable Object body) {
        changedBy("POST", person, path, act, body);
    }

    /** Reads the version, and acts on it. */
    private void changedBy(String method, Person person, String path, String act, @Nullable Object body) {
        until(() -> {
            Person.Answer now = person.attempt("GET", path, null, null);
            return now.good() ? person.attempt(method, act, version(now), body) : now;
        });
    }

    private String made(Supplier<Person.Answer> act, String id) {
        return until(act).body().get(id).asText();
    }

    private Person.Answer until(Supplier<Person.Answer> act) {
        return until(act, answer -> answer.good() || !NOT_YET.contains(answer.status()));
    }

    private Person.Answer until(Supplier<Person.Answer> act, Predicate<Person.Answer> wanted) {
        long end = System.nanoTime() + patience.toNanos();
        Person.Answer first = act.get();
        Person.Answer answer = first;
        while (!wanted.test(answer) && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(150);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting", interrupted);
            }
            answer = act.get();
        }
        if (!answer.good() || !wanted.test(answer)) {
            // What was wrong at first may be the reason for what is wrong now.
            throw new Person.Refused(answer, first);
        }
        return answer;
    }

    private static long version(Person.Answer answer) {
        return answer.body().path("version").asLong();
    }
}
