package jp.enishi.matching.score;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The signed-off numbers of scoring, read from {@code weights.json}; every answer names their version. Each side's
 * weights sum to 1, and so do the exponents.
 */
public record Weights(
        String version, Map<Feature, Double> client, Map<Feature, Double> talent, Exponents exponents, Limits limits) {

    private static final double TOLERANCE = 1e-9;

    /** How much each side's score counts in S = S_client^client · S_talent^talent. */
    public record Exponents(double client, double talent) {}

    /**
     * Closeness from which a skill or role counts as close, days that a start may slip, how far above the budget a
     * minimum rate may be (1.10), how far above it the rate fit reaches 0 (1.20), the share of a value that years and
     * level decide, the years that make somebody senior when the case names none, the value of an unknown wish.
     */
    public record Limits(
            double closeSkill,
            double closeRole,
            int startSlackDays,
            double rateCeiling,
            double rateZero,
            double depthShare,
            double seniorityYears,
            double unknownWish) {}

    public Weights {
        client = Map.copyOf(client);
        talent = Map.copyOf(talent);
        requireOne(
                "client",
                client.values().stream().mapToDouble(Double::doubleValue).sum());
        requireOne(
                "talent",
                talent.values().stream().mapToDouble(Double::doubleValue).sum());
        requireOne("exponents", exponents.client() + exponents.talent());
        Map<Feature, Double> all = new LinkedHashMap<>(client);
        all.putAll(talent);
        for (Feature feature : Feature.values()) {
            Map<Feature, Double> side = feature.side() == Feature.Side.CLIENT ? client : talent;
            if (!side.containsKey(feature) || all.getOrDefault(feature, -1.0) < 0) {
                throw new IllegalArgumentException("weights: no weight of " + feature);
            }
        }
    }

    public static Weights load() {
        try (InputStream file = Weights.class.getResourceAsStream("/weights.json")) {
            if (file == null) {
                throw new IllegalStateException("weights.json is not on the class path");
            }
            return new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .readValue(file, Weights.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The weight of a feature in the combined score: the side's weight times the side's exponent. */
    double combined(Feature feature) {
        return switch (feature.side()) {
            case CLIENT -> client.getOrDefault(feature, 0.0) * exponents.client();
            case TALENT -> talent.getOrDefault(feature, 0.0) * exponents.talent();
        };
    }

    private static void requireOne(String what, double sum) {
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException("weights: " + what + " sum to " + sum);
        }
    }
}
