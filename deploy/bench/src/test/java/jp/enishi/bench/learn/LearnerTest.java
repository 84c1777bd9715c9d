package jp.enishi.bench.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiPredicate;
import jp.enishi.bench.learn.Learner.Learned;
import jp.enishi.matching.score.Feature;
import jp.enishi.matching.score.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerTest {
    private static final Weights PRESENT = Weights.load();

    @TempDir
    Path folder;

    /** Clients who care for the industry above all, or for nothing when the case is one of {@code reversed}. */
    private Feedback feedback(int cases, BiPredicate<String, Double> liked) throws Exception {
        Random random = new Random(7);
        StringBuilder lines = new StringBuilder();
        for (int c = 0; c < cases; c++) {
            String caseId = new UUID(random.nextLong(), random.nextLong()).toString();
            for (int t = 0; t < 8; t++) {
                double industry = random.nextInt(3) / 2.0;
                lines.append(String.format(
                        Locale.ROOT,
                        "{\"case\":\"%s\",\"position\":\"p\",\"talent\":\"t%d\",\"grade\":%d,\"features\":{\"MUST\":1,"
                                + "\"ROLE\":%.2f,\"INDUSTRY\":%.1f,\"RATE\":%.2f,\"WISHED_ROLE\":0.7,\"COMPLETE\":1},"
                                + "\"weights_version\":\"x\",\"shown_at\":\"2026-11-20T01:00:00Z\",\"new\":1}%n",
                        caseId,
                        t,
                        liked.test(caseId, industry) ? 3 : 0,
                        0.9 + random.nextDouble() / 10,
                        industry,
                        0.9 + random.nextDouble() / 10));
            }
            lines.append("{\"case\":\"").append(caseId).append("\",\"position\":\"p\",\"grade\":0,\"features\":{}}\n");
        }
        Path file = folder.resolve("feedback.jsonl");
        Files.writeString(file, lines);
        return Feedback.read(file);
    }

    @Test
    void whatDecidedGainsWeightWithinAFifthAndEachSideStillSumsToOne() throws Exception {
        Feedback feedback = feedback(60, (caseId, industry) -> industry == 1);

        Learned learned = new Learner(PRESENT).learn(feedback);

        assertThat(feedback.leftOut()).isEqualTo(60);
        assertThat(learned.judged()).isGreaterThan(Learner.LEAST_PAIRS);
        double was = PRESENT.client().getOrDefault(Feature.INDUSTRY, 0.0);
        assertThat(learned.client().get(Feature.INDUSTRY)).isCloseTo(was * 1.2, within(1e-3));
        for (Map<Feature, Double> side : List.of(learned.client(), learned.talent())) {
            assertThat(side.values().stream().mapToDouble(Double::doubleValue).sum())
                    .isCloseTo(1, within(1e-9));
        }
        learned.client()
                .forEach((feature, weight) -> assertThat(weight)
                        .isBetween(
                                PRESENT.client().getOrDefault(feature, 0.0) * 0.8 - 2e-4,
                                PRESENT.client().getOrDefault(feature, 0.0) * 1.2 + 2e-4));
        assertThat(learned.after().pairs())
                .isGreaterThanOrEqualTo(learned.before().pairs());
    }

    @Test
    void whatIsWorseOnTheCasesHeldOutIsRefusedAndTheFileStays() throws Exception {
        feedback(60, (caseId, industry) -> Learner.heldOut(caseId) ? industry == 0 : industry == 1);
        Path weights = folder.resolve("weights.json");
        byte[] file = Weights.class.getResourceAsStream("/weights.json").readAllBytes();
        Files.write(weights, file);

        assertThat(Learn.run(folder.resolve("feedback.jsonl"), weights, folder.resolve("out"), YearMonth.of(2026, 12)))
                .isFalse();

        assertThat(Files.readString(weights)).isEqualTo(new String(file, StandardCharsets.UTF_8));
    }

    @Test
    void fewerThanTwoHundredPairsTeachNothing() throws Exception {
        feedback(4, (caseId, industry) -> industry == 1);
        Path weights = folder.resolve("weights.json");
        Files.write(weights, Weights.class.getResourceAsStream("/weights.json").readAllBytes());

        assertThat(Learn.run(folder.resolve("feedback.jsonl"), weights, folder.resolve("out"), YearMonth.of(2026, 12)))
                .isFalse();
    }

    @Test
    void aReasonMovesOnlyWhatItSpeaksOf() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int c = 0; c < 200; c++) {
            String caseId = new UUID(c, 17L * c).toString();
            lines.append("{\"case\":\"" + caseId + "\",\"position\":\"p\",\"grade\":3,\"features\":{\"RATE\":1,"
                    + "\"INDUSTRY\":1}}\n");
            lines.append("{\"case\":\"" + caseId + "\",\"position\":\"p\",\"grade\":0,\"reason\":\"BUDGET\","
                    + "\"features\":{\"RATE\":0,\"INDUSTRY\":0}}\n");
        }
        Path file = folder.resolve("feedback.jsonl");
        Files.writeString(file, lines);

        Learned learned = new Learner(PRESENT).learn(Feedback.read(file));

        assertThat(learned.client().get(Feature.RATE))
                .isGreaterThan(PRESENT.client().get(Feature.RATE));
        assertThat(learned.client().get(Feature.INDUSTRY))
                .isLessThanOrEqualTo(PRESENT.client().get(Feature.INDUSTRY));
    }

    @Test
    void versionsCountWithinAMonth() {
        assertThat(Learn.next("2026-11-2", YearMonth.of(2026, 11))).isEqualTo("2026-11-3");
        assertThat(Learn.next("2026-11-2", YearMonth.of(2026, 12))).isEqualTo("2026-12-1");
    }
}
