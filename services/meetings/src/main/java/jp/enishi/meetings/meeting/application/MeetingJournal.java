package jp.enishi.meetings.meeting.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import jp.enishi.meetings.Actor;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingState;
import jp.enishi.meetings.meeting.domain.Reminder;
import jp.enishi.meetings.meeting.messaging.MeetingEvents;
import jp.enishi.meetings.meeting.persistence.BusyTimes;
import jp.enishi.meetings.meeting.persistence.Diary;
import jp.enishi.meetings.meeting.persistence.LockedMeeting;
import jp.enishi.meetings.meeting.persistence.Meetings;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import org.jspecify.annotations.Nullable;

/** All that belongs to a change of a meeting: its row, the diaries, the event, the audit row and the invitations. */
@ApplicationScoped
class MeetingJournal {
    private final Meetings meetings;
    private final Diary diary;
    private final MeetingEvents events;
    private final Audit audit;
    private final Invitations invitations;

    MeetingJournal(Meetings meetings, Diary diary, MeetingEvents events, Audit audit, Invitations invitations) {
        this.meetings = meetings;
        this.diary = diary;
        this.events = events;
        this.audit = audit;
        this.invitations = invitations;
    }

    /** Writes a new meeting. */
    Uni<Meeting> open(Meeting called, Actor actor, Instant now) {
        return meetings.add(called, now)
                .chain(() -> tell(called, actor, "meeting.create", null, null))
                .replaceWith(called);
    }

    /** Writes the next state of a locked meeting and does what follows from the difference. */
    Uni<LockedMeeting> write(LockedMeeting locked, Meeting after, Actor actor, String action, Instant now) {
        return write(locked, after, actor, action, null, now);
    }

    Uni<LockedMeeting> write(
            LockedMeeting locked, Meeting after, Actor actor, String action, @Nullable Reminder reminder, Instant now) {
        return write(locked, after, actor, action, reminder, after.reasonCode(), now);
    }

    /** @param why what the audit trail keeps of the reason */
    Uni<LockedMeeting> write(
            LockedMeeting locked,
            Meeting after,
            Actor actor,
            String action,
            @Nullable Reminder reminder,
            @Nullable String why,
            Instant now) {
        Meeting before = locked.value();
        boolean settled =
                after.state() == MeetingState.BOOKED && !Objects.equals(before.settledAt(), after.settledAt());
        boolean taken = before.state() == MeetingState.BOOKED && after.state() == MeetingState.CANCELLED;
        Uni<Void> diaries = Uni.createFrom().voidItem();
        if (settled) {
            diaries = diary.busy(after).invoke(busy -> requireFree(after, busy)).chain(() -> diary.occupy(after));
        } else if (taken) {
            diaries = diary.release(after);
        }
        return diaries.chain(() -> meetings.change(locked, after, now))
                .call(() -> tell(after, actor, action, reminder, why))
                .call(() -> settled || taken
                        ? invitations.send(after, now)
                        : Uni.createFrom().voidItem());
    }

    private static void requireFree(Meeting meeting, BusyTimes busy) {
        Instant start = Objects.requireNonNull(meeting.start());
        if (!busy.free(start, meeting.duration())) {
            throw new RuleViolation("participant-busy");
        }
    }

    private Uni<Void> tell(
            Meeting changed, Actor actor, String action, @Nullable Reminder reminder, @Nullable String why) {
        return events.append(changed, reminder)
                .chain(() -> audit.record(new AuditEntry(
                        actor.user(), actor.role(), action, "meeting", changed.meetingId(), changed.version(), why)));
    }
}
