package jp.enishi.meetings.meeting.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.meetings.Actor;
import jp.enishi.meetings.Scope;
import jp.enishi.meetings.meeting.domain.Choice;
import jp.enishi.meetings.meeting.domain.Due;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingState;
import jp.enishi.meetings.meeting.domain.Reminder;
import jp.enishi.meetings.meeting.persistence.LockedMeeting;
import jp.enishi.meetings.meeting.persistence.Meetings;

/** The end of one poll or one reminder, by the database's clock; replicas never take the same one. */
@ApplicationScoped
public class DueMeeting {
    private final Meetings meetings;
    private final Choosing choosing;
    private final MeetingJournal journal;

    DueMeeting(Meetings meetings, Choosing choosing, MeetingJournal journal) {
        this.meetings = meetings;
        this.choosing = choosing;
        this.journal = journal;
    }

    /** True when something was done, false when nothing is left. */
    @WithTransaction
    public Uni<Boolean> next() {
        return meetings.nextDue()
                .chain(found -> found == null
                        ? Uni.createFrom().item(false)
                        : happen(found).replaceWith(true));
    }

    private Uni<LockedMeeting> happen(UUID meetingId) {
        return meetings.lock(meetingId, Scope.SYSTEM)
                .chain(locked -> meetings.now().chain(now -> {
                    Due due = locked.value().nextDue().orElseThrow();
                    if (due.kind() == Reminder.LAST_SLOT) {
                        Meeting over = locked.value().cancelled(Meeting.POLL_EXPIRED, null);
                        return journal.write(locked, over, Actor.SYSTEM, "meeting.expire", now);
                    }
                    boolean choose =
                            due.kind() == Reminder.DEADLINE && locked.value().choice() == Choice.AUTOMATIC;
                    Uni<LockedMeeting> chosen = choose
                            ? choosing.choose(locked, now)
                            : Uni.createFrom().item(locked);
                    return chosen.chain(after -> choose && after.value().state() == MeetingState.BOOKED
                            ? Uni.createFrom().item(after)
                            : remind(after, due.kind(), now));
                }));
    }

    private Uni<LockedMeeting> remind(LockedMeeting locked, Reminder kind, Instant now) {
        Meeting meeting = locked.value();
        return meeting.worthReminding(kind, now)
                ? journal.write(locked, meeting.reminded(kind), Actor.SYSTEM, "meeting.remind", kind, now)
                : meetings.change(locked, meeting.skipped(kind), now);
    }
}
