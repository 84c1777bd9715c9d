package jp.enishi.meetings.meeting.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.Outcome;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.meetings.meeting.domain.Verdict;
import jp.enishi.meetings.meeting.persistence.LockedMeeting;
import jp.enishi.platform.kernel.Forbidden;
import jp.enishi.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** Writes down what a side took from the meeting: one's own, or, for a coordinator, what a side said by word of mouth. */
@ApplicationScoped
public class RecordOutcome {
    private final Steps steps;

    RecordOutcome(Steps steps) {
        this.steps = steps;
    }

    /**
     * Records the outcome of one side.
     *
     * @param named the side that is meant; without it the caller's own, for other coordinators the coordinator's
     */
    @WithTransaction
    public Uni<Meeting> record(
            UUID meetingId,
            long expected,
            @Nullable Side named,
            Verdict verdict,
            @Nullable String feedback,
            @Nullable String adjustment) {
        return steps.begin(meetingId, expected, "meeting.outcome")
                .chain(step -> {
                    Side own = step.side().orElse(Side.COORDINATOR);
                    Side side = named == null ? own : named;
                    if (side != own && !step.actor().role().equals(Role.COORDINATOR.name())) {
                        throw new Forbidden("the outcome of another side");
                    }
                    var outcome = new Outcome(side, verdict, feedback, adjustment);
                    return steps.write(step, step.before().withOutcome(outcome, step.now()));
                })
                .map(LockedMeeting::value);
    }
}
