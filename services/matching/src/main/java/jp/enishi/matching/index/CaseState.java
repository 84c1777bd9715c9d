package jp.enishi.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.matching.score.Requirement;
import org.jspecify.annotations.Nullable;

/** What is known of a case at a version: its positions for scoring and the requirements as they came, for showing. */
public record CaseState(
        UUID caseId,
        long version,
        String organizationId,
        Status status,
        int requirementsVersion,
        @Nullable LocalDate closesOn,
        List<Requirement> positions,
        JsonNode requirements,
        String text) {
    public enum Status {
        DRAFT,
        PUBLISHED,
        CLOSED
    }

    public CaseState {
        positions = List.copyOf(positions);
    }

    public Optional<Requirement> position(UUID positionId) {
        return positions.stream()
                .filter(position -> position.positionId().equals(positionId))
                .findFirst();
    }

    /** Published, and its listing has not expired. */
    public boolean open(LocalDate today) {
        return status == Status.PUBLISHED && (closesOn == null || !closesOn.isBefore(today));
    }

    public int seats() {
        return positions.stream().mapToInt(Requirement::seats).sum();
    }
}
