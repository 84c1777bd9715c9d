package jp.enishi.meetings.meeting.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Answer;
import jp.enishi.meetings.meeting.domain.Choice;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.meetings.meeting.persistence.LockedMeeting;
import jp.enishi.platform.kernel.Forbidden;

/** Takes a participant's answers; the last of them lets the rule choose. */
@ApplicationScoped
public class AnswerPoll {
    private final Steps steps;
    private final Choosing choosing;

    AnswerPoll(Steps steps, Choosing choosing) {
        this.steps = steps;
        this.choosing = choosing;
    }

    @WithTransaction
    public Uni<Meeting> answer(UUID meetingId, long expected, Map<UUID, Answer> answers) {
        return steps.begin(meetingId, expected, "meeting.answer").chain(step -> {
            Side side = step.side().orElseThrow(() -> new Forbidden("only participants answer"));
            Meeting answered = step.before().answered(side, answers, step.now());
            return steps.write(step, answered)
                    .chain(locked -> answered.choice() == Choice.AUTOMATIC && answered.allAnswered()
                            ? choosing.choose(locked, step.now())
                            : Uni.createFrom().item(locked))
                    .map(LockedMeeting::value);
        });
    }
}
