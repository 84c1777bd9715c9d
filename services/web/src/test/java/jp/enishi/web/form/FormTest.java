package jp.enishi.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.List;
import java.util.Map;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.page.Language;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.ServiceProblem.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    private static final Shape SHAPE = Shape.of()
            .with(Kind.TEXT, "/summary")
            .with(Kind.ROWS, "/skills")
            .with(Kind.SKILL, "/skills/*/skill")
            .with(Kind.DECIMAL, "/skills/*/years")
            .with(Kind.INTEGER, "/days")
            .with(Kind.YEN, "/rate/amount")
            .with(Kind.CODES, "/roles")
            .with(Kind.BOOLEAN, "/open")
            .with(Kind.TEXT, "/rows/*/role")
            .chosen("/rows/*/role")
            .build();

    @ParameterizedTest
    @CsvSource({"80万, 800000", "80.5万円, 805000", "'800,000', 800000", "８０万, 800000", "¥900000, 900000", "1円, 1"})
    void amountsAreReadAsPeopleWriteThem(String typed, long yen) {
        var form = posted("/rate/amount", typed);

        assertThat(form.document().at("/rate/amount").longValue()).isEqualTo(yen);
        assertThat(form.document().at("/rate/currency").textValue()).isEqualTo("JPY");
        assertThat(form.faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a lot", "-5", "80.55555万", "1.5円", "万", "99999999999999999999"})
    void whatIsNoAmountIsAFaultAndStaysTyped(String typed) {
        var form = posted("/rate/amount", typed);

        assertThat(form.document().has("rate")).isFalse();
        assertThat(form.faults("/rate/amount")).extracting(Fault::code).containsExactly("not-an-amount");
        assertThat(form.value("/rate/amount")).isEqualTo(typed);
    }

    @Test
    void whatThePageGivesIsRenewedAndATickForSomethingElseIsTakenBack() {
        Shape shape = Shape.of()
                .with(Kind.GIVEN, "/terms")
                .with(Kind.CONFIRM, "/agreement")
                .build();
        var fields = new MultivaluedHashMap<>(Map.of("/terms", "1", "/agreement", "true"));

        var same = Form.posted(shape, fields);
        assertThat(same.renew("/terms", "1")).isFalse();
        assertThat(same.has("/agreement", "true")).isTrue();

        var newer = Form.posted(shape, fields);
        assertThat(newer.renew("/terms", "2")).isTrue();
        assertThat(newer.value("/terms")).isEqualTo("2");
        assertThat(newer.has("/agreement", "true")).isFalse();
        assertThat(newer.renew("/terms", "2")).isFalse();

        // Nobody has seen it before: there is nothing to take back.
        var fresh = Form.empty(shape);
        assertThat(fresh.renew("/terms", "1")).isFalse();
        assertThat(fresh.value("/terms")).isEqualTo("1");
    }

    @Test
    void whatNobodyTypedIsNeverAtFault() {
        Shape shape = Shape.of().with(Kind.GIVEN, "/terms").build();
        var form = Form.posted(shape, new MultivaluedHashMap<>(Map.of("/terms", "1\0")));
        form.document();

        assertThat(form.faults()).isEmpty();
        assertThat(form.value("/terms")).isEqualTo("1\uFFFD");
    }

    @Test
    void numbersOfTheWrongKindAreFaults() {
        var words = posted("/days", "two");
        var halves = posted("/days", "2.5");
        words.document();
        halves.document();

        assertThat(words.faults()).extracting(Fault::code).containsExactly("not-a-number");
        assertThat(halves.faults()).extracting(Fault::code).containsExactly("not-a-whole-number");
    }

    @Test
    void whatTheShapeDoesNotKnowIsNotSent() {
        assertThat(posted("/userId", "somebody").document().has("userId")).isFalse();
    }

    @Test
    void untickedBoxesAreSentAsNothingChosen() {
        var document = posted("/summary", "x").document();

        assertThat(document.get("roles").isArray()).isTrue();
        assertThat(document.get("roles")).isEmpty();
        assertThat(document.get("open").booleanValue()).isFalse();
    }

    @Test
    void aBoxThatIsNotTickedDoesNotOpenAGroup() {
        var shape = Shape.of()
                .with(Kind.TEXT, "/period/start")
                .with(Kind.BOOLEAN, "/period/extensible", "/mail/NEW_CASE")
                .build();
        var started = new MultivaluedHashMap<String, String>();
        started.putSingle("/period/start", "2026-12-01");

        assertThat(Form.posted(shape, new MultivaluedHashMap<>()).document())
                .hasToString("{\"mail\":{\"NEW_CASE\":false}}");
        assertThat(Form.posted(shape, started)
                        .document()
                        .at("/period/extensible")
                        .booleanValue())
                .isFalse();
        assertThat(Form.posted(shape, started).document().at("/period").has("extensible"))
                .isTrue();
    }

    @Test
    void faultsStandInTheOrderOfThePage() {
        var form = Form.posted(SHAPE, rows());

        form.fault("/rate/amount", "required");
        form.fault("/skills/10/skill", "required");
        form.fault("/skills/2/years", "required");
        form.fault("/skills/2/skill", "required");
        form.fault("/summary", "required");
        form.fault("", "conflict");

        assertThat(form.faults())
                .extracting(Fault::pointer)
                .startsWith("", "/summary")
                .containsSubsequence("/skills/2/skill", "/skills/2/years", "/skills/10/skill");
    }

    @Test
    void rowsMoveUpWhenOneIsRemovedAndBlankOnesAreDropped() {
        var fields = rows();
        fields.putSingle("_remove", "/skills/0");
        var removed = Form.posted(SHAPE, fields);
        var tidied = Form.posted(SHAPE, rows());
        tidied.tidy();

        assertThat(removed.rows("/skills")).containsExactly(0, 1);
        assertThat(removed.value("/skills/1/skill")).isEqualTo("進捗管理");
        assertThat(tidied.rows("/skills")).containsExactly(0, 1);
        assertThat(tidied.document().at("/skills/1/years").intValue()).isEqualTo(4);
    }

    @Test
    void anAddedRowGetsTheCursor() {
        var form = Form.posted(SHAPE, rows());

        form.add("/skills");
        form.add("/no-rows");

        assertThat(form.rows("/skills")).containsExactly(0, 1, 2, 3);
        assertThat(form.focused("/skills/3/skill")).isTrue();
    }

    @Test
    void afterARemovalTheCursorWaitsWhereRowsAreAdded() {
        var fields = rows();
        fields.putSingle("_remove", "/skills/0");

        assertThat(Form.posted(SHAPE, fields).focused("/skills")).isTrue();
    }

    @Test
    void aFoldedRowOpensForItsFaultsAndForTheCursor() {
        var form = Form.posted(SHAPE, rows());

        form.fault("/skills/1/years", "not-a-number");
        form.add("/skills");

        assertThat(form.busy("/skills/0")).isFalse();
        assertThat(form.busy("/skills/1")).isTrue();
        assertThat(form.busy("/skills/3")).isTrue();
    }

    @Test
    void amountsAreGroupedForReading() throws Exception {
        var document = new ObjectMapper().readTree("{\"rate\":{\"amount\":800000,\"currency\":\"JPY\"}}");

        assertThat(Form.of(SHAPE, document, 7, Language.JA).value("/rate/amount"))
                .isEqualTo("800,000");
    }

    @Test
    void onlyWhatSaysSomethingElseIsADifference() throws Exception {
        var stored = new ObjectMapper().readTree("""
                {"summary":"one\\ntwo","days":3,"rate":{"amount":800000,"currency":"JPY"},"roles":[],"open":false}""");
        var fields = new MultivaluedHashMap<String, String>();
        fields.putSingle("/summary", "one\r\ntwo");
        fields.putSingle("/days", "");
        fields.putSingle("/rate/amount", "800000");
        var mine = Form.posted(SHAPE, fields);

        mine.overtakenBy(Form.of(SHAPE, stored, 9, Language.JA));

        assertThat(mine.differences()).containsExactly(new Form.Difference("/days", List.of(), List.of("3")));
    }

    @Test
    void aDocumentComesBackAsItWent() throws Exception {
        var document = new ObjectMapper().readTree("""
                {"summary":"強み","skills":[{"skill":"issue-management","years":6.5}],"days":3,
                 "rate":{"amount":800000,"currency":"JPY"},"roles":["pmo"],"open":true}""");

        var form = Form.of(SHAPE, document, 7, Language.JA);

        assertThat(form.value("/skills/0/skill")).isEqualTo("課題管理");
        assertThat(form.etag()).isEqualTo("\"7\"");
        assertThat(Submission.covers(form.document(), document)).isTrue();
        assertThat(Submission.covers(document, form.document())).isTrue();
    }

    @Test
    void aFaultStandsAtItsFieldOrTheNearestOneAbove() {
        var form = Form.posted(SHAPE, rows());

        form.refuse(problem(
                422,
                new Fault("/skills/0", "duplicate", Map.of()),
                new Fault("/rate", "required", Map.of()),
                new Fault("/elsewhere/deep", "invalid", Map.of())));

        assertThat(form.faults()).extracting(Fault::pointer).containsExactly("", "/skills/0/skill", "/rate/amount");
    }

    @Test
    void theKeyChangesOnlyWhenNothingCanHaveHappened() {
        var refused = posted("_key", "first");
        var uncertain = posted("_key", "first");

        refused.refuse(problem(422));
        uncertain.refuse(problem(503));

        assertThat(refused.key()).isNotEqualTo("first").isNotBlank();
        assertThat(uncertain.key()).isEqualTo("first");
    }

    @Test
    void somebodyElsesChangeIsToldAndKnowinglyReplaced() {
        var mine = posted("/summary", "mine");
        var theirs = Form.of(SHAPE, new ObjectMapper().createObjectNode().put("summary", "theirs"), 9, Language.JA);

        mine.overtakenBy(theirs);

        assertThat(mine.differences())
                .containsExactly(new Form.Difference("/summary", List.of("mine"), List.of("theirs")));
        assertThat(mine.value("/summary")).isEqualTo("mine");
        assertThat(mine.etag()).isEqualTo("\"9\"");
    }

    private static Form posted(String name, String value) {
        var fields = new MultivaluedHashMap<String, String>();
        fields.putSingle(name, value);
        return Form.posted(SHAPE, fields);
    }

    /** Three rows, the second blank. */
    private static MultivaluedHashMap<String, String> rows() {
        var fields = new MultivaluedHashMap<String, String>();
        for (var row : List.of(List.of("課題管理", "6"), List.of("", " "), List.of("進捗管理", "4"))) {
            int number = fields.size() / 3;
            fields.putSingle("/skills/" + number + "/_row", "");
            fields.putSingle("/skills/" + number + "/skill", row.get(0));
            fields.putSingle("/skills/" + number + "/years", row.get(1));
        }
        return fields;
    }

    private static ServiceProblem problem(int status, Fault... faults) {
        return new ServiceProblem(status, "validation-failed", List.of(faults), Map.of(), null);
    }

    @Test
    void aTimeIsJapansAndSentAsTheInstant() {
        var shape = Shape.of().with(Kind.TIME, "/expiresAt").build();
        var fields = new MultivaluedHashMap<String, String>();
        fields.putSingle("/expiresAt", "2026-12-05T18:00");
        var wrong = new MultivaluedHashMap<String, String>();
        wrong.putSingle("/expiresAt", "tomorrow");
        var unreadable = Form.posted(shape, wrong);
        unreadable.document();
        var stored = new ObjectMapper().createObjectNode().put("expiresAt", "2026-12-05T09:00:00Z");

        assertThat(Form.posted(shape, fields).document().path("expiresAt").asText())
                .isEqualTo("2026-12-05T09:00:00Z");
        assertThat(unreadable.faults("/expiresAt")).extracting(Fault::code).containsExactly("invalid");
        assertThat(Form.of(shape, stored, 1, Language.JA).value("/expiresAt")).isEqualTo("2026-12-05T18:00");
    }

    @Test
    void anAmountAloneHasNoCurrency() {
        var shape = Shape.of().with(Kind.AMOUNT, "/capital").build();
        var fields = new MultivaluedHashMap<String, String>();
        fields.putSingle("/capital", "1,000万円");

        assertThat(Form.posted(shape, fields).document()).hasToString("{\"capital\":10000000}");
    }

    @Test
    void whatIsConfirmedIsNeverSentAndAskedAgainAfterAConflict() {
        var shape = Shape.of()
                .with(Kind.TEXT, "/reason")
                .with(Kind.CONFIRM, "/sure")
                .build();
        var fields = new MultivaluedHashMap<String, String>();
        fields.putSingle("/reason", "x");
        var unsure = Form.posted(shape, fields);
        unsure.document();
        fields.putSingle("/sure", "true");
        var sure = Form.posted(shape, fields);

        assertThat(unsure.faults("/sure")).extracting(Fault::code).containsExactly("confirm");
        assertThat(sure.document()).hasToString("{\"reason\":\"x\"}");
        assertThat(sure.faults()).isEmpty();
        sure.overtakenBy(Form.of(shape, null, 4, Language.JA));
        assertThat(sure.has("/sure", "true")).isFalse();
        assertThat(sure.version()).isEqualTo("4");
        assertThat(sure.differences()).isEmpty();
        assertThat(sure.faults()).extracting(Fault::code).containsExactly("stale-subject");
    }

    @Test
    void whatThePageGivesIsRenewedWithWhatIsShown() {
        var shape = Shape.of()
                .with(Kind.GIVEN, "/hash", "/slot")
                .with(Kind.TEXT, "/reason")
                .build();
        var fields = new MultivaluedHashMap<String, String>();
        fields.putSingle("/hash", "old");
        fields.putSingle("/slot", "one");
        fields.putSingle("/reason", "x");
        var mine = Form.posted(shape, fields);

        mine.overtakenBy(Form.empty(shape).preset("/hash", "new"));
        mine.refuse(new ServiceProblem(
                422, "validation", List.of(new Fault("/hash", "required", Map.of())), Map.of(), null));

        assertThat(mine.document().path("hash").asText()).isEqualTo("new");
        assertThat(mine.document().path("slot").asText()).isEqualTo("one");
        assertThat(mine.differences()).isEmpty();
        assertThat(mine.faults()).extracting(Fault::pointer).containsOnly("");
    }

    @Test
    void whatNoPageOfOursWroteGoesIntoNoHeaderAndNulIsAFaultOfItsField() {
        var fields = new MultivaluedHashMap<String, String>();
        fields.putSingle("_key", "a\r\nX-Evil: 1");
        fields.putSingle("_version", "1\"\r\n");
        fields.putSingle("/summary", "a\0b");
        fields.putSingle("/unknown", "\0");
        var form = Form.posted(SHAPE, fields);

        assertThat(form.key()).doesNotContain("Evil").isNotBlank();
        assertThat(form.etag()).isEqualTo("\"\"");
        assertThat(form.value("/summary")).isEqualTo("a\uFFFDb");
        assertThat(form.faults()).containsExactly(new Fault("/summary", "text-invalid", Map.of()));
    }

    @Test
    void aFaultOfAGroupStandsAtItsFirstField() {
        var shape = Shape.of()
                .with(Kind.INTEGER, "/terms/payment/monthsAfter", "/terms/payment/dueDay")
                .with(Kind.YEN, "/terms/fee/amount/amount")
                .build();
        var form = Form.posted(shape, new MultivaluedHashMap<>());

        form.refuse(new ServiceProblem(
                422,
                "validation",
                List.of(
                        new Fault("/terms/payment", "payment-too-late", Map.of()),
                        new Fault("/terms/fee", "required", Map.of())),
                Map.of(),
                null));

        assertThat(form.faulty("/terms/payment/monthsAfter")).isTrue();
        assertThat(form.faulty("/terms/fee/amount/amount")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/rows/0/role, required, choose",
        "/rows/1/role, not-blank, choose",
        "/roles, not-null, choose",
        "/rows/0/role, unknown-role, unknown-role",
        "/summary, required, required"
    })
    void whatIsChosenIsNotAskedToBeTyped(String pointer, String code, String told) {
        var form = Form.empty(SHAPE);

        form.fault(pointer, code);

        assertThat(form.faults(pointer)).extracting(Fault::code).containsExactly(told);
    }
}
