package jp.enishi.matching.score;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The signed-off numbers of scoring, read from {@code weights.json}; every answer names their version, which
 * can't stay when a number changes. Each side's
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
     * level decide, the years that make somebody senior when the case names none, the value of an unknown wish, the share
     * of the score that every must-have in full is worth, the share of the score that is left when the talent would turn
     * the case down, the step within which scores count as equal, how fast unused skills fade (years) and what is left of
     * one for ever, and how far outside a hard condition somebody is still a near miss: days, times the ceiling of the
     * rate, points of utilisation.
     */
    public record Limits(
            double closeSkill,
            double closeRole,
            int startSlackDays,
            double rateCeiling,
            double rateZero,
            double depthShare,
            double seniorityYears,
            double unknownWish,
            double completeShare,
            double refusedShare,
            double nearEqual,
            double recencyYears,
            double recencyFloor,
            int nearDays,
            double nearRate,
            int nearUtilisation) {}

    public Weights {
        client = Collections.unmodifiableMap(new TreeMap<>(client));
        talent = Collections.unmodifiableMap(new TreeMap<>(talent));
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
            if (feature.side() == Feature.Side.PAIR) {
                continue;
            }
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
            return read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of a file; its version is the one that it names and a hash of all that it says. */
    public static Weights read(byte[] file) throws IOException {
        Weights said = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .readValue(file, Weights.class);
        return new Weights(
                said.version() + "-" + hash(said.toString()),
                said.client(),
                said.talent(),
                said.exponents(),
                said.limits());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The weight of a feature in the combined score: the side's weight times the side's exponent, of what
     * {@code completeShare} leaves; together with COMPLETE they sum to 1.
     */
    double combined(Feature feature) {
        double rest = 1 - limits.completeShare();
        return switch (feature.side()) {
            case CLIENT -> rest * client.getOrDefault(feature, 0.0) * exponents.client();
            case TALENT -> rest * talent.getOrDefault(feature, 0.0) * exponents.talent();
            case PAIR -> feature == Feature.COMPLETE ? limits.completeShare() : 1 - limits.refusedShare();
        };
    }

    private static void requireOne(String what, double sum) {
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException("weights: " + what + " sum to " + sum);
        }
    }
}
