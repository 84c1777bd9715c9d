package jp.enishi.talents.talent.domain;

import java.util.List;

/** Whether a talent can be proposed, and if not, what is missing as JSON pointers into the talent. */
public record Completeness(boolean complete, List<String> missing) {
    static Completeness missing(List<String> pointers) {
        return new Completeness(pointers.isEmpty(), List.copyOf(pointers));
    }
}
