package jp.enishi.talents.talent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How availability follows engagements. */
class AvailabilityTest {
    private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private final Availability free = from(LocalDate.of(2026, 12, 1));

    @Test
    void it_begins_after_an_engagement_that_leaves_too_little() {
        assertThat(free.following(List.of(), List.of(until(FIRST, 3, 60))).from())
                .isEqualTo(LocalDate.of(2027, 4, 1));
    }

    @Test
    void an_engagement_that_leaves_enough_moves_nothing() {
        assertThat(free.following(List.of(), List.of(until(FIRST, 3, 50)))).isEqualTo(free);
    }

    @Test
    void two_small_ones_together_leave_too_little_until_the_first_of_them_ends() {
        var one = List.of(until(FIRST, 3, 40));
        assertThat(free.following(one, List.of(until(FIRST, 3, 40), until(SECOND, 6, 40)))
                        .from())
                .isEqualTo(LocalDate.of(2027, 4, 1));
    }

    @Test
    void it_goes_along_when_the_end_moves_either_way() {
        var planned = List.of(until(FIRST, 3, 100));
        var moved = free.following(List.of(), planned);
        assertThat(moved.following(planned, List.of(until(FIRST, 5, 100))).from())
                .isEqualTo(LocalDate.of(2027, 6, 1));
        assertThat(moved.following(planned, List.of(until(FIRST, 1, 100))).from())
                .isEqualTo(LocalDate.of(2027, 2, 1));
    }

    @Test
    void a_later_day_that_the_person_set_stays() {
        var later = from(LocalDate.of(2027, 9, 1));
        var planned = List.of(until(FIRST, 3, 100));
        assertThat(later.following(List.of(), planned)).isEqualTo(later);
        assertThat(later.following(planned, List.of(until(FIRST, 1, 100)))).isEqualTo(later);
    }

    @Test
    void what_the_person_set_since_stays_while_the_engagement_does() {
        var planned = List.of(until(FIRST, 3, 100));
        assertThat(free.following(planned, planned)).isEqualTo(free);
    }

    private static Availability from(LocalDate day) {
        return new Availability(day, new Availability.Utilisation(50, 100));
    }

    private static Occupation until(UUID engagement, int lastMonth, int utilisation) {
        return new Occupation(
                engagement, NEW_YEAR, NEW_YEAR.plusMonths(lastMonth).minusDays(1), utilisation);
    }
}
