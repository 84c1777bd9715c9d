package jp.enishi.bench.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.enishi.matching.score.Feature;
import org.jspecify.annotations.Nullable;

/**
 * Labelled pairs as matching exports them, one JSON object a line: {@code case}, {@code position}, {@code talent},
 * {@code grade} (0 shown, 1 opened, 2 short-listed, 3 met, 4 offered, 5 ordered), {@code reason} of a refusal if there was
 * one, and {@code features}, the values by name when the pair was shown. What is unknown in a line is ignored; a pair without
 * values is left out.
 */
public record Feedback(Map<String, List<Shown>> groups, int leftOut) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A talent who was shown for a position. */
    public record Shown(String caseId, int grade, @Nullable String reason, Map<Feature, Double> values) {}

    public static Feedback read(Path file) throws IOException {
        Map<String, List<Shown>> groups = new TreeMap<>();
        int leftOut = 0;
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            JsonNode row = JSON.readTree(line);
            if (!row.path("case").isTextual()
                    || !row.path("position").isTextual()
                    || !row.path("grade").isInt()) {
                throw new IOException(file + ", line " + number + ": no case, position or grade");
            }
            Map<Feature, Double> values = new EnumMap<>(Feature.class);
            for (Feature feature : Feature.values()) {
                if (row.path("features").path(feature.name()).isNumber()) {
                    values.put(
                            feature, row.path("features").path(feature.name()).asDouble());
                }
            }
            if (values.isEmpty()) {
                leftOut++;
                continue;
            }
            String caseId = row.path("case").asText();
            groups.computeIfAbsent(caseId + ":" + row.path("position").asText(), ignored -> new ArrayList<>())
                    .add(new Shown(
                            caseId,
                            row.path("grade").asInt(),
                            row.hasNonNull("reason") ? row.path("reason").asText() : null,
                            values));
        }
        return new Feedback(groups, leftOut);
    }
}
