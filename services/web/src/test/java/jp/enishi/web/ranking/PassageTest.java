package jp.enishi.web.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jp.enishi.web.service.Explanation.Evidence;
import jp.enishi.web.service.Sheet;
import org.junit.jupiter.api.Test;

class PassageTest {
    private static final String TASKS = "予算管理システムの刷新で、課題の一元管理を担い、週次で報告した。";
    private static final Sheet SHEET = new Sheet(
            "T.Y.",
            null,
            "PMOの経験",
            List.of(),
            List.of(),
            List.of(),
            List.of(new Sheet.Engagement("刷新", null, null, null, null, List.of(), null, TASKS, List.of())));

    @Test
    void theWordsAreMarkedWhereTheyStand() {
        int start = TASKS.indexOf("課題");

        var passage = Passage.of(new Evidence(0, "tasks", start, start + 7, "x"), SHEET);

        assertThat(passage).isNotNull();
        assertThat(passage.marked()).isEqualTo("課題の一元管理");
        assertThat(passage.before()).isEqualTo("予算管理システムの刷新で、");
        assertThat(passage.whole()).isEqualTo(TASKS);
    }

    @Test
    void aLongTextIsCutAroundTheWords() {
        String tasks = "あ".repeat(200) + "課題管理" + "い".repeat(200);
        var sheet = new Sheet(
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(new Sheet.Engagement(null, null, null, null, null, List.of(), null, tasks, List.of())));

        var passage = Passage.of(new Evidence(0, "tasks", 200, 204, null), sheet);

        assertThat(passage).isNotNull();
        assertThat(passage.before()).isEqualTo("…" + "あ".repeat(60));
        assertThat(passage.marked()).isEqualTo("課題管理");
        assertThat(passage.after()).isEqualTo("い".repeat(60) + "…");
    }

    @Test
    void theSummaryAndTheTitleMayProveItToo() {
        assertThat(Passage.of(new Evidence(null, "summary", 0, 3, null), SHEET))
                .isEqualTo(new Passage("", "PMO", "の経験", null));
        assertThat(Passage.of(new Evidence(0, "title", 0, 2, null), SHEET)).isEqualTo(new Passage("", "刷新", "", 0));
    }

    @Test
    void offsetsThatDoNotFitFallBackToTheSentence() {
        for (var evidence : List.of(
                new Evidence(0, "tasks", 5, 5, "文"),
                new Evidence(0, "tasks", -1, 3, "文"),
                new Evidence(0, "tasks", 0, TASKS.length() + 1, "文"),
                new Evidence(7, "tasks", 0, 1, "文"),
                new Evidence(-1, "tasks", 0, 1, "文"),
                new Evidence(0, "company", 0, 1, "文"))) {
            var passage = Passage.of(evidence, SHEET);
            assertThat(passage).as(evidence.toString()).isNotNull();
            assertThat(passage.whole()).as(evidence.toString()).isEqualTo("文");
        }
    }

    @Test
    void withoutWordsThereIsNoPassage() {
        assertThat(Passage.of(null, SHEET)).isNull();
        assertThat(Passage.of(new Evidence(0, "skills", 0, 1, "issue-management"), SHEET))
                .isNull();
        assertThat(Passage.of(new Evidence(9, "tasks", 0, 1, " "), SHEET)).isNull();
    }
}
