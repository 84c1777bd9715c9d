package jp.enishi.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import jp.enishi.web.contract.TermsText.Line;
import jp.enishi.web.page.Language;
import org.junit.jupiter.api.Test;

class TermsTextTest {
    @Test
    void termsAreSaidInWords() throws IOException {
        var lines = TermsText.lines(json("""
                {"contractType":"CONTRACT_FOR_WORK","deliverable":{"ja":"設計書"},
                 "fee":{"amount":{"amount":805000,"currency":"JPY"}},
                 "settlement":{"method":"FIXED"},"workplace":"REMOTE","onSiteDays":0,
                 "payment":{"closing":"END_OF_MONTH","monthsAfter":1,"dueDay":15,"method":"BANK_TRANSFER","transferFeeBearer":"PAYER"},
                 "inspection":{"days":10},
                 "reentrustment":{"originalClient":{"ja":"元請け商事"},"originalDue":"2027-01-31"},
                 "pending":[{"item":"PLACE","reason":{"ja":"選定中"},"plannedOn":"2026-12-20"}]}"""), Language.JA);

        assertThat(lines)
                .contains(
                        new Line("契約形態", "請負"),
                        new Line("成果物", "設計書"),
                        new Line("報酬", "80.5万円／月（税抜）"),
                        new Line("精算", "固定"),
                        new Line("支払", "月末締め・翌月15日払い、銀行振込、振込手数料は委託者負担"),
                        new Line("検査期間", "受領後10日以内"),
                        new Line("再委託", "元委託者：元請け商事、支払日：2027年1月31日"),
                        new Line("未定の項目", "業務の場所：選定中（2026年12月20日までに決定）"));
        assertThat(lines).extracting(Line::label).doesNotContain("業務の場所", "期間");
    }

    @Test
    void aReaderGetsTheLanguageThatThereIs() throws IOException {
        var lines = TermsText.lines(json("""
                {"workContent":{"ja":"課題管理"},"place":{"ja":"東京","en":"Tokyo"}}"""), Language.EN);

        assertThat(lines).contains(new Line("Work content", "課題管理"), new Line("Place of work", "Tokyo"));
    }

    @Test
    void whatIsNotInspectedSaysSo() throws IOException {
        assertThat(TermsText.lines(json("{\"contractType\":\"QUASI_MANDATE_HOURS\"}"), Language.JA))
                .contains(new Line("検査期間", "検査を行わない"));
    }

    @Test
    void noTermsHaveNoLines() {
        assertThat(TermsText.lines(null, Language.JA)).isEmpty();
    }

    @Test
    void aChangeIsSaidInWords() throws IOException {
        assertThat(TermsText.side("/fee/amount/amount", IntNode.valueOf(950_000), Language.JA))
                .isEqualTo("95万円");
        assertThat(TermsText.side("/payment/dueDay", IntNode.valueOf(31), Language.JA))
                .isEqualTo("末日");
        assertThat(TermsText.side("/onSiteDays", IntNode.valueOf(1), Language.EN))
                .isEqualTo("1 day a week");
        assertThat(TermsText.side("/workplace", TextNode.valueOf("REMOTE"), Language.JA))
                .doesNotContain("REMOTE");
        assertThat(TermsText.side("/period/end", TextNode.valueOf("2027-05-31"), Language.EN))
                .isEqualTo("31 May 2027");
        assertThat(TermsText.side("/place/ja", null, Language.JA)).isEqualTo("なし");
        assertThat(TermsText.side("/settlement", json("{\"method\":\"MIDDLE\",\"lower\":140}"), Language.JA))
                .isEqualTo("精算方法：中間割、下限時間：140");
    }

    @Test
    void everyCodeOfAFormHasWords() {
        for (Language language : Language.values()) {
            TermsForms.CODES.forEach((field, codes) -> assertThat(codes)
                    .allSatisfy(code -> assertThat(
                                    TermsText.side("/" + field.replace('_', '/'), TextNode.valueOf(code), language))
                            .isNotEqualTo(code)));
        }
    }

    @Test
    void hoursWithoutAMethodAreNotSent() {
        var document = new ObjectMapper().createObjectNode();
        document.withObject("/terms/settlement").put("lower", 140);

        assertThat(TermsForms.meant(document)).isEmpty();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
