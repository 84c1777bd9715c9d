package jp.enishi.matching.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import jp.enishi.matching.Samples;
import jp.enishi.platform.taxonomy.AddedWord;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.apache.lucene.document.Field;
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

    @Test
    void bothFieldsOfATextThatIsSplitOnceHaveTheWordsOfEach() throws IOException {
        for (String text : List.of(
                "金融機関の基幹系刷新でＰＭＯを担当。28歳、最寄駅は品川。",
                "Led the rollout of SAP S/4HANA, aged 41, and managed vendors",
                "ﾍﾞﾝﾀﾞｰコントロールと要件定義, C# developers",
                "")) {
            for (Field field : analyzer.fields(text)) {
                assertThat(MatchAnalyzer.terms(Objects.requireNonNull(field.tokenStreamValue())))
                        .isEqualTo(MatchAnalyzer.terms(analyzer, field.name(), text));
            }
        }
    }

    @Test
    void aNameThatIsAddedStaysWholeFromThenOn() {
        TaxonomyVocabulary vocabulary = new TaxonomyVocabulary(Taxonomy.load());
        MatchAnalyzer renewed = new MatchAnalyzer(vocabulary);
        assertThat(MatchAnalyzer.terms(renewed, Fields.JAPANESE, "Zeta#Oneの運用")).doesNotContain("zeta#one");
        vocabulary.become(Taxonomy.load().with(1, List.of(new AddedWord("kubernetes", "Zeta#One"))));
        renewed.renew();
        assertThat(MatchAnalyzer.terms(renewed, Fields.JAPANESE, "Zeta#Oneの運用")).contains("zeta#one");
    }

    private List<String> terms(String text) {
        return MatchAnalyzer.terms(analyzer, Fields.JAPANESE, text);
    }
}
