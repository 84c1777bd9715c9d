package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A team that a coordinator put together, judged, and the best around its pinned people. */
public record TeamScore(
        String caseId,
        @Nullable Long budget,
        TeamView team,
        List<TeamReason> broken,
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

    /** Somebody who may take a position. */
    public record Choice(String positionId, String talentId, double fit) {
        public String pair() {
            return positionId + ":" + talentId;
        }
    }

    public @Nullable Money limit() {
        return budget == null ? null : TeamView.yen(budget);
    }

    public @Nullable TeamPerson person(String talentId) {
        return CaseTeams.find(people, talentId);
    }

    public List<Choice> on(@Nullable String positionId) {
        return choices.stream()
                .filter(choice -> choice.positionId().equals(positionId))
                .toList();
    }
}
