package jp.enishi.matching.index;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import jp.enishi.matching.score.Profile;
import org.jspecify.annotations.Nullable;

/**
 * The grades for a position of those who were found for it last. A grade hangs on the versions of both and the day, so whoever
 * was found before needs not be read to be ranked.
 */
final class Grades {
    private record Known(LocalDate day, Map<Roster.Key, Double> grades) {}

    private volatile @Nullable Known known;

    /** Those of the candidates, in their order. @param keep whether they are all who were found, and not a part of them */
    List<Graded> of(List<Candidate> candidates, LocalDate day, boolean keep, ToDoubleFunction<Profile> grade) {
        Known before = known;
        Map<Roster.Key, Double> last = before == null || !before.day().equals(day) ? Map.of() : before.grades();
        Map<Roster.Key, Double> now = HashMap.newHashMap(candidates.size());
        List<Graded> graded = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            Double its = last.get(candidate.key());
            if (its == null) {
                its = grade.applyAsDouble(candidate.state().profile());
            }
            now.put(candidate.key(), its);
            graded.add(new Graded(candidate, its));
        }
        if (keep) {
            known = new Known(day, now);
        }
        return graded;
    }

    void forget(UUID talentId) {
        Known last = known;
        if (last != null
                && last.grades().keySet().stream()
                        .anyMatch(key -> key.talentId().equals(talentId))) {
            known = null;
        }
    }
}
