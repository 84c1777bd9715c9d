package jp.enishi.meetings.meeting.domain;

import java.util.Map;
import java.util.UUID;

/** One side's answers, one for every slot. */
public record SideAnswers(Side side, Map<UUID, Answer> answers) {
    public SideAnswers {
        answers = Map.copyOf(answers);
    }
}
