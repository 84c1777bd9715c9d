package jp.enishi.contracts.order.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.enishi.contracts.Language;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.order.domain.Checklist;
import jp.enishi.contracts.order.domain.LegalItem;
import jp.enishi.contracts.order.domain.OrderFacts;
import jp.enishi.contracts.party.domain.Party;
import jp.enishi.contracts.party.domain.PartyKind;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.contracts.terms.domain.Terms.ContractType;
import jp.enishi.contracts.terms.domain.Terms.Inspection;
import jp.enishi.contracts.terms.domain.Terms.Pending;
import jp.enishi.contracts.terms.domain.Terms.PendingItem;
import jp.enishi.contracts.terms.domain.Terms.Reentrustment;
import jp.enishi.contracts.terms.domain.TermsExamples;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** What is read back from the documents is what was agreed; text comes back NFKC-normalised, without blanks. */
class OrderDocumentTest {
    private static final String HASH = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String NUMBER = "PO-2026-000123";
    private static final UUID ORDER = UUID.fromString("01980000-0000-7000-8000-000000000911");

    @Test
    void theJapaneseDocumentHasEveryItem() throws IOException {
        contains(
                Language.JA,
                facts(TermsExamples.terms(parts -> {
                    parts.inspection = new Inspection(10);
                    parts.reentrustment = new Reentrustment(new Text("株式会社元請", null), LocalDate.of(2026, 12, 31));
                })),
                "発注書",
                NUMBER,
                "業務委託をした日(合意日)2026年4月2日",
                "発注日2026年4月3日",
                "委託者株式会社みなと<&>",
                "東京都港区芝1-2-3 髙﨑ビル①",
                "登録番号: T4011001098993",
                "受託者山田 太郎",
                "大阪府大阪市北区4-5-6",
                "業務委託(準委任・履行割合型)",
                "課題管理と社内調整資料の作成",
                "月額 900,000円(税抜)",
                "目安時間 140〜180時間。上下割(15分単位、単価は10円未満切り捨て)",
                "稼働率100%",
                "2026年5月1日から2026年10月31日まで",
                "ハイブリッド(常駐は週2日)",
                "検査完了日受領した日から10日以内",
                "毎月末日締め、翌月末日払い",
                "銀行振込",
                "振込手数料は委託者が負担します。",
                "情報システム部 髙橋",
                "soudan@minato.example",
                "元委託者: 株式会社元請、元委託支払期日: 2026年12月31日",
                HASH);
    }

    /** A service has a small heap, and each document needs the whole font while it is made. */
    @Test
    void manyAtOnceFitIntoASmallHeap() throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx72m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Many.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(writer.waitFor()).as(said).isZero();
    }

    /** Eight orders put in writing at the same moment; ends with 0 when each has become a document. */
    static final class Many {
        private static final int ORDERS = 8;

        public static void main(String... none) throws InterruptedException, ExecutionException {
            OrderFacts facts = facts(TermsExamples.terms());
            Callable<byte[]> written = () -> OrderDocument.render(facts, Language.JA);
            try (ExecutorService threads = Executors.newFixedThreadPool(ORDERS)) {
                for (Future<byte[]> document : threads.invokeAll(Collections.nCopies(ORDERS, written))) {
                    if (document.get().length == 0) {
                        throw new IllegalStateException("An empty document");
                    }
                }
            }
        }
    }

    @Test
    void theEnglishDocumentHasEveryItem() throws IOException {
        contains(
                Language.EN,
                facts(TermsExamples.terms(parts -> parts.inspection = new Inspection(10))),
                "Purchase Order",
                "Date of entrustment (agreement)",
                "April 2, 2026",
                "Date of orderApril 3, 2026",
                "Client株式会社みなと<&>",
                "Contractor山田 太郎",
                "Outsourcing (quasi-mandate, by hours)",
                "Issue management and coordination",
                "JPY 900,000 a month (tax excluded)",
                "Estimated hours 140–180 a month",
                "May 1, 2026 to October 31, 2026",
                "1-2-3 Shiba, Minato, Tokyo",
                "Hybrid (2 days a week on site)",
                "Within 10 days of receipt",
                "Closed at the end of each month, paid on the last day of the following month",
                "Bank transfer",
                "The client bears the transfer fee.",
                HASH);
    }

    @Test
    void anItemThatIsLeftForLaterSaysWhyAndUntilWhen() throws IOException {
        Terms terms = TermsExamples.terms(parts -> {
            parts.place = null;
            parts.pending = List.of(new Pending(
                    PendingItem.PLACE, new Text("移転先を選定中のため", "The office moves"), LocalDate.of(2026, 4, 20)));
        });
        contains(Language.JA, facts(terms), "未定。定められない理由: 移転先を選定中のため。内容を定める予定日: 2026年4月20日。");
        contains(
                Language.EN,
                facts(terms),
                "Not decided yet. Reason: The office moves. To be decided by: April 20, 2026.");
        assertThat(Checklist.of(facts(terms)).complete()).isTrue();
    }

    @Test
    void aLongOrderHasAllItsPages() throws IOException {
        String paragraph = "課題・ToDo・リスクの管理、社内調整、資料の作成、進捗の報告。";
        Terms terms = TermsExamples.terms(
                parts -> parts.workContent = new Text((paragraph + "\n").repeat(150) + "以上が最後の行", null));
        byte[] pdf = OrderDocument.render(facts(terms), Language.JA);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
        }
        assertThat(read(pdf)).contains(plain("以上が最後の行"), HASH);
    }

    @Test
    void theChecklistNamesWhatIsMissing() {
        OrderFacts nobody = new OrderFacts(
                ORDER, NUMBER, null, TermsExamples.terms(), HASH, LocalDate.of(2026, 4, 2), null, null, null);
        assertThat(Checklist.of(nobody).missing()).containsExactly(LegalItem.CLIENT_NAME, LegalItem.TALENT_NAME);
        Terms empty = new Terms(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        OrderFacts bare = new OrderFacts(ORDER, NUMBER, null, empty, HASH, LocalDate.of(2026, 4, 2), null, null, null);
        assertThat(Checklist.of(bare).missing())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(LegalItem.values())
                        .filter(item -> item != LegalItem.ENTRUSTED_ON && item != LegalItem.INSPECTION)
                        .toList());
        assertThat(Checklist.of(facts(TermsExamples.terms())).complete()).isTrue();
        Terms uninspected = TermsExamples.terms(parts -> {
            parts.type = ContractType.CONTRACT_FOR_WORK;
            parts.inspection = null;
        });
        assertThat(Checklist.of(facts(uninspected)).missing()).containsExactly(LegalItem.INSPECTION);
    }

    /** What isn't inspected has no day for it: that is said, and isn't ticked off as if there were one. */
    @Test
    void workThatIsNotInspectedSaysSo() throws IOException {
        Terms uninspected = TermsExamples.terms(parts -> parts.inspection = null);
        assertThat(LegalItem.INSPECTION.standing(facts(uninspected))).isEqualTo(LegalItem.Standing.NONE);
        assertThat(Checklist.of(facts(uninspected)).complete()).isTrue();
        contains(Language.JA, facts(uninspected), "検査完了日検査なし");
    }

    @Test
    void bothLanguagesHaveTheSameWords() {
        var japanese = ResourceBundle.getBundle("order", Locale.JAPANESE).keySet();
        assertThat(ResourceBundle.getBundle("order", Locale.ENGLISH).keySet()).isEqualTo(japanese);
    }

    private static void contains(Language language, OrderFacts facts, String... wanted) throws IOException {
        String text = read(OrderDocument.render(facts, language));
        for (String part : wanted) {
            assertThat(text).contains(plain(part));
        }
    }

    private static String read(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return plain(new PDFTextStripper().getText(document));
        }
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s+", "");
    }

    private static OrderFacts facts(Terms terms) {
        var day = LocalDate.of(2026, 4, 1);
        return new OrderFacts(
                ORDER,
                NUMBER,
                new Text("基幹システム刷新", "Core system renewal"),
                terms,
                HASH,
                LocalDate.of(2026, 4, 2),
                LocalDate.of(2026, 4, 3),
                new Party(
                        "株式会社みなと<&>",
                        "東京都港区芝1-2-3 髙﨑ビル①",
                        PartyKind.CORPORATION,
                        "T4011001098993",
                        "order@minato.example",
                        10_000_000L,
                        50,
                        3,
                        true,
                        day),
                new Party(
                        "山田 太郎",
                        "大阪府大阪市北区4-5-6",
                        PartyKind.INDIVIDUAL,
                        null,
                        "taro@example.com",
                        null,
                        null,
                        null,
                        false,
                        day));
    }
}
