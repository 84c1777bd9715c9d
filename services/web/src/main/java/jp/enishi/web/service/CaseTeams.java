package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The teams of a case, or why there is none. */
public record CaseTeams(
        String caseId,
        @Nullable Long budget,
        @Nullable String startBy,
        List<Alternative> teams,
        @Nullable TeamView nearest,
        List<TeamReason> reasons,
        List<TeamPerson> people,
        boolean proven) {
    public CaseTeams {
        teams = teams == null ? List.of() : teams;
        reasons = reasons == null ? List.of() : reasons;
        people = people == null ? List.of() : people;
    }

    /** A team and what it is best in. */
    public record Alternative(
            String goal, TeamView team, @Nullable Difference difference) {}

    /** Against the strongest, or the team before a move. */
    public record Difference(long cost, long days, double strength, List<String> in, List<String> out) {
        public Difference {
            in = in == null ? List.of() : in;
            out = out == null ? List.of() : out;
        }

        /** How much more or less, without its sign. */
        public Money amount() {
            return TeamView.yen(Math.abs(cost));
        }

        public long daysApart() {
            return Math.abs(days);
        }
    }

    public @Nullable Money limit() {
        return budget == null ? null : TeamView.yen(budget);
    }
}
