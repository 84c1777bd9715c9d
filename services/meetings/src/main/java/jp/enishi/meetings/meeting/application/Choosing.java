package jp.enishi.meetings.meeting.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import jp.enishi.meetings.Actor;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.persistence.Diary;
import jp.enishi.meetings.meeting.persistence.LockedMeeting;

/** Lets the rule book the best slot that is free for everybody. */
@ApplicationScoped
class Choosing {
    private final Diary diary;
    private final MeetingJournal journal;

    Choosing(Diary diary, MeetingJournal journal) {
        this.diary = diary;
        this.journal = journal;
    }

    /** The meeting, booked if the rule found a slot, else as it was. */
    Uni<LockedMeeting> choose(LockedMeeting locked, Instant now) {
        Meeting polling = locked.value();
        return diary.busy(polling)
                .chain(busy -> polling.best(now, start -> busy.free(start, polling.duration()))
                        .map(slot -> journal.write(
                                locked, polling.booked(slot.slotId(), now), Actor.SYSTEM, "meeting.book", now))
                        .orElseGet(() -> Uni.createFrom().item(locked)));
    }
}
