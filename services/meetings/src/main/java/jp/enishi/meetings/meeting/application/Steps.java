package jp.enishi.meetings.meeting.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.meetings.Actor;
import jp.enishi.meetings.Scope;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.meetings.meeting.persistence.LockedMeeting;
import jp.enishi.meetings.meeting.persistence.Meetings;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;

/** What each change that a person makes begins with: the lock, the time, the right and the version. */
@ApplicationScoped
class Steps {
    private final Meetings meetings;
    private final MeetingJournal journal;
    private final Caller caller;

    Steps(Meetings meetings, MeetingJournal journal, Caller caller) {
        this.meetings = meetings;
        this.journal = journal;
        this.caller = caller;
    }

    /** A change under way. */
    record Step(LockedMeeting locked, Actor actor, Optional<Side> side, String action, Instant now) {
        Meeting before() {
            return locked.value();
        }
    }

    Uni<Step> begin(UUID meetingId, long expected, String action) {
        return begin(meetingId, action)
                .invoke(step -> StaleVersion.check(expected, step.before().version()));
    }

    /** Begins a change that names no version. */
    Uni<Step> begin(UUID meetingId, String action) {
        Subject subject = caller.subject();
        Actor actor = Actor.of(subject);
        return meetings.lock(meetingId, Scope.of(subject))
                .chain(locked -> meetings.now().map(now -> {
                    Meeting before = locked.value();
                    Optional<Side> side = Optional.ofNullable(subject.userId()).flatMap(before::sideOf);
                    caller.require(action, Resource.of("meeting", side.isPresent(), before.state()));
                    return new Step(locked, actor, side, action, now);
                }));
    }

    /** Writes it with the words that belong into the audit trail. */
    Uni<LockedMeeting> write(Step step, Meeting after, String why) {
        return journal.write(step.locked(), after, step.actor(), step.action(), null, why, step.now());
    }

    Uni<LockedMeeting> write(Step step, Meeting after) {
        return journal.write(step.locked(), after, step.actor(), step.action(), step.now());
    }
}
