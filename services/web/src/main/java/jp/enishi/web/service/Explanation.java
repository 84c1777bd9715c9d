package jp.enishi.web.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a pair has its score. */
public record Explanation(
        List<Feature> features,
        List<Requirement> requirements,
        List<Note> notes,
        List<String> refusals,
        @Nullable Change relax,
        @Nullable Change learn) {
    public Explanation {
        features = features == null ? List.of() : features;
        requirements = requirements == null ? List.of() : requirements;
        notes = notes == null ? List.of() : notes;
        refusals = refusals == null ? List.of() : refusals;
    }

    /** One part of the score; contributions add up to it. */
    public record Feature(String name, double value, double weight, double contribution) {}

    /** The close skill that stands in for the one asked for. */
    public record Via(String skill, @Nullable String relation, double closeness) {}

    /** Where the sheet shows it: offsets into a field of an engagement, or of the sheet. */
    public record Evidence(
            @Nullable Integer engagement,
            @Nullable String field,
            int start,
            int end,
            @Nullable String text) {}

    /** One change of the case or of the talent, and what the score would gain by it. */
    public record Change(String code, Map<String, Object> args, double gain) {
        public Change {
            args = args == null ? Map.of() : args;
        }
    }

    /** A condition that stops somebody, and by how much. */
    public record Stop(String gate, Map<String, Object> args) {
        public Stop {
            args = args == null ? Map.of() : args;
        }
    }

    /** What to know of the rank. */
    public record Note(String code, Map<String, Object> args) {
        public Note {
            args = args == null ? Map.of() : args;
        }
    }

    /** A skill asked for, and whether it is there. */
    public record Requirement(
            String skill,
            String kind,
            String verdict,
            @Nullable Via via,
            @Nullable Double years,
            @Nullable Double requiredYears,
            @Nullable Integer level,
            @Nullable Integer requiredLevel,
            @Nullable Evidence evidence) {
        public boolean must() {
            return kind.equals("MUST");
        }
    }

    public long count(String kind, String verdict) {
        return requirements.stream()
                .filter(requirement ->
                        requirement.kind().equals(kind) && requirement.verdict().equals(verdict))
                .count();
    }

    public long all(String kind) {
        return requirements.stream()
                .filter(requirement -> requirement.kind().equals(kind))
                .count();
    }
}
