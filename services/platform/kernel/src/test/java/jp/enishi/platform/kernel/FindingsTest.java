package jp.enishi.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsTest {
    private final Findings findings = new Findings();

    @Test
    void whatEveryServiceChecksHasOneCodeAndOneSetOfArguments() {
        findings.required("/a", null);
        findings.text("/b", "　", 3);
        findings.text("/c", "𠮷野家𠮷", 3);
        findings.within("/d", 8, 1, 7);
        findings.within("/e", Double.NaN, 0, 50);
        var day = LocalDate.of(2026, 11, 24);
        findings.within("/f", day, day.plusDays(1), day.plusDays(90));
        findings.each("/g", List.of(1, 1, 3), 2, "", item -> item, (at, item) -> findings.add(at, "looked-into"));
        findings.each("/h", List.of("x", "y", "x"), 3, "/skill", item -> item, (at, item) -> {});
        assertThat(errors())
                .containsExactly(
                        new FieldError("/a", "required"),
                        new FieldError("/b", "required"),
                        new FieldError("/c", "too-long", Map.of("max", 3)),
                        new FieldError("/d", "out-of-range", Map.of("min", 1L, "max", 7L)),
                        new FieldError("/e", "out-of-range", Map.of("min", 0L, "max", 50L)),
                        new FieldError("/f", "out-of-range", Map.of("min", "2026-11-25", "max", "2027-02-22")),
                        new FieldError("/g", "too-many", Map.of("max", 2)),
                        new FieldError("/h/2/skill", "duplicate"));
    }

    @Test
    void whatIsMissingOrInOrderIsNoFinding() {
        findings.required("/a", "");
        findings.text("/b", "𠮷野家", 3);
        findings.optionalText("/c", null, 3);
        findings.optionalText("/c", "", 3);
        findings.within("/d", (Number) null, 1, 7);
        findings.within("/d", 1, 1, 7);
        findings.within("/d", 7, 1, 7);
        findings.within("/f", (LocalDate) null, LocalDate.MIN, LocalDate.MIN);
        findings.each("/h", Collections.nCopies(2, "x"), 2, "", item -> null, (at, item) -> {});
        findings.throwIfAny();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bell\u0007", "half\uD842", "\uDFB7half", "admin\u202Enimda", "\u2066isolate\u2069", "\u0085"})
    void whatNobodyCanReadIsRefused(String text) {
        findings.optionalText("/a", text, 100);
        assertThat(errors()).containsExactly(new FieldError("/a", "control-character"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line\r\nline\ttab",
                "葛\uDB40\uDD00",
                "family \uD83D\uDC68\u200D\uD83D\uDC67",
                "می\u200Cخواهم",
                "　全角"
            })
    void whatPeopleWriteIsKept(String text) {
        findings.optionalText("/a", text, 100);
        findings.throwIfAny();
    }

    @Test
    void theErrorsOfABodyFullOfThemAreBounded() {
        findings.each("/a", Collections.nCopies(10_000, "x"), 10_000, "", item -> item, (at, item) -> {});
        assertThat(findings.full()).isTrue();
        assertThat(errors()).hasSize(Findings.MOST);
    }

    private List<FieldError> errors() {
        return catchThrowableOfType(ValidationFailure.class, findings::throwIfAny)
                .errors();
    }
}
