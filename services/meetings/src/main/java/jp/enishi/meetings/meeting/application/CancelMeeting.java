package jp.enishi.meetings.meeting.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.enishi.meetings.Actor;
import jp.enishi.meetings.Scope;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.meetings.meeting.persistence.LockedMeeting;
import jp.enishi.meetings.meeting.persistence.Meetings;

/** Ends a meeting that has not been held: by one of those concerned, or because there is nothing left to talk about. */
@ApplicationScoped
public class CancelMeeting {
    private final Steps steps;
    private final Meetings meetings;
    private final MeetingJournal journal;

    CancelMeeting(Steps steps, Meetings meetings, MeetingJournal journal) {
        this.steps = steps;
        this.meetings = meetings;
        this.journal = journal;
    }

    @WithTransaction
    public Uni<Meeting> cancel(UUID meetingId, long expected, String reason) {
        return steps.begin(meetingId, expected, "meeting.cancel")
                .chain(step -> steps.write(
                        step,
                        step.before()
                                .cancelled(
                                        "BY_"
                                                + step.side()
                                                        .orElse(Side.COORDINATOR)
                                                        .name(),
                                        reason)))
                .map(LockedMeeting::value);
    }

    /** Ends those of the meetings that are still live, inside the running transaction. */
    public Uni<Void> withdraw(List<UUID> meetingIds, String reasonCode) {
        return Multi.createFrom()
                .iterable(meetingIds)
                .onItem()
                .transformToUniAndConcatenate(id -> meetings.lock(id, Scope.SYSTEM)
                        .chain(locked -> locked.value().state().live()
                                ? meetings.now()
                                        .chain(now -> journal.write(
                                                locked,
                                                locked.value().cancelled(reasonCode, null),
                                                Actor.SYSTEM,
                                                "meeting.cancel",
                                                now))
                                : Uni.createFrom().item(locked)))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
