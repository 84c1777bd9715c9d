package jp.enishi.matching.team.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.matching.team.application.Reason;
import jp.enishi.matching.team.domain.Goal;
import org.jspecify.annotations.Nullable;

/**
 * The teams of a case, or why there is none; never a name, a company of theirs or a contact.
 *
 * @param nearest the team that breaks the rules least, when none keeps all; {@code reasons} says what it breaks
 * @param proven whether the answer is known to be the best; otherwise it is the best that was found in time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseTeams(
        UUID caseId,
        long caseVersion,
        int requirementsVersion,
        String weightsVersion,
        String taxonomyVersion,
        @Nullable Long budget,
        @Nullable LocalDate startBy,
        List<PositionPool> positions,
        List<Alternative> teams,
        @Nullable TeamView nearest,
        List<Reason> reasons,
        List<PersonCard> people,
        boolean proven) {

    /** A position, how many people may fill it, and how many of them were looked at. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PositionPool(UUID positionId, String role, int seats, int fitting, int considered) {}

    /** A team, what it is best in, and what is different from the strongest. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Alternative(
            Goal goal, TeamView team, @Nullable Difference difference) {}

    /** Against the strongest, or the team before a move: yen a month more or less, days later or earlier, who comes and who goes. */
    public record Difference(long cost, long days, double strength, List<UUID> in, List<UUID> out) {}
}
