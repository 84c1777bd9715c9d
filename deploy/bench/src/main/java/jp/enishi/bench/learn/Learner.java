package jp.enishi.bench.learn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import jp.enishi.bench.learn.Feedback.Shown;
import jp.enishi.bench.learn.PairwiseRegression.Pair;
import jp.enishi.bench.quality.Ranks;
import jp.enishi.bench.quality.Rescore;
import jp.enishi.matching.score.Feature;
import jp.enishi.matching.score.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Learns the weights of both sides from pairs of talents shown for one position, of whom one came further. A reason of a
 * refusal moves only the weights that it speaks of. No weight leaves the range of ±20 % in one release, each side still sums
 * to 1, and what excludes somebody (the limits, COMPLETE, WILLING) is never learned. A quarter of the cases is held out.
 */
public final class Learner {
    public static final int LEAST_PAIRS = 200;
    static final double MOST_CHANGE = 0.2;
    private static final double PULL = 1e-3;
    private static final int ROUNDS = 400;
    /** How steep the odds are at the start: a difference of 0.1 in the score is odds of e. */
    private static final double STEEPNESS = 10;

    private static final double MOST_STRETCH = 1_000;
    private static final int HELD_OUT = 4;
    private static final int DEPTH = 10;

    private static final Map<String, Set<Feature>> REASONS = Map.of(
            "RATE", EnumSet.of(Feature.RATE, Feature.WISHED_RATE),
            "BUDGET", EnumSet.of(Feature.RATE, Feature.WISHED_RATE),
            "TIMING", EnumSet.of(Feature.AVAILABILITY),
            "SKILLS", EnumSet.of(Feature.MUST, Feature.NICE, Feature.SENIORITY, Feature.RECENCY, Feature.PHASES),
            "WORKPLACE", EnumSet.of(Feature.WORKPLACE, Feature.WISHED_WORKPLACE),
            "ROLE", EnumSet.of(Feature.ROLE, Feature.WISHED_ROLE));

    /** What weights are worth on pairs that they were not learned from. */
    public record Worth(double ndcg, double pairs) {}

    /** The outcome: how many pairs there were and what both weights are worth on the held-out part. */
    public record Learned(
            Map<Feature, Double> client, Map<Feature, Double> talent, int judged, Worth before, Worth after) {
        /** Neither measure fell, and one rose. */
        public boolean better() {
            return after.ndcg() >= before.ndcg()
                    && after.pairs() >= before.pairs()
                    && (after.ndcg() > before.ndcg() || after.pairs() > before.pairs());
        }
    }

    private final Weights present;
    private final List<Feature> features = new ArrayList<>();

    public Learner(Weights present) {
        this.present = present;
        for (Feature feature : Feature.values()) {
            if (feature.side() != Feature.Side.PAIR) {
                features.add(feature);
            }
        }
    }

    /** A case belongs to the held-out part by its id, whatever else the file holds. */
    static boolean heldOut(String caseId) {
        CRC32 sum = new CRC32();
        sum.update(caseId.getBytes(StandardCharsets.UTF_8));
        return sum.getValue() % HELD_OUT == 0;
    }

    public Learned learn(Feedback feedback) {
        List<Pair> pairs = new ArrayList<>();
        List<List<Shown>> held = new ArrayList<>();
        for (List<Shown> group : feedback.groups().values()) {
            if (heldOut(group.getFirst().caseId())) {
                held.add(group);
            } else {
                pairs.addAll(pairs(group));
            }
        }
        double[] start = new double[features.size()];
        for (int i = 0; i < start.length; i++) {
            start[i] = STEEPNESS * of(present, features.get(i)) * exponent(features.get(i));
        }
        double[] fitted = new PairwiseRegression(PULL, ROUNDS).fit(pairs, start);
        Map<Feature, Double> client = side(fitted, Feature.Side.CLIENT, present.client());
        Map<Feature, Double> talent = side(fitted, Feature.Side.TALENT, present.talent());
        Weights next = new Weights("learned", client, talent, present.exponents(), present.limits());
        return new Learned(client, talent, pairs.size(), worth(held, present), worth(held, next));
    }

    private List<Pair> pairs(List<Shown> group) {
        List<Pair> pairs = new ArrayList<>();
        for (Shown better : group) {
            for (Shown worse : group) {
                if (better.grade() > worse.grade()) {
                    Set<Feature> moved = worse.reason() == null ? null : REASONS.get(worse.reason());
                    pairs.add(new Pair(difference(better, worse, moved), better.grade() - worse.grade()));
                }
            }
        }
        return pairs;
    }

    private double[] difference(Shown better, Shown worse, @Nullable Set<Feature> moved) {
        double[] difference = new double[features.size()];
        for (int i = 0; i < difference.length; i++) {
            Feature feature = features.get(i);
            if (moved == null || moved.contains(feature)) {
                difference[i] = better.values().getOrDefault(feature, 0.0)
                        - worse.values().getOrDefault(feature, 0.0);
            }
        }
        return difference;
    }

    private double exponent(Feature feature) {
        return feature.side() == Feature.Side.CLIENT
                ? present.exponents().client()
                : present.exponents().talent();
    }

    private static double of(Weights weights, Feature feature) {
        return (feature.side() == Feature.Side.CLIENT ? weights.client() : weights.talent()).getOrDefault(feature, 0.0);
    }

    /** The fitted weights of one side in their proportions, each within the range around the present one, summing to 1. */
    private Map<Feature, Double> side(double[] fitted, Feature.Side side, Map<Feature, Double> before) {
        double all = 0;
        for (int i = 0; i < fitted.length; i++) {
            all += features.get(i).side() == side ? fitted[i] : 0;
        }
        if (all <= 0) {
            return before;
        }
        double low = 0;
        double high = MOST_STRETCH;
        for (int round = 0; round < 100; round++) {
            double stretch = (low + high) / 2;
            double sum = stretched(fitted, side, before, all, stretch).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            if (sum < 1) {
                low = stretch;
            } else {
                high = stretch;
            }
        }
        return rounded(stretched(fitted, side, before, all, high));
    }

    private Map<Feature, Double> stretched(
            double[] fitted, Feature.Side side, Map<Feature, Double> before, double all, double stretch) {
        Map<Feature, Double> weights = new EnumMap<>(Feature.class);
        for (int i = 0; i < fitted.length; i++) {
            Feature feature = features.get(i);
            if (feature.side() == side) {
                double was = before.getOrDefault(feature, 0.0);
                double value = fitted[i] / all * stretch;
                weights.put(feature, Math.max(was * (1 - MOST_CHANGE), Math.min(was * (1 + MOST_CHANGE), value)));
            }
        }
        return weights;
    }

    /** Four decimals; what rounding leaves over goes to the largest. */
    private static Map<Feature, Double> rounded(Map<Feature, Double> exact) {
        Map<Feature, Double> weights = new EnumMap<>(Feature.class);
        long left = 10_000;
        Feature largest = Feature.MUST;
        for (Map.Entry<Feature, Double> weight : exact.entrySet()) {
            long value = Math.round(weight.getValue() * 10_000);
            left -= value;
            weights.put(weight.getKey(), value / 10_000.0);
            if (weight.getValue() > exact.getOrDefault(largest, -1.0)) {
                largest = weight.getKey();
            }
        }
        long spare = left;
        weights.computeIfPresent(largest, (feature, value) -> (Math.round(value * 10_000) + spare) / 10_000.0);
        return weights;
    }

    private static Worth worth(List<List<Shown>> groups, Weights weights) {
        double ndcg = 0;
        int ranked = 0;
        double right = 0;
        long compared = 0;
        for (List<Shown> group : groups) {
            double[] scores = group.stream()
                    .mapToDouble(shown -> Rescore.score(shown.values(), weights, null))
                    .toArray();
            double[] grades = group.stream().mapToDouble(Shown::grade).toArray();
            boolean differ = false;
            for (int i = 0; i < grades.length; i++) {
                for (int k = 0; k < grades.length; k++) {
                    if (grades[i] > grades[k]) {
                        differ = true;
                        compared++;
                        right += scores[i] > scores[k] ? 1 : 0;
                    }
                }
            }
            if (differ) {
                ranked++;
                ndcg += Ranks.ndcg(scores, grades, DEPTH);
            }
        }
        return new Worth(ranked == 0 ? 0 : ndcg / ranked, compared == 0 ? 0 : right / compared);
    }
}
