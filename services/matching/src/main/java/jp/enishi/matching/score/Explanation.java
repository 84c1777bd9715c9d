package jp.enishi.matching.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a pair has its score. The contributions of {@code features} add up to the score. {@code refusals} say why the talent
 * would turn the case down; {@code relax} and {@code learn} say what would change the score most, on either side, and are
 * filled together with the evidence. Codes and ids only: the text is made where it is read, in the reader's language.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        List<FeatureScore> features,
        List<Judged> requirements,
        List<Note> notes,
        List<Refusal> refusals,
        @Nullable Change relax,
        @Nullable Change learn) {

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

    /** Why a talent would turn a case down. */
    public enum Refusal {
        /** Their lowest rate is more than the case has said it would pay. */
        RATE,
        /** The role is none of those they want, nor close to one. */
        ROLE
    }

    /** One change of the case or of the talent and what the score would gain by it. */
    public record Change(String code, Map<String, ?> args, double gain) {}

    /** What to know of the rank. */
    public record Note(String code, Map<String, ?> args) {}

    public List<String> skills(Verdict verdict) {
        return requirements.stream()
                .filter(judged -> judged.verdict() == verdict)
                .map(Judged::skill)
                .distinct()
                .toList();
    }
}
