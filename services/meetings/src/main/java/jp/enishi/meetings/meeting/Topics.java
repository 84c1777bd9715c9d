package jp.enishi.meetings.meeting;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.enishi.meetings.meeting.application.CancelMeeting;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.Text;
import jp.enishi.meetings.meeting.persistence.Facts;
import jp.enishi.meetings.meeting.persistence.Meetings;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.EventHandlers;
import jp.enishi.platform.messaging.ReadModel;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** The topics this service reads: what it needs of candidacies and cases is kept, and what ends takes its meetings along. */
@ApplicationScoped
class Topics implements EventHandlers {
    private static final Set<String> ENDED = Set.of("PASSED", "DECLINED", "WITHDRAWN", "REFUSED", "LAPSED", "CLOSED");

    private final EventConsumer consumers;
    private final Facts facts;
    private final Meetings meetings;
    private final CancelMeeting cancelMeeting;
    private final EventHandler candidacies;
    private final EventHandler cases;

    Topics(EventConsumer consumers, Facts facts, Meetings meetings, CancelMeeting cancelMeeting) {
        this.consumers = consumers;
        this.facts = facts;
        this.meetings = meetings;
        this.cancelMeeting = cancelMeeting;
        candidacies = EventHandler.of(
                "meetings.candidacy",
                Set.of("cases.candidacy-changed.v1"),
                this::candidacyChanged,
                new ReadModel(List.of("candidacy.candidacy_id"), event -> facts.put(event.as(Facts.Candidacy.class))));
        cases = EventHandler.of(
                "meetings.case",
                Set.of(
                        "cases.case-opened.v1",
                        "cases.case-revised.v1",
                        "cases.case-published.v1",
                        "cases.case-closed.v1"),
                this::caseChanged,
                new ReadModel(List.of("case_title.case_id"), event -> keepTitle(event.as(CaseChanged.class))));
    }

    @Override
    public List<EventHandler> handlers() {
        return List.of(candidacies, cases);
    }

    @Incoming("candidacy-in")
    Uni<Void> candidacy(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, candidacies);
    }

    @Incoming("case-in")
    Uni<Void> clientCase(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, cases);
    }

    private Uni<Void> candidacyChanged(ReceivedEvent event) {
        Facts.Candidacy candidacy = event.as(Facts.Candidacy.class);
        Uni<Void> kept = facts.put(candidacy);
        return ENDED.contains(candidacy.stage())
                ? kept.chain(() -> meetings.liveOfCandidacy(candidacy.candidacyId()))
                        .chain(live -> cancelMeeting.withdraw(live, Meeting.CANDIDACY_ENDED))
                : kept;
    }

    private Uni<Void> caseChanged(ReceivedEvent event) {
        CaseChanged changed = event.as(CaseChanged.class);
        Uni<Void> kept = keepTitle(changed);
        return changed.status().equals("CLOSED")
                ? kept.chain(() -> meetings.liveOfCase(changed.caseId()))
                        .chain(live -> cancelMeeting.withdraw(live, Meeting.CASE_CLOSED))
                : kept;
    }

    private Uni<Void> keepTitle(CaseChanged changed) {
        Text title = changed.requirements().title();
        return title == null ? Uni.createFrom().voidItem() : facts.put(changed.caseId(), title);
    }

    /** The part of a case that this service reads. */
    private record CaseChanged(UUID caseId, String status, Requirements requirements) {}

    private record Requirements(@Nullable Text title) {}
}
