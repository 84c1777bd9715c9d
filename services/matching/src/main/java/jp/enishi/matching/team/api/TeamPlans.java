package jp.enishi.matching.team.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import jp.enishi.matching.team.application.Reason;
import org.jspecify.annotations.Nullable;

/** A team for each of several cases, in which nobody works more than they can. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TeamPlans(String weightsVersion, String taxonomyVersion, List<CasePlan> cases, boolean proven) {

    /** The team of one case; {@code reasons} says why a seat stays open. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CasePlan(
            UUID caseId,
            long caseVersion,
            @Nullable Long budget,
            List<CaseTeams.PositionPool> positions,
            TeamView team,
            List<Reason> reasons,
            List<PersonCard> people) {}
}
