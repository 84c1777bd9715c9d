package jp.enishi.matching.score;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jp.enishi.matching.score.Explanation.Evidence;
import jp.enishi.matching.score.Profile.Engagement;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a sheet shows a skill: first a passage of an engagement (newest first), then of the summary, then an
 * engagement's skill list. What the sheet does not say is never evidence.
 */
final class EvidenceFinder {
    private static final String SENTENCE_ENDS = "。．\n!?！？";

    private final Vocabulary vocabulary;

    EvidenceFinder(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Search in(Profile profile) {
        Map<String, Evidence> found = new HashMap<>();
        List<Engagement> engagements = profile.engagements();
        List<Integer> newestFirst = IntStream.range(0, engagements.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> engagements.get(i).from())
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        for (int i : newestFirst) {
            collect(found, i, "tasks", engagements.get(i).tasks());
            collect(found, i, "title", engagements.get(i).title());
        }
        collect(found, null, "summary", profile.summary());
        for (int i : newestFirst) {
            for (String skill : engagements.get(i).skills()) {
                found.putIfAbsent(skill, new Evidence(i, "skills", 0, skill.length(), skill));
            }
        }
        return found::get;
    }

    /** What was found in one sheet. */
    interface Search {
        @Nullable
        Evidence of(String skill);
    }

    private void collect(Map<String, Evidence> found, @Nullable Integer engagement, String field, String text) {
        for (Vocabulary.Mention mention : vocabulary.mentions(text)) {
            found.computeIfAbsent(
                    mention.concept(),
                    concept -> new Evidence(
                            engagement,
                            field,
                            mention.start(),
                            mention.end(),
                            sentence(text, mention.start(), mention.end())));
        }
    }

    private static String sentence(String text, int start, int end) {
        int from = start;
        while (from > 0 && SENTENCE_ENDS.indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        int to = end;
        while (to < text.length() && SENTENCE_ENDS.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        if (to < text.length() && text.charAt(to) != '\n') {
            to++;
        }
        return text.substring(from, to).strip();
    }
}
