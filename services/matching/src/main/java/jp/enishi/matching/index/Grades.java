package jp.enishi.matching.index;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import jp.enishi.matching.score.Profile;
import org.jspecify.annotations.Nullable;

/**
 * The grades for a position of those who were found for it lately. A grade hangs on the versions of both and the day, so whoever
 * was found before needs not be read to be ranked, and a search that finds the same people leaves nothing behind.
 */
final class Grades {
    /** As many times as were found last are kept, with those who were found before. */
    private static final int SPARE = 2;

    private record Known(LocalDate day, Map<Roster.Key, Double> grades) {}

    private volatile @Nullable Known known;

    /** Those of the candidates, in their order. @param keep whether they are all who were found, and not a part of them */
    List<Graded> of(List<Candidate> candidates, LocalDate day, boolean keep, ToDoubleFunction<Profile> grade) {
        Known before = known;
        Map<Roster.Key, Double> grades =
                before == null || !before.day().equals(day) ? new ConcurrentHashMap<>() : before.grades();
        List<Graded> graded = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            Double its = grades.get(candidate.key());
            if (its == null) {
                its = grade.applyAsDouble(candidate.state().profile());
                if (keep) {
                    grades.put(candidate.key(), its);
                }
            }
            graded.add(new Graded(candidate, its));
        }
        if (keep) {
            if (grades.size() > SPARE * candidates.size()) {
                grades.keySet().retainAll(keys(candidates));
            }
            if (before == null || before.grades() != grades) {
                known = new Known(day, grades);
            }
        }
        return graded;
    }

    private static Set<Roster.Key> keys(List<Candidate> candidates) {
        Set<Roster.Key> keys = HashSet.newHashSet(candidates.size());
        candidates.forEach(candidate -> keys.add(candidate.key()));
        return keys;
    }

    void forget(UUID talentId) {
        Known last = known;
        if (last != null) {
            last.grades().keySet().removeIf(key -> key.talentId().equals(talentId));
        }
    }
}
