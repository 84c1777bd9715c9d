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
            names = {"COMPLETED", "DECLINED", "REFUSED", "LAPSED"})
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
        assertThat(Stage.WITHDRAWN.towards(Stage.ORDERED)).isEqualTo(List.of(Stage.AGREED, Stage.ORDERED));
        // An offer overtook the client's wish to meet again, or the end of the offer before it.
        assertThat(Stage.MEETING_WANTED.towards(Stage.OFFERED)).isEqualTo(List.of(Stage.MET, Stage.OFFERED));
        assertThat(Stage.MEETING_BOOKED.towards(Stage.AGREED))
                .isEqualTo(List.of(Stage.MET, Stage.OFFERED, Stage.AGREED));
        assertThat(Stage.MET.towards(Stage.AGREED)).isEqualTo(List.of(Stage.OFFERED, Stage.AGREED));
    }

    @Test
    void aReportThatIsNoNewsChangesNothing() {
        assertThat(Stage.ENGAGED.towards(Stage.ORDERED)).isEmpty();
        assertThat(Stage.PROPOSED.towards(Stage.AGREED)).isEmpty();
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
        assertThat(Candidacy.visibility(Stage.CLOSED, null)).isEqualTo(Visibility.INTERNAL);
        assertThat(Candidacy.visibility(Stage.PROPOSED, "hash")).isEqualTo(Visibility.SHOWN);
        assertThat(Candidacy.visibility(Stage.PASSED, "hash")).isEqualTo(Visibility.ENDED);
    }
}
