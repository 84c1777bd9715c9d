package jp.enishi.meetings.meeting.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.meetings.MeetingsConfig;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingPlan;
import jp.enishi.meetings.meeting.domain.Place;
import jp.enishi.meetings.meeting.persistence.LockedMeeting;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * Fixes the date of a meeting, or moves it. Nobody is booked twice: 409 {@code participant-busy}. Client and talent have
 * said of the time that they can come (409 {@code slot-not-agreed}), unless the coordinator says in so many words how it was
 * agreed on otherwise, which is recorded and told to all three; and all know of it in good time (409 {@code too-soon}).
 */
@ApplicationScoped
public class BookMeeting {
    private final Steps steps;
    private final MeetingsConfig config;

    BookMeeting(Steps steps, MeetingsConfig config) {
        this.steps = steps;
        this.config = config;
    }

    @WithTransaction
    public Uni<Meeting> book(UUID meetingId, long expected, UUID slotId, boolean override, @Nullable String reason) {
        if (override && (reason == null || reason.isBlank())) {
            throw ValidationFailure.at("/reason", "required");
        }
        return steps.begin(meetingId, expected, "meeting.book")
                .chain(step -> {
                    Meeting booked = step.before().booked(slotId, step.now());
                    check(step, booked, override);
                    return override && reason != null
                            ? steps.write(step, booked.because(reason), reason)
                            : steps.write(step, booked);
                })
                .map(LockedMeeting::value);
    }

    private void check(Steps.Step step, Meeting after, boolean override) {
        Instant start = Objects.requireNonNull(after.start());
        Instant earliest = step.now().plus(config.notice());
        if (start.isBefore(earliest)) {
            throw new RuleViolation("too-soon", Map.of("earliest", earliest.toString()));
        }
        if (!override && !step.before().agreedOn(start)) {
            throw new RuleViolation("slot-not-agreed");
        }
    }

    @WithTransaction
    public Uni<Meeting> move(
            UUID meetingId, long expected, Instant start, @Nullable Place place, boolean override, String reason) {
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
                    Meeting moved = step.before().moved(start, where, reason, step.now());
                    if (!start.equals(step.before().start())) {
                        check(step, moved, override);
                    }
                    return override ? steps.write(step, moved, reason) : steps.write(step, moved);
                })
                .map(LockedMeeting::value);
    }
}
