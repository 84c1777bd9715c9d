package jp.enishi.contracts.party.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import jp.enishi.platform.kernel.ValidationFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    @ParameterizedTest
    @ValueSource(strings = {"T4011001098993", "T1180301018771", "T7120001168421", "T2120901007402"})
    void knownNumbersAreRight(String number) {
        assertThat(InvoiceNumber.isWellFormed(number)).isTrue();
        assertThat(InvoiceNumber.hasRightCheckDigit(number)).isTrue();
        assertThatCode(() -> party(PartyKind.CORPORATION, number, 1, false).check(TODAY))
                .doesNotThrowAnyException();
    }

    @Test
    void aWrongCheckDigitIsRefusedOfACorporationAndSaidToAnIndividual() {
        Party corporation = party(PartyKind.CORPORATION, "T1234567890123", 1, false);
        assertThatThrownBy(() -> corporation.check(TODAY))
                .isInstanceOfSatisfying(
                        ValidationFailure.class,
                        failure -> assertThat(failure.errors()).singleElement().satisfies(error -> {
                            assertThat(error.pointer()).isEqualTo("/invoiceNumber");
                            assertThat(error.code()).isEqualTo("invoice-number-check-digit");
                        }));
        Party individual = party(PartyKind.INDIVIDUAL, "T1234567890123", null, false);
        assertThatCode(() -> individual.check(TODAY)).doesNotThrowAnyException();
        assertThat(individual.warnings()).containsExactly("invoice-number-check-digit");
        assertThat(party(PartyKind.INDIVIDUAL, "T4011001098993", null, false).warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4011001098993", "T0011001098993", "T401100109899", "T40110010989934", "t4011001098993", ""})
    void anotherFormIsRefusedOfEverybody(String number) {
        assertThatThrownBy(
                        () -> party(PartyKind.INDIVIDUAL, number, null, false).check(TODAY))
                .isInstanceOf(ValidationFailure.class);
    }

    @Test
    void whoWorksAloneIsAFreelancer() {
        assertThat(party(PartyKind.INDIVIDUAL, null, null, false).worksAlone()).isTrue();
        assertThat(party(PartyKind.INDIVIDUAL, null, null, true).worksAlone()).isFalse();
        assertThat(party(PartyKind.CORPORATION, null, 1, false).worksAlone()).isTrue();
        assertThat(party(PartyKind.CORPORATION, null, 2, false).worksAlone()).isFalse();
        assertThat(party(PartyKind.CORPORATION, null, 1, true).worksAlone()).isFalse();
    }

    @Test
    void aCorporationSaysItsOfficersAndNobodyDeclaresAhead() {
        assertThatThrownBy(() -> party(PartyKind.CORPORATION, null, null, false).check(TODAY))
                .isInstanceOf(ValidationFailure.class);
        assertThatThrownBy(() -> party(PartyKind.INDIVIDUAL, null, null, false).check(TODAY.minusDays(1)))
                .isInstanceOf(ValidationFailure.class);
    }

    private static Party party(PartyKind kind, String number, Integer officers, boolean employees) {
        return new Party("名", "住所", kind, number, "a@example.com", null, null, officers, employees, TODAY);
    }
}
