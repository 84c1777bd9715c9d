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
 * @param change what the coordinator's move did, when the question says which team there was before
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
        @Nullable Move change,
        @Nullable TeamView completion,
        List<Reason> completionBroken,
        boolean proven,
        List<Choice> choices,
        List<PersonCard> people) {

    /** What is different from the team before: the rules that broke or are broken by more, and those that no longer are. */
    public record Move(CaseTeams.Difference difference, List<Reason> breaks, List<Reason> mends) {}

    /** Somebody who may take a position. */
    public record Choice(UUID positionId, UUID talentId, double fit) {}
}
