package jp.enishi.bench.quality;

import java.util.EnumMap;
import java.util.Map;
import jp.enishi.matching.score.Explanation.FeatureScore;
import jp.enishi.matching.score.Feature;
import jp.enishi.matching.score.Judgement;
import jp.enishi.matching.score.Weights;
import org.jspecify.annotations.Nullable;

/** A pair's score with other weights, from the values that its explanation states. */
public final class Rescore {
    private Rescore() {}

    /** The values of a fit's features. */
    public static Map<Feature, Double> values(Judgement.Fit fit) {
        Map<Feature, Double> values = new EnumMap<>(Feature.class);
        for (FeatureScore feature : fit.explanation().features()) {
            values.put(feature.name(), feature.value());
        }
        return values;
    }

    /** The score as if the feature did not exist; the other weights of its side keep their proportions. */
    static double without(Judgement.Fit fit, Weights weights, Feature left) {
        return score(values(fit), weights, left);
    }

    /** S of the scorer's documentation, with everything taken from the weights. */
    public static double score(Map<Feature, Double> values, Weights weights, @Nullable Feature left) {
        double client = side(values, weights.client(), left);
        double talent = side(values, weights.talent(), left);
        double fit = Math.pow(client, weights.exponents().client())
                * Math.pow(talent, weights.exponents().talent());
        double share = left == Feature.COMPLETE ? 0 : weights.limits().completeShare();
        double complete = values.getOrDefault(Feature.COMPLETE, 0.0);
        double score = share * complete + (1 - share) * fit;
        boolean willing = left == Feature.WILLING || values.getOrDefault(Feature.WILLING, 1.0) > 0;
        return willing ? score : score * weights.limits().refusedShare();
    }

    private static double side(Map<Feature, Double> values, Map<Feature, Double> weights, @Nullable Feature left) {
        double sum = 0;
        double all = 0;
        for (Map.Entry<Feature, Double> weight : weights.entrySet()) {
            if (weight.getKey() != left) {
                sum += weight.getValue() * values.getOrDefault(weight.getKey(), 0.0);
                all += weight.getValue();
            }
        }
        return all == 0 ? 0 : Math.min(1, sum / all);
    }
}
