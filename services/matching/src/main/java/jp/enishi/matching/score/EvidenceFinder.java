package jp.enishi.matching.score;

import java.util.HashMap;
import java.util.Map;
import jp.enishi.matching.score.Explanation.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a sheet shows a skill: first a passage of an engagement (newest first), then of the summary, then an
 * engagement's skill list, then the sheet's own. What the sheet does not say is never evidence.
 */
final class EvidenceFinder {
    private final Vocabulary vocabulary;

    EvidenceFinder(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Search in(Profile profile) {
        Map<String, Evidence> found = new HashMap<>();
        Passages.of(profile, (engagement, field, text) -> {
            for (Vocabulary.Mention mention : vocabulary.mentions(text)) {
                found.computeIfAbsent(
                        mention.concept(),
                        concept -> Passages.around(engagement, field, text, mention.start(), mention.end()));
            }
        });
        for (int i : Passages.newestFirst(profile)) {
            for (String skill : profile.engagements().get(i).skills()) {
                found.putIfAbsent(skill, listed(i, skill));
            }
        }
        for (String skill : profile.abilities().keySet()) {
            found.putIfAbsent(skill, listed(null, skill));
        }
        return found::get;
    }

    private static Evidence listed(@Nullable Integer engagement, String skill) {
        return new Evidence(engagement, "skills", 0, skill.length(), skill);
    }

    /** What was found in one sheet. */
    interface Search {
        @Nullable
        Evidence of(String skill);
    }
}
