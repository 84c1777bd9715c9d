package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A team that a coordinator put together, judged, and the best around its pinned people. */
public record TeamScore(
        String caseId,
        @Nullable Long budget,
        TeamView team,
        List<TeamReason> broken,
        @Nullable Change change,
        @Nullable TeamView completion,
        List<TeamReason> completionBroken,
        boolean proven,
        List<Choice> choices,
        List<TeamPerson> people) {
    public TeamScore {
        broken = broken == null ? List.of() : broken;
        completionBroken = completionBroken == null ? List.of() : completionBroken;
        choices = choices == null ? List.of() : choices;
        people = people == null ? List.of() : people;
    }

    /** What the last move of a person did: the difference, the rules that broke by it, and those that no longer are. */
    public record Change(CaseTeams.Difference difference, List<TeamReason> breaks, List<TeamReason> mends) {
        /** Less than what is shown is no difference. */
        private static final double SHOWN = 0.0005;

        public Change {
            breaks = breaks == null ? List.of() : breaks;
            mends = mends == null ? List.of() : mends;
        }

        /** Whether anything is different. */
        public boolean moved() {
            return !difference.in().isEmpty()
                    || !difference.out().isEmpty()
                    || !breaks.isEmpty()
                    || !mends.isEmpty()
                    || stronger()
                    || weaker();
        }

        public boolean stronger() {
            return difference.strength() > SHOWN;
        }

        public boolean weaker() {
            return difference.strength() < -SHOWN;
        }

        /** How much stronger or weaker, without its sign. */
        public double apart() {
            return Math.abs(difference.strength());
        }
    }

    /** Somebody who may take a position. */
    public record Choice(String positionId, String talentId, double fit) {
        public String pair() {
            return positionId + ":" + talentId;
        }
    }

    public @Nullable Money limit() {
        return budget == null ? null : TeamView.yen(budget);
    }

    public List<Choice> on(@Nullable String positionId) {
        return choices.stream()
                .filter(choice -> choice.positionId().equals(positionId))
                .toList();
    }
}
