package jp.enishi.talents.talent.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import jp.enishi.platform.taxonomy.Language;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.talents.talent.domain.Profile;
import jp.enishi.talents.talent.domain.Resume;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** What is read back from skill sheets; an anonymised one holds nothing by which its person is known. */
public class SkillSheetDocumentTest {
    private static final Taxonomy TAXONOMY = Taxonomy.load();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 29);
    private static final Profile PROFILE = new Profile(
            "髙橋",
            "次郎",
            "Takahashi",
            "Jiro",
            "たかはし",
            "じろう",
            "jiro@takahashi.example",
            "090-1111-2222",
            "PMO 髙橋次郎",
            "ja");
    private static final Resume RESUME = new Resume(
            "株式会社みどり銀行で<PMO>を十年。連絡は jiro@takahashi.example まで。\n髙橋は二行目も書く。",
            List.of(new Resume.RoleYears("PMO", 10.5)),
            List.of(
                    new Resume.SkillYears("issue-management", 3.0, null, null),
                    new Resume.SkillYears("progress-management", 10.0, 5, YearMonth.of(2026, 10))),
            List.of(new Resume.LanguageSkill("en", "BUSINESS")),
            List.of(new Resume.Engagement(
                    "株式会社みどり銀行",
                    "勘定系更改（みどり銀行）",
                    YearMonth.of(2020, 4),
                    null,
                    "PMO",
                    "BANKING",
                    List.of("REQUIREMENTS"),
                    12,
                    "みどり銀行の進捗管理。電話 090-1111-2222 & 調整",
                    List.of("issue-management"))));

    private static Talent talent() {
        Talent registered = Talent.register(TalentId.next(), null, PROFILE);
        return new Talent(registered.id(), null, 2, registered.status(), registered.profile(), RESUME, null, null);
    }

    @Test
    void theNamedSheetHasNameReadingAndCompanies() throws IOException {
        String sheet = text(SkillSheet.named(talent(), null), Language.JA);

        assertThat(sheet)
                .contains("スキルシート(職務経歴書)", "2026年11月29日現在")
                .contains("氏名髙橋次郎", "フリガナタカハシジロウ", "ローマ字JiroTakahashi")
                .contains("<PMO>を十年。", "二行目も書く。", "10.5年", "10年、レベル5")
                .contains("2020年4月〜現在", "企業株式会社みどり銀行", "体制12名", "担当工程要件定義", "業界銀行")
                .doesNotContain("メールアドレス");
        assertThat(sheet.indexOf("進捗管理")).isBetween(0, sheet.indexOf("課題管理"));
        assertThat(text(SkillSheet.named(talent(), PROFILE), Language.EN))
                .contains("SkillSheet", "AsofNovember29,2026", "NameJiroTakahashi", "NameinJapanese髙橋次郎")
                .contains("Emailjiro@takahashi.example", "Phone090-1111-2222", "Apr2020–now", "IndustryBanking");
    }

    @Test
    void theAnonymisedSheetNamesNobody() throws IOException {
        for (Language language : Language.values()) {
            byte[] pdf = SkillSheetDocument.render(SkillSheet.anonymised(talent().sheet()), language, DAY, TAXONOMY);

            assertThat(text(pdf))
                    .contains("J.T.", "勘定系更改")
                    .doesNotContain("髙橋", "次郎", "タカハシ", "ジロウ", "たかはし", "みどり銀行", "@", "090", "0901111")
                    .doesNotContainIgnoringCase("takahashi")
                    .doesNotContainIgnoringCase("jiro");
            try (var document = Loader.loadPDF(pdf)) {
                var about = document.getDocumentInformation();
                assertThat(about.getAuthor()).isNull();
                assertThat(String.valueOf(about.getTitle())).isIn("スキルシート（職務経歴書）", "Skill Sheet", "null");
                assertThat(about.getKeywords()).isNull();
                assertThat(about.getSubject()).isNull();
            }
        }
    }

    @Test
    void anEmptyRecordIsASheetToo() throws IOException {
        var empty = Talent.register(TalentId.next(), null, PROFILE);

        assertThat(text(SkillSheet.named(empty, null), Language.JA)).contains("職務要約記載なし", "職務経歴記載なし");
    }

    private static String text(SkillSheet sheet, Language language) throws IOException {
        return text(SkillSheetDocument.render(sheet, language, DAY, TAXONOMY));
    }

    /** The text of a PDF, normalised and without blanks. */
    public static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return Normalizer.normalize(new PDFTextStripper().getText(document), Normalizer.Form.NFKC)
                    .replaceAll("\\s", "");
        }
    }
}
