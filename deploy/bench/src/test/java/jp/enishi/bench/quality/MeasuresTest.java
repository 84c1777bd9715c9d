package jp.enishi.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import jp.enishi.bench.quality.Sections.Part;
import jp.enishi.bench.report.Sample;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    @Test
    void aPerfectOrderHasAnNdcgOfOneAndTiesGainNothing() {
        double[] grades = {2, 1, 0, 0};
        assertThat(Ranks.ndcg(new double[] {4, 3, 2, 1}, grades, 10)).isCloseTo(1, within(1e-12));
        assertThat(Ranks.ndcg(new double[] {3, 4, 2, 1}, grades, 10)).isLessThan(1);
        assertThat(Ranks.rank(new double[] {1, 1, 1}, 0)).isEqualTo(3);
        assertThat(Ranks.ndcg(new double[4], grades, 2)).isZero();
    }

    @Test
    void anIntervalHoldsTheMeanAndIsTheSameEachTime() {
        Sample sample = new Sample(new double[] {0, 1, 1, 1, 0, 1, 1, 1});
        assertThat(sample.interval()).isEqualTo(sample.interval());
        assertThat(sample.interval().low()).isLessThan(0.75);
        assertThat(sample.interval().high()).isGreaterThan(0.75);
    }

    @Test
    void aResumeIsCutAtItsHeadings() {
        Sections sections = Sections.of(
                "## Personal Information\nName: A\n\nSkills:\n- Java\n1. SQL\n**Experience**\nX (2019 - 2023)");
        assertThat(sections.of(Part.PERSONAL)).containsExactly("Name: A");
        assertThat(sections.of(Part.SKILLS)).containsExactly("Java", "SQL");
        assertThat(sections.of(Part.EXPERIENCE)).containsExactly("X (2019 - 2023)");
    }

    @Test
    void yearsAreReadHoweverTheyAreWritten() {
        assertThat(Years.spent("Clerk (2019 – 2023)", 2026)).hasValue(4);
        assertThat(Years.spent("Clerk, 2019 to present", 2026)).hasValue(7);
        assertThat(Years.asked("at least five years")).hasValue(5);
        assertThat(Years.asked("6 months of work")).hasValue(0.5);
        assertThat(Years.pieces("five years as a Tiler. One year as a Driver, 2 years as a Cook"))
                .hasSize(3);
        assertThat(List.of(Years.without("Clerk (2019 – 2023)").strip())).containsExactly("Clerk ( )");
    }
}
