package jp.enishi.matching.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import jp.enishi.matching.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each step of the order flow counts for. */
class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "APPLIED, 1",
        "SELECTED, 2",
        "PROPOSED, 2",
        "MEETING_WANTED, 3",
        "MEETING_BOOKED, 3",
        "MET, 3",
        "OFFERED, 4",
        "AGREED, 4",
        "ORDERED, 5",
        "ENGAGED, 5",
        "COMPLETED, 5"
    })
    void aStepHasItsGradeAndNoReason(String stage, int grade) {
        assertThat(Verdict.of("cases.candidacy-changed.v1", candidacy(stage))).hasValueSatisfying(verdict -> {
            assertThat(verdict.grade()).isEqualTo(grade);
            assertThat(verdict.reason()).isNull();
            assertThat(verdict.positionId()).isNotNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "PASSED, PROPOSED, BUDGET, 2, BUDGET",
        "PASSED, MET, TIMING, 3, TIMING",
        "DECLINED, APPLIED, , 1, OTHER",
        "WITHDRAWN, MEETING_BOOKED, , 3, OTHER",
        "REFUSED, OFFERED, WORKPLACE, 4, WORKPLACE"
    })
    void whoSaysNoGivesAReasonAndLeavesTheGradeOfTheStepBefore(
            String stage, String before, String said, int grade, String reason) {
        ObjectNode data = candidacy(stage).put("previousStage", before);
        if (said != null) {
            data.put("reasonCode", said);
        }
        assertThat(Verdict.of("cases.candidacy-changed.v1", data)).hasValueSatisfying(verdict -> {
            assertThat(verdict.grade()).isEqualTo(grade);
            assertThat(verdict.reason()).isEqualTo(reason);
        });
    }

    @Test
    void whatNobodyJudgedSaysNothing() {
        assertThat(Verdict.of("cases.candidacy-changed.v1", candidacy("LAPSED")))
                .isEmpty();
        assertThat(Verdict.of("cases.candidacy-changed.v1", candidacy("CLOSED")))
                .isEmpty();
        assertThat(Verdict.of("meetings.meeting-changed.v1", candidacy("").put("state", "POLLING")))
                .isEmpty();
        assertThat(Verdict.of("contracts.order-changed.v1", candidacy("").put("state", "PREPARED")))
                .isEmpty();
    }

    @Test
    void viewsMeetingsOffersAndOrdersCount() {
        assertThat(grade("cases.sheet-viewed.v1", "")).isEqualTo(1);
        assertThat(grade("meetings.meeting-changed.v1", "BOOKED")).isEqualTo(3);
        assertThat(grade("contracts.offer-changed.v1", "OPEN")).isEqualTo(4);
        assertThat(grade("contracts.order-changed.v1", "ORDERED")).isEqualTo(5);
    }

    private static int grade(String type, String state) {
        return Verdict.of(type, candidacy("").put("state", state)).orElseThrow().grade();
    }

    private static ObjectNode candidacy(String stage) {
        ObjectNode data = Samples.JSON.createObjectNode();
        for (String name : new String[] {"caseId", "positionId", "talentId", "candidacyId"}) {
            data.put(name, UUID.randomUUID().toString());
        }
        return data.put("stage", stage);
    }
}
