package jp.enishi.meetings.meeting.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingPlan;
import jp.enishi.meetings.meeting.domain.Place;
import jp.enishi.meetings.meeting.persistence.LockedMeeting;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/** Fixes the date of a meeting, or moves it. Nobody is booked twice: 409 {@code participant-busy}. */
@ApplicationScoped
public class BookMeeting {
    private final Steps steps;

    BookMeeting(Steps steps) {
        this.steps = steps;
    }

    @WithTransaction
    public Uni<Meeting> book(UUID meetingId, long expected, UUID slotId) {
        return steps.begin(meetingId, expected, "meeting.book")
                .chain(step -> steps.write(step, step.before().booked(slotId, step.now())))
                .map(LockedMeeting::value);
    }

    @WithTransaction
    public Uni<Meeting> move(UUID meetingId, long expected, Instant start, @Nullable Place place, String reason) {
        return steps.begin(meetingId, expected, "meeting.move")
                .chain(step -> {
                    Place where = place == null ? step.before().place() : place;
                    List<FieldError> errors = new ArrayList<>(MeetingPlan.errors(where));
                    if (!MeetingPlan.wholeMinutes(start)) {
                        errors.add(new FieldError("/start", "not-whole-minutes"));
                    }
                    if (!errors.isEmpty()) {
                        throw new ValidationFailure(errors);
                    }
                    return steps.write(step, step.before().moved(start, where, reason, step.now()));
                })
                .map(LockedMeeting::value);
    }
}
