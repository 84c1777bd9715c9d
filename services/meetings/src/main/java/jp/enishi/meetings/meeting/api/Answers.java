package jp.enishi.meetings.meeting.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Answer;
import jp.enishi.platform.kernel.ValidationFailure;

/** The caller's answer to every slot. */
public record Answers(@NotNull @Size(min = 1, max = 20) List<@NotNull @Valid SlotAnswer> answers) {

    /** What the caller says to one slot. */
    public record SlotAnswer(@NotNull UUID slotId, @NotNull Answer answer) {}

    Map<UUID, Answer> bySlot() {
        Map<UUID, Answer> bySlot = new HashMap<>();
        for (int at = 0; at < answers.size(); at++) {
            SlotAnswer given = answers.get(at);
            if (bySlot.put(given.slotId(), given.answer()) != null) {
                throw ValidationFailure.at("/answers/" + at + "/slotId", "twice");
            }
        }
        return bySlot;
    }
}
