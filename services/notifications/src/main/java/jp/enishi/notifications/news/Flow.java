package jp.enishi.notifications.news;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.enishi.notifications.inbox.NotificationKind;
import jp.enishi.notifications.news.News.Subject;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is told what of the order flow. Talent is told their own status, never the internal stage or a reason;
 * clients are told no names. Everything here runs in the consumer's transaction.
 */
@ApplicationScoped
public class Flow {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final String OWN_CANDIDACIES = "/talent/candidacies";
    private static final String PARTY = "/party";
    private static final String WHO_SAW_WHAT = "/talent/consents";

    /** Statuses that the talent is told of by the candidacy itself; the others come with the meeting, offer or engagement. */
    private static final Map<String, Occasion> STATUSES = Map.of(
            "APPLIED", Occasion.CANDIDACY_APPLIED,
            "PROPOSED", Occasion.CANDIDACY_PROPOSED,
            "NOT_SELECTED", Occasion.CANDIDACY_NOT_SELECTED,
            "CASE_CLOSED", Occasion.CANDIDACY_CASE_CLOSED,
            "WITHDRAWN", Occasion.CANDIDACY_WITHDRAWN);

    private static final Set<String> BEFORE_THE_CLIENT = Set.of("SELECTED", "APPLIED");

    private final NewsDesk desk;
    private final Pursuits pursuits;

    Flow(NewsDesk desk, Pursuits pursuits) {
        this.desk = desk;
        this.pursuits = pursuits;
    }

    /** What counts of {@code cases.candidacy-changed.v1}. */
    record Candidacy(
            UUID candidacyId,
            UUID caseId,
            UUID organizationId,
            UUID talentId,
            @Nullable UUID talentUserId,
            String stage,
            @Nullable String status,
            @Nullable String previousStage,
            @Nullable UUID coordinatorId,
            @Nullable UUID clientUserId) {}

    Uni<Void> candidacy(ReceivedEvent event) {
        var candidacy = event.as(Candidacy.class);
        var subject = new Subject(candidacy.candidacyId(), Long.toString(event.version()), candidacy.caseId());
        return pursuits.toldStatus(candidacy.candidacyId())
                .chain(told -> pursuits.keep(candidacy)
                        .chain(() -> pursuits.acted(candidacy.caseId(), candidacy.clientUserId()))
                        .chain(() -> desk.take(of(candidacy, subject, told))));
    }

    private static List<News> of(Candidacy candidacy, Subject subject, @Nullable String told) {
        List<News> news = new ArrayList<>();
        UUID talent = candidacy.talentUserId();
        String status = candidacy.status();
        if (talent != null && status != null && !status.equals(told) && STATUSES.get(status) instanceof Occasion now) {
            news.add(subject.user(now, talent, OWN_CANDIDACIES));
        }
        String previous = candidacy.previousStage();
        String coordinators = "/coordinator/cases/" + candidacy.caseId() + "/pipeline";
        String clients = "/client/cases/" + candidacy.caseId() + "/pipeline";
        UUID id = candidacy.candidacyId();
        switch (candidacy.stage()) {
            case "APPLIED" ->
                news.add(
                        candidacy.coordinatorId() == null
                                ? subject.coordinators(Occasion.CANDIDACY_APPLICATION, coordinators)
                                : subject.coordinator(Occasion.CANDIDACY_APPLICATION, id, coordinators));
            case "MEETING_WANTED" -> {
                // Back from a cancelled meeting it is wanted as before.
                if (!"MEETING_BOOKED".equals(previous)) {
                    news.add(subject.coordinator(Occasion.MEETING_WANTED_BY_CLIENT, id, coordinators));
                    if (talent != null) {
                        news.add(subject.user(Occasion.MEETING_WANTED_BY_CLIENT, talent, OWN_CANDIDACIES));
                    }
                }
            }
            case "PASSED" -> news.add(subject.coordinator(Occasion.CANDIDACY_PASSED, id, coordinators));
            case "WITHDRAWN" -> {
                news.add(subject.coordinator(Occasion.CANDIDACY_LEFT, id, coordinators));
                if (previous != null && !BEFORE_THE_CLIENT.contains(previous)) {
                    news.add(subject.clients(Occasion.CANDIDACY_LEFT, candidacy.organizationId(), clients));
                }
            }
            default -> {}
        }
        return news;
    }

    Uni<Void> proposal(ReceivedEvent event) {
        JsonNode data = event.data();
        UUID caseId = id(data, "caseId");
        UUID organization = id(data, "organizationId");
        String state = data.path("state").asText();
        boolean reminder = data.path("reminder").asBoolean();
        // Before it was sent it is nobody's business.
        if (data.path("seats").isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var subject = new Subject(event.aggregateId(), reminder ? "REMINDER" : state, caseId);
        UUID candidacy = id(data.path("seats").path(0), "candidacyId");
        String page = "/client/proposals/" + event.aggregateId();
        String pipeline = "/coordinator/cases/" + caseId + "/pipeline";
        Instant decideBy = instant(data, "decideBy");
        return desk.take(
                switch (state) {
                    case "SENT" ->
                        List.of(subject.clients(
                                        reminder ? Occasion.PROPOSAL_REMINDER : Occasion.PROPOSAL_SENT,
                                        organization,
                                        page)
                                .until(decideBy));
                    case "LAPSED" ->
                        List.of(
                                subject.clients(Occasion.PROPOSAL_LAPSED, organization, page),
                                subject.coordinator(Occasion.PROPOSAL_LAPSED, candidacy, pipeline));
                    case "WITHDRAWN" ->
                        List.of(subject.clients(
                                Occasion.PROPOSAL_WITHDRAWN, organization, "/client/cases/" + caseId + "/pipeline"));
                    case "DECIDED" -> List.of(subject.coordinator(Occasion.PROPOSAL_DECIDED, candidacy, pipeline));
                    default -> List.of();
                });
    }

    Uni<Void> view(ReceivedEvent event) {
        JsonNode data = event.data();
        LocalDate day = LocalDate.ofInstant(Instant.parse(data.path("at").asText()), JAPAN);
        var subject = new Subject(
                id(data, "proposalId"), data.path("organizationId").asText() + " " + day, id(data, "caseId"));
        return desk.take(List.of(subject.talent(Occasion.VIEWED_SHEET, id(data, "talentId"), WHO_SAW_WHAT)));
    }

    /** What a saved search found: a case is opened by itself; who was found is shown with the search. */
    Uni<Void> alert(ReceivedEvent event) {
        JsonNode data = event.data();
        UUID search = id(data, "searchId");
        UUID caseId = data.hasNonNull("caseId") ? id(data, "caseId") : null;
        Occasion occasion =
                data.path("reason").asText().equals("NEW") ? Occasion.SAVED_SEARCH_NEW : Occasion.SAVED_SEARCH_CHANGED;
        String own = "/searches/" + search;
        News found = new Subject(search, event.aggregateId().toString(), caseId)
                .user(occasion, id(data, "userId"), caseId == null ? own : "/listings/" + caseId)
                .and("pause", own + "/pausing")
                .and("met", codes(data, "skills"))
                .and("changed", codes(data, "changed"));
        return desk.take(List.of(
                caseId == null
                        ? found
                        : found.recommends(data.path("objectVersion").asLong())));
    }

    private static List<String> codes(JsonNode data, String field) {
        return data.path(field).valueStream().map(JsonNode::asText).toList();
    }

    Uni<Void> inquiry(ReceivedEvent event) {
        JsonNode data = event.data();
        String page = "/coordinator/inquiries/" + event.aggregateId();
        Instant dueAt = instant(data, "dueAt");
        UUID assignee = data.hasNonNull("assigneeId") ? id(data, "assigneeId") : null;
        return desk.take(
                switch (data.path("state").asText()) {
                    case "NEW" ->
                        List.of(new Subject(event.aggregateId(), "NEW", null)
                                .coordinators(Occasion.INQUIRY_NEW, page)
                                .until(dueAt));
                    case "TAKEN" ->
                        assignee == null
                                ? List.of()
                                : List.of(new Subject(event.aggregateId(), "TAKEN " + assignee, null)
                                        .user(Occasion.INQUIRY_ASSIGNED, assignee, page)
                                        .until(dueAt));
                    default -> List.of();
                });
    }

    Uni<Void> meeting(ReceivedEvent event) {
        JsonNode data = event.data();
        UUID caseId = id(data, "caseId");
        Uni<Void> known = Uni.createFrom().voidItem();
        List<UUID> all = new ArrayList<>();
        UUID coordinator = null;
        for (JsonNode participant : data.path("participants")) {
            UUID user = id(participant, "userId");
            all.add(user);
            switch (participant.path("side").asText()) {
                case "CLIENT" -> known = pursuits.acted(caseId, user);
                case "COORDINATOR" -> coordinator = user;
                default -> {}
            }
        }
        List<News> news = new ArrayList<>(of(event, caseId, all, coordinator));
        if (coordinator != null) {
            news.addAll(adjustments(event, caseId, coordinator));
        }
        return known.chain(() -> desk.take(news));
    }

    /** Each side that wants the requirements adjusted; the others' outcomes may come later. */
    private static List<News> adjustments(ReceivedEvent event, UUID caseId, UUID coordinator) {
        String page = "/coordinator/candidacies/" + id(event.data(), "candidacyId");
        List<News> news = new ArrayList<>();
        for (JsonNode outcome : event.data().path("outcomes")) {
            String side = outcome.path("side").asText();
            if (outcome.path("outcome").asText().equals("ADJUST") && !side.equals("COORDINATOR")) {
                news.add(new Subject(event.aggregateId(), "ADJUST " + side, caseId)
                        .user(Occasion.CANDIDACY_ADJUST, coordinator, page));
            }
        }
        return news;
    }

    private static List<News> of(ReceivedEvent event, UUID caseId, List<UUID> all, @Nullable UUID coordinator) {
        JsonNode data = event.data();
        long sequence = data.path("sequence").asLong();
        Instant start = instant(data, "start");
        Instant deadline = instant(data, "deadline");
        String page = "/meetings/" + event.aggregateId();
        String reminder = data.path("reminder").asText("");
        return switch (data.path("state").asText()) {
            case "POLLING" -> {
                if (reminder.equals("DEADLINE")) {
                    yield coordinator == null
                            ? List.of()
                            : List.of(new Subject(event.aggregateId(), "UNDECIDED " + deadline, caseId)
                                    .user(Occasion.MEETING_POLL_UNDECIDED, coordinator, page));
                }
                var subject = new Subject(event.aggregateId(), "ASKED", caseId);
                yield all.stream()
                        .filter(user -> !user.equals(coordinator))
                        .map(user -> subject.user(Occasion.MEETING_POLL_ASKED, user, page)
                                .until(deadline))
                        .toList();
            }
            case "BOOKED" -> {
                Occasion now = switch (reminder) {
                    case "DAY" -> Occasion.MEETING_CHANGED_TOMORROW;
                    case "HOUR" -> Occasion.MEETING_CHANGED_SOON;
                    default -> sequence == 0 ? Occasion.MEETING_BOOKED_DATE : Occasion.MEETING_CHANGED_MOVED;
                };
                var subject = new Subject(event.aggregateId(), now.event() + " " + sequence, caseId);
                yield all.stream()
                        .map(user -> subject.user(now, user, page).at(start))
                        .toList();
            }
            case "CANCELLED" -> {
                var subject = new Subject(event.aggregateId(), "CANCELLED", caseId);
                yield all.stream()
                        .map(user -> subject.user(Occasion.MEETING_CHANGED_CANCELLED, user, page)
                                .at(start))
                        .toList();
            }
            default -> List.of();
        };
    }

    /** Client and talent of an offer, order or engagement, and the coordinator behind it. */
    private record Sides(UUID caseId, UUID candidacy, UUID organization, UUID talent) {
        static Sides of(JsonNode data) {
            return new Sides(
                    id(data, "caseId"), id(data, "candidacyId"), id(data, "organizationId"), id(data, "talentUserId"));
        }

        List<News> both(Subject subject, Occasion occasion, String page) {
            return List.of(client(subject, occasion, page), talent(subject, occasion, page));
        }

        List<News> all(Subject subject, Occasion occasion, String page) {
            return List.of(
                    client(subject, occasion, page),
                    talent(subject, occasion, page),
                    subject.coordinator(occasion, candidacy, page));
        }

        News client(Subject subject, Occasion occasion, String page) {
            return subject.clients(occasion, organization, page);
        }

        News talent(Subject subject, Occasion occasion, String page) {
            return subject.user(occasion, talent, page);
        }
    }

    Uni<Void> offer(ReceivedEvent event) {
        JsonNode data = event.data();
        var sides = Sides.of(data);
        String page = "/offers/" + event.aggregateId();
        String state = data.path("state").asText();
        boolean talentAnswers = data.path("waitsFor").asText().equals("TALENT");
        var ended = new Subject(event.aggregateId(), state, sides.caseId());
        return desk.take(
                switch (state) {
                    case "OPEN" -> {
                        long number = data.path("number").asLong();
                        var open = new Subject(event.aggregateId(), "VERSION " + number, sides.caseId());
                        Occasion now = number == 1 ? Occasion.OFFER_NEW : Occasion.OFFER_COUNTER;
                        yield List.of((talentAnswers ? sides.talent(open, now, page) : sides.client(open, now, page))
                                .until(instant(data, "expiresAt")));
                    }
                    case "AGREED" -> sides.all(ended, Occasion.AGREEMENT_REACHED, page);
                    // Who refused knows; so does who withdrew.
                    case "REFUSED" ->
                        List.of(
                                talentAnswers
                                        ? sides.client(ended, Occasion.OFFER_REFUSED, page)
                                        : sides.talent(ended, Occasion.OFFER_REFUSED, page),
                                ended.coordinator(Occasion.OFFER_REFUSED, sides.candidacy(), page));
                    case "WITHDRAWN" ->
                        List.of(
                                talentAnswers
                                        ? sides.talent(ended, Occasion.OFFER_WITHDRAWN, page)
                                        : sides.client(ended, Occasion.OFFER_WITHDRAWN, page),
                                ended.coordinator(Occasion.OFFER_WITHDRAWN, sides.candidacy(), page));
                    case "EXPIRED" -> sides.all(ended, Occasion.OFFER_EXPIRED, page);
                    case "RELEASED" -> sides.all(ended, Occasion.OFFER_RELEASED, page);
                    default -> List.of();
                });
    }

    Uni<Void> order(ReceivedEvent event) {
        JsonNode data = event.data();
        var sides = Sides.of(data);
        String page = "/orders/" + event.aggregateId();
        String state = data.path("state").asText();
        if (data.path("due").asText().equals("PENDING")) {
            var pending = new Subject(
                    event.aggregateId(), "PENDING " + data.path("dueOn").asText(), sides.caseId());
            return desk.take(List.of(sides.client(pending, Occasion.ORDER_PENDING, page)));
        }
        var subject = new Subject(event.aggregateId(), state, sides.caseId());
        return desk.take(
                switch (state) {
                    case "PREPARED" -> prepared(data, event.aggregateId(), sides, page);
                    case "ORDERED" -> sides.both(subject, Occasion.ORDER_ORDERED, page);
                    case "CONFIRMED" -> sides.all(subject, Occasion.ORDER_CONFIRMED, page);
                    default -> List.of();
                });
    }

    /** Ready is what waits for nobody; before, those are asked whose names are missing. */
    private static List<News> prepared(JsonNode data, UUID orderId, Sides sides, String page) {
        JsonNode missing = data.path("partiesMissing");
        if (missing.isEmpty()) {
            return List.of(
                    sides.client(new Subject(orderId, "PREPARED", sides.caseId()), Occasion.ORDER_PREPARED, page));
        }
        var asked = new Subject(orderId, "PARTY", sides.caseId());
        List<News> news = new ArrayList<>();
        for (JsonNode side : missing) {
            news.add(
                    side.asText().equals("CLIENT")
                            ? sides.client(asked, Occasion.ORDER_PARTY, PARTY)
                            : sides.talent(asked, Occasion.ORDER_PARTY, PARTY));
        }
        return news;
    }

    Uni<Void> engagement(ReceivedEvent event) {
        JsonNode data = event.data();
        var sides = Sides.of(data);
        String page = "/engagements/" + event.aggregateId();
        UUID owner = data.hasNonNull("ownerId") ? id(data, "ownerId") : null;
        String due = data.path("due").asText("");
        String state = data.path("state").asText();
        var subject =
                new Subject(event.aggregateId(), due.isEmpty() ? state : due + " " + event.version(), sides.caseId());
        Occasion now = switch (due.isEmpty() ? state : due) {
            case "CHECK_IN" -> Occasion.ENGAGEMENT_CHECK_IN;
            case "RENEWAL" -> Occasion.ENGAGEMENT_RENEWAL;
            case "NOTICE" -> Occasion.ENGAGEMENT_NOTICE;
            case "TICKET" -> Occasion.ENGAGEMENT_TICKET;
            case "ENDING" -> Occasion.ENGAGEMENT_ENDING;
            case "ENDED" -> Occasion.ENGAGEMENT_ENDED;
            default -> null;
        };
        List<News> news = new ArrayList<>(acts(event, sides, owner, page));
        if (now == null) {
            return desk.take(news);
        }
        news.add(owner == null ? subject.coordinator(now, sides.candidacy(), page) : subject.user(now, owner, page));
        if (now != Occasion.ENGAGEMENT_TICKET) {
            news.add(sides.client(subject, now, page));
            if (now != Occasion.ENGAGEMENT_NOTICE) {
                news.add(sides.talent(subject, now, page));
            }
        }
        return desk.take(news);
    }

    /** What somebody did is told to the others whom it concerns; a ticket only to its own side and who looks after the work. */
    private static List<News> acts(ReceivedEvent event, Sides sides, @Nullable UUID owner, String page) {
        JsonNode data = event.data();
        String act = data.path("act").asText("");
        if (act.isEmpty()) {
            return List.of();
        }
        var subject = new Subject(event.aggregateId(), act + " " + event.version(), sides.caseId());
        Occasion now = Occasion.of(NotificationKind.ENGAGEMENT, act);
        String by = data.path("by").asText("");
        boolean ticket = act.startsWith("TICKET");
        List<News> news = new ArrayList<>();
        for (String side : List.of("CLIENT", "TALENT")) {
            boolean concerned = !ticket || side.equals(data.path("concerned").asText());
            if (concerned && !side.equals(by)) {
                news.add(side.equals("CLIENT") ? sides.client(subject, now, page) : sides.talent(subject, now, page));
            }
        }
        // Whoever looks after it knows what a coordinator did; an escalation reaches them as what is due.
        if (!by.isEmpty() && now != Occasion.ENGAGEMENT_TICKET_ESCALATED) {
            news.add(
                    owner == null ? subject.coordinator(now, sides.candidacy(), page) : subject.user(now, owner, page));
        }
        return news;
    }

    /** The requirements of a case changed: talent in the running for it is told. */
    public Uni<Void> requirementsRevised(UUID caseId, long requirementsVersion, long caseVersion) {
        var subject = new Subject(caseId, "REQUIREMENTS " + requirementsVersion, caseId);
        return pursuits.inTheRunning(caseId, caseVersion)
                .chain(users -> desk.take(users.stream()
                        .map(user -> subject.user(Occasion.CASE_CHANGED_REQUIREMENTS, user, OWN_CANDIDACIES))
                        .toList()));
    }

    private static UUID id(JsonNode data, String field) {
        return UUID.fromString(data.path(field).asText());
    }

    private static @Nullable Instant instant(JsonNode data, String field) {
        return data.hasNonNull(field) ? Instant.parse(data.get(field).asText()) : null;
    }
}
