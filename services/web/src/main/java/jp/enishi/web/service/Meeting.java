package jp.enishi.web.service;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A meeting of client, talent and coordinator. */
public record Meeting(
        String meetingId,
        long version,
        String candidacyId,
        @Nullable String caseId,
        @Nullable String organizationId,
        @Nullable String talentId,
        @Nullable Text title,
        String state,
        @Nullable String choice,
        int durationMinutes,
        @Nullable String deadline,
        @Nullable Boolean pollOver,
        @Nullable String mySide,
        @Nullable String zone,
        List<Slot> slots,
        List<Participant> participants,
        @Nullable Place place,
        @Nullable String start,
        @Nullable String end,
        @Nullable String localStart,
        int sequence,
        List<Outcome> outcomes,
        @Nullable String reasonCode,
        @Nullable String reason) {
    public Meeting {
        slots = slots == null ? List.of() : slots;
        participants = participants == null ? List.of() : participants;
        outcomes = outcomes == null ? List.of() : outcomes;
    }

    /** Whether the poll takes no answers any more. */
    public boolean closed() {
        return Boolean.TRUE.equals(pollOver);
    }

    /** A time to choose, with the answers by side. */
    public record Slot(
            String slotId, String start, @Nullable String localStart, Map<String, String> answers) {
        public Slot {
            answers = answers == null ? Map.of() : answers;
        }

        /** Whether client and talent can come, if need be; what a coordinator may decide on without another word. */
        public boolean agreed() {
            return Stream.of("CLIENT", "TALENT")
                    .map(answers::get)
                    .allMatch(answer -> "YES".equals(answer) || "MAYBE".equals(answer));
        }
    }

    /** One of the three. */
    public record Participant(
            @Nullable String userId,
            String side,
            @Nullable String zone,
            boolean answered,
            @Nullable String attendance) {}

    /** Where. */
    public record Place(
            @Nullable String kind,
            @Nullable String url,
            @Nullable Text address) {}

    /** What a side made of it. */
    public record Outcome(
            String side,
            @Nullable String outcome,
            @Nullable String feedback,
            @Nullable String adjustment) {}
}
