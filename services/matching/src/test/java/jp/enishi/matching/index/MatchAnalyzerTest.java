package jp.enishi.matching.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jp.enishi.matching.Samples;
import org.junit.jupiter.api.Test;

class MatchAnalyzerTest {
    private final MatchAnalyzer analyzer = new MatchAnalyzer(Samples.VOCABULARY);

    @Test
    void cAndItsRelativesDiffer() {
        assertThat(terms("C#")).containsExactly("c#");
        assertThat(terms("Ｃ＃")).containsExactly("c#");
        assertThat(terms("C++")).containsExactly("c++");
        assertThat(terms("C言語")).doesNotContain("c#", "c++");
        assertThat(MatchAnalyzer.terms(analyzer, Fields.ENGLISH, "C# and C++ developers"))
                .containsExactly("c#", "c++", "develop");
    }

    @Test
    void aLongVowelMarkNeverBeginsAWord() {
        assertThat(terms("ベンダーコントロール")).containsExactly("ベンダ", "コントロール");
        assertThat(terms("ベンダーコントロールを担当")).startsWith("ベンダ", "コントロール");
    }

    @Test
    void voicingMarksStay() {
        assertThat(terms("プロジェクト")).containsExactly("プロジェクト");
        assertThat(terms("ﾌﾟﾛｼﾞｪｸﾄ")).containsExactly("プロジェクト");
    }

    @Test
    void productNamesStayWhole() {
        assertThat(terms("SAP S/4HANAと.NETの開発")).contains("sap", "s/4hana", ".net");
    }

    @Test
    void wordsForSexAndAgeAreDropped() {
        assertThat(terms("女性 課題管理")).isEqualTo(terms("課題管理"));
        assertThat(MatchAnalyzer.terms(analyzer, Fields.ENGLISH, "male project manager"))
                .isEqualTo(MatchAnalyzer.terms(analyzer, Fields.ENGLISH, "project manager"));
    }

    private List<String> terms(String text) {
        return MatchAnalyzer.terms(analyzer, Fields.JAPANESE, text);
    }
}
