package jp.enishi.bench.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.enishi.bench.planted.Truth.Facts;
import jp.enishi.bench.planted.Truth.Wanted;
import org.junit.jupiter.api.Test;

class TruthTest {
    private static final LocalDate START = LocalDate.of(2027, 1, 4);
    private static final Wanted WANTED =
            new Wanted("PMO", List.of("a", "b"), 3, List.of("c", "d"), "FINANCE", true, START, 1_000_000);

    private static Facts facts(Map<String, Double> skills, long minimum, LocalDate from) {
        return new Facts("PMO", skills, "FINANCE", Set.of("ON_SITE"), true, from, minimum);
    }

    @Test
    void gradesFollowTheWrittenRules() {
        assertThat(Truth.grade(WANTED, facts(Map.of("a", 3.0, "b", 5.0, "c", 1.0), 900_000, START)))
                .isEqualTo(3);
        assertThat(Truth.grade(WANTED, facts(Map.of("a", 3.0, "b", 5.0), 900_000, START)))
                .isEqualTo(2);
        assertThat(Truth.grade(WANTED, facts(Map.of("a", 3.0, "b", 1.0), 900_000, START)))
                .isEqualTo(1);
        assertThat(Truth.grade(WANTED, facts(Map.of("c", 3.0), 900_000, START))).isZero();
    }

    @Test
    void aVetoIsGradeZeroAndTheGapBeforeItIsNotJudged() {
        Map<String, Double> skills = Map.of("a", 3.0, "b", 5.0, "c", 1.0);
        assertThat(Truth.grade(WANTED, facts(skills, 1_400_000, START))).isZero();
        assertThat(Truth.vetoed(WANTED, facts(skills, 900_000, START.plusDays(90))))
                .isTrue();
        assertThat(Truth.judged(WANTED, facts(skills, 1_200_000, START))).isFalse();
        assertThat(Truth.judged(WANTED, facts(skills, 900_000, START.plusDays(20))))
                .isFalse();
    }

    @Test
    void theSameSeedIsTheSameMarket() {
        PlantedMarket one = new PlantedMarket(5, 2);
        assertThat(one.talents()).isEqualTo(new PlantedMarket(5, 2).talents());
        assertThat(one.talents()).hasSizeGreaterThan(40);
    }
}
