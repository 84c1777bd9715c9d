package jp.enishi.matching.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a pair has its score. The contributions of {@code features} add up to the score. Codes and ids only: the text is
 * made where it is read, in the reader's language.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(List<FeatureScore> features, List<Judged> requirements, List<Note> notes) {

    /** A feature's value (0–1), its weight in the combined score and its share of the score. */
    public record FeatureScore(Feature name, double value, double weight, double contribution) {}

    public enum Kind {
        MUST,
        NICE
    }

    public enum Verdict {
        /** Has this very skill, in the years and level asked for. */
        MET,
        /** Has it with fewer years or a lower level, or has a skill close to it. */
        CLOSE,
        MISSING
    }

    /** The close skill that stands in for the one asked for. */
    public record Via(String skill, String relation, double closeness) {}

    /**
     * Where the sheet shows the skill. {@code start} and {@code end} are offsets into the field's text (field
     * {@code title}, {@code tasks} of the engagement or {@code summary} of the sheet, then without engagement);
     * {@code text} is the sentence around it. With field {@code skills} the engagement's list names it, text is the
     * skill's id and the offsets span it.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evidence(@Nullable Integer engagement, String field, int start, int end, String text) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Judged(
            String skill,
            Kind kind,
            Verdict verdict,
            @Nullable Via via,
            @Nullable Double years,
            @Nullable Double requiredYears,
            @Nullable Integer level,
            @Nullable Integer requiredLevel,
            @Nullable Evidence evidence) {

        Judged with(@Nullable Evidence found) {
            return new Judged(skill, kind, verdict, via, years, requiredYears, level, requiredLevel, found);
        }
    }

    /** What would change the rank, or what to know of it. */
    public record Note(String code, Map<String, ?> args) {}

    public List<String> skills(Verdict verdict) {
        return requirements.stream()
                .filter(judged -> judged.verdict() == verdict)
                .map(Judged::skill)
                .distinct()
                .toList();
    }
}
