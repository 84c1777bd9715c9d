package jp.enishi.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jp.enishi.platform.taxonomy.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LabelsTest {
    @ParameterizedTest
    @CsvSource({
        "/skills/2/years, スキル 3 › 経験年数",
        "/profile/email, メールアドレス",
        "/requirements/budget/lower/amount, 予算 › 下限",
        "/requirements/positions/0/must/1/skill, ポジション 1 › 必須スキル 2 › スキル",
        "/requirements/title/en, 案件名 › 英語",
        "/requirements/positions, ポジション",
        "/wishes, 希望条件",
        "/closing/sure, 終了することを確認しました",
        "/never-heard, /never-heard"
    })
    void aFaultsFieldIsNamedWithItsGroupAndRow(String pointer, String path) {
        assertThat(Labels.path(pointer, Language.JA)).isEqualTo(path);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyKindOfNotificationHasAHeading(Language language) throws IOException {
        Path notifications = Path.of("../notifications/src/main/java/jp/enishi/notifications");
        String occasions = Files.readString(notifications.resolve("news/Occasion.java"));
        var names = new ArrayList<>(found("(?m)^    ([A-Z_]+)\\(NotificationKind", occasions));
        assertThat(names).hasSizeGreaterThan(30);
        // A kind without occasions of its own is told by its name.
        found("(?m)^    ([A-Z_]+)[,;]", Files.readString(notifications.resolve("inbox/NotificationKind.java"))).stream()
                .filter(kind -> kind.equals("CASE_CHANGED") || !occasions.contains("NotificationKind." + kind + ","))
                .forEach(names::add);

        assertThat(names)
                .contains("NEW_CASE", "CASE_CHANGED")
                .allSatisfy(kind -> assertThat(Messages.find(language, "notification_" + kind))
                        .as(kind)
                        .isNotBlank());
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "PMO, PMO, PMO",
        "PM_ASSISTANT, PM補佐, PM assistant",
        "QA_ENGINEER, QAエンジニア, QA engineer",
        "GONE, GONE, GONE"
    })
    void aRoleIsShortWhereTheTradeHasAnAbbreviation(String code, String ja, String en) {
        assertThat(Vocabulary.role(code, Language.JA)).isEqualTo(ja);
        assertThat(Vocabulary.role(code, Language.EN)).isEqualTo(en);
    }

    @ParameterizedTest
    @CsvSource({
        "roles,PMO,PMO（プロジェクトマネジメントオフィス）,PMO (Project management office)",
        "roles,PM_ASSISTANT,PM補佐,PM assistant",
        "industries,EC,EC・通信販売,E-commerce"
    })
    void aListToChooseFromHasTheTradesAbbreviationFirst(String facet, String code, String ja, String en) {
        Term term = Vocabulary.terms(facet).stream()
                .filter(each -> each.id().equals(code))
                .findFirst()
                .orElseThrow();
        assertThat(Vocabulary.choice(term, Language.JA)).isEqualTo(ja);
        assertThat(Vocabulary.choice(term, Language.EN)).isEqualTo(en);
    }

    @Test
    void oneThingIsSingular() {
        assertThat(Messages.text(Language.EN, "years", "1")).isEqualTo("1 year");
        assertThat(Messages.text(Language.EN, "years", "3")).isEqualTo("3 years");
        assertThat(Messages.text(Language.JA, "years", "1")).isEqualTo("1年");
        assertThat(Messages.text(Language.EN, "workplace_hybrid_days", 1, "Hybrid"))
                .isEqualTo("Hybrid, 1 day a week");
    }

    @Test
    void whatAFieldHoldsIsSaidInWords() {
        assertThat(Contents.of("/from", List.of("2026-12-01"), Language.JA)).isEqualTo("2026年12月1日");
        assertThat(Contents.of("/engagements/0/from", List.of("2026-04"), Language.EN))
                .isEqualTo("Apr 2026");
        assertThat(Contents.of("/rate/wish/amount", List.of("950000"), Language.JA))
                .isEqualTo("95万円");
        assertThat(Contents.of("/rate/wish/amount", List.of("95万くらい"), Language.JA))
                .isEqualTo("95万くらい");
        assertThat(Contents.of("/workplaces", List.of("HYBRID", "REMOTE"), Language.JA))
                .contains("、")
                .doesNotContain("HYBRID");
        assertThat(Contents.of("/languages/0/language", List.of("en"), Language.JA))
                .isEqualTo("英語");
        assertThat(Contents.of("/mail/NEW_CASE", List.of("true"), Language.EN)).isEqualTo("Yes");
        assertThat(Contents.of("/summary", List.of(), Language.EN)).isEqualTo("None");
    }
}
