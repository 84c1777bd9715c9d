package jp.enishi.matching.team.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import jp.enishi.matching.team.Questions;
import jp.enishi.matching.team.domain.Composition;
import jp.enishi.matching.team.domain.TeamComposer;
import jp.enishi.matching.team.domain.TeamQuestion;
import org.junit.jupiter.api.Test;

class RememberedTeamsTest {
    private final List<String> solved = new ArrayList<>();
    private boolean proven = true;

    private final TeamComposer teams = new RememberedTeams(new TeamComposer() {
        @Override
        public Composition compose(TeamQuestion question) {
            solved.add("alternatives");
            return new Composition(List.of(), null, proven);
        }

        @Override
        public Composition strongest(TeamQuestion question) {
            solved.add("strongest");
            return new Composition(List.of(), null, proven);
        }
    });

    @Test
    void theSameQuestionIsSolvedOnce() {
        Composition first = teams.compose(question(7));

        assertThat(teams.compose(question(7))).isSameAs(first);
        assertThat(solved).containsExactly("alternatives");
    }

    @Test
    void anotherQuestionIsSolved() {
        teams.compose(question(7));
        teams.compose(question(8));
        TeamQuestion same = question(7);
        teams.compose(same.among(same.people().subList(1, same.people().size())));

        assertThat(solved).hasSize(3);
    }

    @Test
    void theStrongestAloneIsAQuestionOfItsOwn() {
        teams.compose(question(7));
        teams.strongest(question(7));
        teams.strongest(question(7));

        assertThat(solved).containsExactly("alternatives", "strongest");
    }

    @Test
    void whatIsNotProvenIsTriedAgain() {
        proven = false;
        teams.compose(question(7));
        proven = true;
        teams.compose(question(7));
        teams.compose(question(7));

        assertThat(solved).hasSize(2);
    }

    private static TeamQuestion question(long seed) {
        return new Questions(seed).question(2, 2, 8, 0.5);
    }
}
