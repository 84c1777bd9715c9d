package jp.enishi.matching.index;

import static jp.enishi.matching.index.TalentIndex.anyOf;
import static jp.enishi.matching.index.TalentIndex.filter;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import jp.enishi.matching.index.SegmentHits.Hits;
import jp.enishi.matching.score.LanguageLevel;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.matching.score.Workplace;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.sandbox.search.CoveringQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LongValuesSource;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * First stage for a talent: open positions whose hard conditions the talent keeps. All must-have skills are covered by what
 * the talent's skills stand in for (a query reversed with {@link CoveringQuery}).
 */
public final class CaseIndex {

    /** A case and one of its positions. */
    public record Opening(CaseState state, Requirement position) {}

    private final Vocabulary vocabulary;
    private final Weights weights;

    public CaseIndex(Vocabulary vocabulary, Weights weights) {
        this.vocabulary = vocabulary;
        this.weights = weights;
    }

    public Optional<CaseState> find(MatchIndex index, UUID caseId) {
        return index.found(caseId, () -> index.search(searcher -> find(index, searcher, caseId)));
    }

    private static Optional<CaseState> find(MatchIndex index, IndexSearcher searcher, UUID caseId) throws IOException {
        OptionalInt found = MatchIndex.number(searcher, MatchIndex.key(Fields.CASE, caseId));
        return found.isEmpty() ? Optional.empty() : Optional.of(index.caseOf(searcher, found.getAsInt()));
    }

    /** Open positions that the talent may be shown, in no order; of too many those with the most skills in common. */
    public List<Opening> candidates(MatchIndex index, Profile profile, LocalDate today, int limit) {
        if (!profile.active()) {
            return List.of();
        }
        BooleanQuery conditions = conditions(profile, today);
        return index.search(searcher -> {
            Hits hits = new SegmentHits(leaf -> open(leaf) ? SegmentHits.matched(conditions, leaf) : SegmentHits.NONE)
                    .in(searcher);
            List<Opening> found = new ArrayList<>();
            if (hits.total() > limit) {
                Query best = promising(new KnownDocuments(hits.live()), profile);
                for (ScoreDoc hit : searcher.search(best, limit, MostPromising.BEST_FIRST).scoreDocs) {
                    add(found, index.opening(searcher, hit.doc));
                }
                return found;
            }
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                for (int doc : hits.live()[leaf.ord]) {
                    add(found, index.opening(searcher, leaf.docBase + doc));
                }
            }
            return found;
        });
    }

    /** Most segments are new and have talents alone: to know that takes less than to prepare a query for it. */
    private static boolean open(LeafReaderContext segment) throws IOException {
        return segment.reader().docFreq(new Term(Fields.OPEN, Fields.YES)) > 0;
    }

    private static void add(List<Opening> found, @Nullable Opening opening) {
        if (opening != null) {
            found.add(opening);
        }
    }

    /** What a position's document stands for. */
    static @Nullable Opening opening(MatchIndex index, IndexSearcher searcher, int doc) throws IOException {
        String id = StateCache.id(searcher, doc);
        int colon = id.indexOf(':');
        UUID positionId = UUID.fromString(id.substring(colon + 1));
        return find(index, searcher, UUID.fromString(id.substring(0, colon)))
                .flatMap(state -> state.position(positionId).map(position -> new Opening(state, position)))
                .orElse(null);
    }

    private BooleanQuery conditions(Profile profile, LocalDate today) {
        BooleanQuery.Builder query = MatchIndex.of(Fields.POSITION);
        filter(query, new TermQuery(new Term(Fields.OPEN, Fields.YES)));
        filter(query, LongField.newRangeQuery(Fields.CLOSES_ON, today.toEpochDay(), Long.MAX_VALUE));
        Set<String> roles = new HashSet<>(vocabulary.roles());
        roles.addAll(profile.roles().keySet());
        roles.removeIf(wanted -> profile.roles().keySet().stream()
                .allMatch(has ->
                        vocabulary.roleCloseness(wanted, has) < weights.limits().closeRole()));
        filter(query, anyOf(Fields.ROLE, roles));
        Set<String> satisfied = new HashSet<>();
        profile.abilities()
                .keySet()
                .forEach(skill -> satisfied.addAll(
                        vocabulary.satisfiedBy(skill, weights.limits().closeSkill())));
        filter(query, covered(Fields.MUST, satisfied, Fields.MUST_COUNT));
        Set<String> spoken = new HashSet<>();
        profile.languages().forEach((language, level) -> {
            for (LanguageLevel lower : LanguageLevel.values()) {
                if (lower.compareTo(level) <= 0) {
                    spoken.add(language + ":" + lower);
                }
            }
        });
        filter(query, covered(Fields.LANGUAGE, spoken, Fields.LANGUAGE_COUNT));
        filter(
                query,
                IntField.newRangeQuery(Fields.UTILISATION_MINIMUM, profile.minimumUtilisation(), Integer.MAX_VALUE));
        filter(
                query,
                IntField.newRangeQuery(Fields.UTILISATION_MAXIMUM, Integer.MIN_VALUE, profile.maximumUtilisation()));
        filter(
                query,
                LongField.newRangeQuery(
                        Fields.LATEST_FROM, profile.availableFrom().toEpochDay(), Long.MAX_VALUE));
        filter(query, LongField.newRangeQuery(Fields.CEILING, profile.wishes().rateMinimum(), Long.MAX_VALUE));
        filter(query, reachable(profile.wishes()));
        return query.build();
    }

    private static Query promising(Query condition, Profile profile) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        filter(query, condition);
        profile.abilities().keySet().forEach(skill -> {
            TalentIndex.prefer(query, Fields.MUST, skill, 2);
            TalentIndex.prefer(query, Fields.NICE, skill, 1);
        });
        return query.build();
    }

    private static Query reachable(Profile.Wishes wishes) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        any.add(new TermQuery(new Term(Fields.WILL, Workplace.Kind.REMOTE.name())), Occur.SHOULD);
        boolean unstated = wishes.workplaces().isEmpty();
        boolean onSite = unstated || wishes.workplaces().contains(Workplace.Kind.ON_SITE);
        boolean hybrid = onSite || wishes.workplaces().contains(Workplace.Kind.HYBRID);
        if (onSite) {
            any.add(at(Workplace.Kind.ON_SITE, wishes), Occur.SHOULD);
        }
        if (hybrid) {
            BooleanQuery.Builder days = new BooleanQuery.Builder();
            filter(days, at(Workplace.Kind.HYBRID, wishes));
            filter(days, IntField.newRangeQuery(Fields.ON_SITE_DAYS, Integer.MIN_VALUE, wishes.maximumOnSiteDays()));
            any.add(days.build(), Occur.SHOULD);
        }
        return any.build();
    }

    private static Query at(Workplace.Kind kind, Profile.Wishes wishes) {
        BooleanQuery.Builder both = new BooleanQuery.Builder();
        filter(both, new TermQuery(new Term(Fields.WILL, kind.name())));
        if (!wishes.prefectures().isEmpty()) {
            Set<String> places = new HashSet<>(wishes.prefectures());
            places.add(Fields.ANY);
            filter(both, anyOf(Fields.PREFECTURE, places));
        }
        return both.build();
    }

    /** Documents all of whose so many terms are among the values; those without any term too. */
    private static Query covered(String field, Set<String> values, String count) {
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        either.add(LongPoint.newExactQuery(count, 0), Occur.SHOULD);
        Collection<Query> terms = values.stream()
                .map(value -> (Query) new TermQuery(new Term(field, value)))
                .toList();
        if (!terms.isEmpty()) {
            either.add(new CoveringQuery(terms, LongValuesSource.fromLongField(count)), Occur.SHOULD);
        }
        return either.build();
    }
}
