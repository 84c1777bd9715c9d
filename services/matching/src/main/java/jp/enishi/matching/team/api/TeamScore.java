package jp.enishi.matching.team.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.matching.team.application.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A team that somebody put together, judged, and the best that can be made around its pinned people.
 *
 * @param broken what the given team breaks; empty when it may be proposed
 * @param completion null when the pinned people can be in no team; {@code completionBroken} says what the nearest breaks
 * @param choices whom each position could get, best first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TeamScore(
        UUID caseId,
        long caseVersion,
        int requirementsVersion,
        String weightsVersion,
        String taxonomyVersion,
        @Nullable Long budget,
        @Nullable LocalDate startBy,
        List<CaseTeams.PositionPool> positions,
        TeamView team,
        List<Reason> broken,
        @Nullable TeamView completion,
        List<Reason> completionBroken,
        boolean proven,
        List<Choice> choices,
        List<PersonCard> people) {

    /** Somebody who may take a position. */
    public record Choice(UUID positionId, UUID talentId, double fit) {}
}
