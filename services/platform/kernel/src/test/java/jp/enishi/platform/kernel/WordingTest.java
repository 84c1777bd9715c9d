package jp.enishi.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    private final Wording wording = Wording.shipped();

    @ParameterizedTest
    @CsvSource({
        "勤怠の管理をお願いします, 勤怠, 稼働報告",
        "週5日出勤, 出勤, 常駐",
        "面接2回, 面接, 商談",
        "派遣のPMO, 派遣, 業務委託",
        "正社員登用あり, 正社員, 業務委託",
        "シフト制, シフト, 稼働日程",
        "ｼﾌﾄ制, シフト, 稼働日程",
        "始業は9時, 始業, 目安時間",
        "終業時刻は18時, 終業, 目安時間",
        "面\u200B接2回, 面接, 商談",
        "Two interviews, interviews, meeting",
        "Daily Attendance is recorded, attendance, work report"
    })
    void wordsOfEmploymentAreRefusedWithTheWordToUseInstead(String text, String word, String suggestion) {
        var errors = wording.check("/tasks/ja", text);
        assertThat(errors).hasSize(1);
        assertThat(errors.getFirst().code()).isEqualTo("wording-employment");
        assertThat(errors.getFirst().pointer()).isEqualTo("/tasks/ja");
        assertThat(errors.getFirst().args()).isEqualTo(Map.of("word", word, "suggestion", suggestion));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "外国籍不可",
                "日本国籍の方",
                "年齢不問",
                "45歳以下",
                "５０歳まで",
                "40代の方",
                "男性歓迎",
                "女性が活躍",
                "Japanese nationals",
                "under the age of 40",
                "males preferred"
            })
    void conditionsOnThePersonAreRefused(String text) {
        assertThat(wording.check("/title/en", text)).isNotEmpty().allSatisfy(error -> {
            assertThat(error.code()).isEqualTo("wording-discrimination");
            assertThat(error.pointer()).isEqualTo("/title/en");
            assertThat(error.args()).doesNotContainKey("suggestion");
        });
    }

    /** Each sentence is fine, or is refused for exactly one word. */
    @ParameterizedTest
    @CsvFileSource(resources = "/wording-sentences.tsv", delimiter = '\t')
    void sentencesOfTheTradeAreToldFromThoseOfEmployment(String verdict, String language, String sentence) {
        var words = wording.check("/tasks/" + language, sentence).stream()
                .map(error -> error.args().get("word").toString())
                .toList();
        assertThat(words).isEqualTo(verdict.equals("fine") ? List.of() : List.of(verdict));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"勤怠管理システムの刷新", "クラウドシフトとシフトレフト", "User interviews with the IT department", "課題・ToDo・リスクの管理、社内調整"
            })
    void wordsThatTheWorkIsAboutAreFine(String text) {
        assertThat(wording.check("/tasks", text)).isEmpty();
        assertThat(wording.check("/tasks", null)).isEmpty();
    }

    @Test
    void aBrokenListOfWordsIsNotTaken() {
        assertThatThrownBy(() -> Wording.of(List.of("employment\tja\t勤怠")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wording.of(List.of("employment\tfr\tx\t\t")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
