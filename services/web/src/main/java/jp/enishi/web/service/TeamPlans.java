package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A team for each of several cases over the same people. */
public record TeamPlans(List<CasePlan> cases, boolean proven) {
    public TeamPlans {
        cases = cases == null ? List.of() : cases;
    }

    /** The team of one case. */
    public record CasePlan(
            String caseId,
            TeamView team,
            List<TeamReason> reasons,
            List<TeamPerson> people,
            List<PlannedPosition> positions) {
        public CasePlan {
            reasons = reasons == null ? List.of() : reasons;
            people = people == null ? List.of() : people;
            positions = positions == null ? List.of() : positions;
        }
    }

    /** A position of a case in a plan. */
    public record PlannedPosition(
            String positionId, @Nullable String role) {}
}
