package jp.enishi.matching.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event of the order flow says about a talent for a position. The grade is that of the furthest step; who says no
 * gives the reason and leaves the grade of the step before. Ends that are nobody's judgement (a deadline, a case that was
 * closed) say nothing.
 */
record Verdict(
        UUID caseId,
        @Nullable UUID positionId,
        UUID talentId,
        @Nullable UUID candidacyId,
        int grade,
        @Nullable String reason) {
    static final int OPENED = 1;
    static final int SHORT_LIST = 2;
    static final int MEETING = 3;
    static final int OFFER = 4;
    static final int ORDER = 5;
    private static final String OTHER = "OTHER";

    static Optional<Verdict> of(String type, JsonNode data) {
        return switch (type) {
            case "cases.candidacy-changed.v1" -> candidacy(data);
            case "cases.sheet-viewed.v1" -> Optional.of(graded(data, OPENED, null));
            case "meetings.meeting-changed.v1" -> meeting(data);
            case "contracts.offer-changed.v1" ->
                Optional.of(graded(data, OFFER, data.path("state").asText().equals("REFUSED") ? OTHER : null));
            case "contracts.order-changed.v1" ->
                data.path("state").asText().equals("PREPARED")
                        ? Optional.empty()
                        : Optional.of(graded(data, ORDER, null));
            default -> throw new IllegalArgumentException("no feedback in " + type);
        };
    }

    private static Optional<Verdict> candidacy(JsonNode data) {
        String stage = data.path("stage").asText();
        return switch (stage) {
            case "PASSED", "DECLINED", "WITHDRAWN", "REFUSED" ->
                Optional.of(graded(
                        data,
                        grade(data.path("previousStage").asText("")),
                        data.path("reasonCode").asText(OTHER)));
            case "LAPSED", "CLOSED" -> Optional.empty();
            default -> Optional.of(graded(data, grade(stage), null));
        };
    }

    private static int grade(String stage) {
        return switch (stage) {
            case "APPLIED" -> OPENED;
            case "SELECTED", "PROPOSED" -> SHORT_LIST;
            case "MEETING_WANTED", "MEETING_BOOKED", "MET" -> MEETING;
            case "OFFERED", "AGREED" -> OFFER;
            case "ORDERED", "ENGAGED", "COMPLETED" -> ORDER;
            default -> 0;
        };
    }

    private static Optional<Verdict> meeting(JsonNode data) {
        return switch (data.path("state").asText()) {
            case "BOOKED", "HELD" -> Optional.of(graded(data, MEETING, null));
            default -> Optional.empty();
        };
    }

    private static Verdict graded(JsonNode data, int grade, @Nullable String reason) {
        return new Verdict(
                id(data, "caseId"),
                data.hasNonNull("positionId") ? id(data, "positionId") : null,
                id(data, "talentId"),
                data.hasNonNull("candidacyId") ? id(data, "candidacyId") : null,
                grade,
                reason);
    }

    private static UUID id(JsonNode data, String name) {
        return UUID.fromString(data.path(name).asText());
    }
}
