package jp.enishi.cases.candidacy.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageTest {

    @Test
    void anAgreementIsReachedOnlyThroughAMeeting() {
        Set<Stage> reachable = EnumSet.of(Stage.SELECTED);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Stage stage : Set.copyOf(reachable)) {
                for (Stage next : stage.next()) {
                    grew |= next != Stage.MET && reachable.add(next);
                }
            }
        }
        // What was never met is agreed on only where it was closed or withdrawn while an acceptance was on its way.
        assertThat(Stage.MEETING_BOOKED.next()).contains(Stage.MET).doesNotContain(Stage.AGREED, Stage.OFFERED);
        assertThat(reachable).doesNotContain(Stage.MET, Stage.OFFERED, Stage.REFUSED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"COMPLETED", "PASSED", "DECLINED", "REFUSED", "LAPSED"})
    void theEndIsTheEnd(Stage stage) {
        assertThat(stage.next()).isEmpty();
        assertThat(stage.towards(Stage.AGREED)).isEmpty();
    }

    @Test
    void aReportOfALaterStageIsWalkedTo() {
        assertThat(Stage.OFFERED.towards(Stage.ENGAGED)).isEqualTo(List.of(Stage.AGREED, Stage.ORDERED, Stage.ENGAGED));
        assertThat(Stage.AGREED.towards(Stage.COMPLETED))
                .isEqualTo(List.of(Stage.ORDERED, Stage.ENGAGED, Stage.COMPLETED));
        assertThat(Stage.CLOSED.towards(Stage.AGREED)).isEqualTo(List.of(Stage.AGREED));
    }

    @Test
    void aReportThatIsNoNewsChangesNothing() {
        assertThat(Stage.ENGAGED.towards(Stage.ORDERED)).isEmpty();
        assertThat(Stage.MET.towards(Stage.AGREED)).isEmpty();
        assertThat(Stage.REFUSED.towards(Stage.OFFERED)).isEmpty();
    }

    @Test
    void theTalentSeesNothingOfASelection() {
        assertThat(Stage.SELECTED.status()).isNull();
        assertThat(EnumSet.complementOf(EnumSet.of(Stage.SELECTED)))
                .allSatisfy(stage -> assertThat(stage.status()).isNotNull());
    }

    @Test
    void theClientSeesNothingBeforeTheProposal() {
        assertThat(Stage.shownToClient()).doesNotContain(Stage.SELECTED, Stage.APPLIED, Stage.DECLINED);
        assertThat(Stage.SELECTED.visibility()).isEqualTo(Visibility.INTERNAL);
        assertThat(Stage.PROPOSED.visibility()).isEqualTo(Visibility.SHOWN);
        assertThat(Stage.PASSED.visibility()).isEqualTo(Visibility.ENDED);
    }
}
