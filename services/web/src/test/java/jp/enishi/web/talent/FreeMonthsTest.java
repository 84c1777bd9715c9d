package jp.enishi.web.talent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import jp.enishi.web.service.EngagementLine;
import jp.enishi.web.talent.FreeMonths.Month;
import org.junit.jupiter.api.Test;

class FreeMonthsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-29");

    private static EngagementLine engagement(String state, String start, String end, int utilisation) {
        return new EngagementLine(
                "e", 1, null, null, null, null, null, null, null, state, start, end, utilisation, null);
    }

    private static JsonNode from(String day, int most) throws Exception {
        return new ObjectMapper()
                .readTree("{\"from\":\"%s\",\"utilisation\":{\"minimum\":20,\"maximum\":%d}}".formatted(day, most));
    }

    @Test
    void aYearFromThisMonthOn() throws Exception {
        List<Month> months = FreeMonths.of(TODAY, from("2026-01-01", 80), List.of());

        assertThat(months).hasSize(12).allMatch(each -> each.booked() == 0 && each.free() == 80);
        assertThat(months.getFirst().month()).isEqualTo("2026-11");
        assertThat(months.getLast().month()).isEqualTo("2027-10");
    }

    @Test
    void nothingIsFreeBeforeTheDayThatTheTalentNames() throws Exception {
        assertThat(FreeMonths.of(TODAY, from("2027-01-15", 100), List.of()))
                .startsWith(
                        new Month("2026-11", 0, 0, null),
                        new Month("2026-12", 0, 0, null),
                        new Month("2027-01", 0, 100, "2027-01-15"),
                        new Month("2027-02", 0, 100, null));
    }

    @Test
    void whatIsAgreedIsNotFree() throws Exception {
        var engagements = List.of(
                engagement("ACTIVE", "2026-06-01", "2026-12-10", 60),
                engagement("PLANNED", "2026-12-11", "2027-01-31", 40),
                engagement("ENDED", "2026-11-01", "2027-12-31", 100));

        assertThat(FreeMonths.of(TODAY, from("2026-11-01", 50), engagements))
                .startsWith(
                        new Month("2026-11", 60, 40, null),
                        // One follows the other: on no day are both running.
                        new Month("2026-12", 60, 40, null),
                        new Month("2027-01", 40, 50, null),
                        new Month("2027-02", 0, 50, null));
    }

    @Test
    void moreThanEverythingIsEverything() throws Exception {
        var engagements = List.of(
                engagement("ACTIVE", "2026-06-01", "2027-12-31", 80),
                engagement("PLANNED", "2026-12-01", "2027-12-31", 60));

        assertThat(FreeMonths.of(TODAY, from("2026-11-01", 100), engagements))
                .startsWith(new Month("2026-11", 80, 20, null), new Month("2026-12", 100, 0, null));
    }

    @Test
    void whoHasNotSaidFromWhenHasNoCalendar() {
        assertThat(FreeMonths.of(TODAY, null, List.of())).isEmpty();
    }
}
