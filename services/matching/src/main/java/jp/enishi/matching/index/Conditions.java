package jp.enishi.matching.index;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.enishi.matching.score.Gates;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.SkillNeed;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.matching.score.Workplace;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * The hard conditions of a position as a {@link Roster} is asked for them; {@link Gates} says what they are. Each must-have and
 * each language is one condition, the workplace is one.
 */
final class Conditions {
    private static final int AMOUNT_BITS = 16;
    private static final int MOST_AMOUNT = (1 << AMOUNT_BITS) - 1;

    private final Roster.All rosters;
    private final BitSet roles;
    private final List<BitSet> skills = new ArrayList<>();
    private final List<BitSet> languages = new ArrayList<>();
    /** Must-haves that ask for an amount, which the index knows. */
    private final List<Query> amounts = new ArrayList<>();

    private final @Nullable Workplace workplace;
    private final BitSet wills;
    private final BitSet prefectures;
    private final long latest;
    private final long nearLatest;
    private final long ceiling;
    private final long nearCeiling;
    private final boolean asksUtilisation;
    private final int utilisation;
    private final int mostLeast;
    private final int leastMost;
    private final long roleBits;
    private final int nearUtilisation;
    private volatile @Nullable Wanted wanted;

    Conditions(Requirement position, Vocabulary vocabulary, Weights weights, Roster.All rosters) {
        this.rosters = rosters;
        Weights.Limits limits = weights.limits();
        Gates gates = new Gates(vocabulary, weights);
        Set<String> close = new HashSet<>(vocabulary.roles());
        close.add(position.role());
        close.removeIf(role -> vocabulary.roleCloseness(position.role(), role) < limits.closeRole());
        roles = numbers(close);
        roleBits = roles.stream().mapToLong(Roster::bit).reduce(0, (a, b) -> a | b);
        for (SkillNeed need : position.must()) {
            if (need.knockOut() && (need.years() != null || need.level() != null)) {
                amounts.add(held(need));
            } else if (need.knockOut()) {
                skills.add(numbers(Set.of(need.skill())));
            } else {
                skills.add(numbers(
                        vocabulary.satisfying(need.skill(), limits.closeSkill()).keySet()));
            }
        }
        position.languages().forEach((language, level) -> languages.add(numbers(Set.of(language + ":" + level))));
        LocalDate start = position.start();
        latest = start == null ? Long.MAX_VALUE : gates.latest(start).toEpochDay();
        nearLatest = start == null
                ? Long.MAX_VALUE
                : gates.latest(start).plusDays(limits.nearDays()).toEpochDay();
        Long highest = gates.ceiling(position);
        ceiling = highest == null ? Long.MAX_VALUE : highest;
        nearCeiling = highest == null ? Long.MAX_VALUE : (long) (highest * limits.nearRate());
        Integer asked = position.utilisation();
        asksUtilisation = asked != null;
        utilisation = asked == null ? 0 : asked;
        mostLeast = asked == null ? Integer.MAX_VALUE : asked;
        leastMost = asked == null ? Integer.MIN_VALUE : asked;
        nearUtilisation = limits.nearUtilisation();
        Workplace place = position.workplace();
        workplace = place == null || place.kind() == Workplace.Kind.REMOTE ? null : place;
        wills = numbers(
                place != null && place.kind() == Workplace.Kind.ON_SITE
                        ? Set.of(Fields.ANY, Workplace.Kind.ON_SITE.name())
                        : Set.of(Fields.ANY, Workplace.Kind.ON_SITE.name(), Workplace.Kind.HYBRID.name()));
        String prefecture = place == null ? null : place.prefecture();
        prefectures = numbers(prefecture == null ? Set.of() : Set.of(Fields.ANY, prefecture));
    }

    private BitSet numbers(Collection<String> values) {
        BitSet numbers = new BitSet();
        values.forEach(value -> numbers.set(rosters.number(value)));
        return numbers;
    }

    /** Who keeps all of them. */
    SegmentHits.Condition kept() {
        return leaf -> matched(leaf, 0);
    }

    /** Who keeps all of them but one, and that one nearly where it is a number. */
    SegmentHits.Condition nearlyKept() {
        return leaf -> matched(leaf, 1);
    }

    /** What is wanted of values, by their numbers, which may have become more. */
    private record Wanted(
            boolean[] roles, boolean[][] skills, boolean[] wills, boolean[] prefectures, boolean[][] languages) {
        static Wanted of(Conditions conditions, int size) {
            return new Wanted(
                    flags(conditions.roles, size),
                    conditions.skills.stream().map(skill -> flags(skill, size)).toArray(boolean[][]::new),
                    flags(conditions.wills, size),
                    flags(conditions.prefectures, size),
                    conditions.languages.stream()
                            .map(language -> flags(language, size))
                            .toArray(boolean[][]::new));
        }

        private static boolean[] flags(BitSet numbers, int size) {
            boolean[] flags = new boolean[size];
            numbers.stream().forEach(number -> flags[number] = true);
            return flags;
        }
    }

    private Wanted wanted() {
        Wanted known = wanted;
        int size = rosters.size();
        if (known == null || known.roles().length < size) {
            known = Wanted.of(this, size);
            wanted = known;
        }
        return known;
    }

    private int[] matched(LeafReaderContext leaf, int broken) throws IOException {
        Roster roster = rosters.of(leaf.reader());
        Wanted all = wanted();
        List<BitSet> enough = new ArrayList<>();
        for (Query amount : amounts) {
            BitSet found = new BitSet();
            for (int doc : SegmentHits.matched(amount, leaf)) {
                found.set(doc);
            }
            enough.add(found);
        }
        int[] docs = new int[64];
        int count = 0;
        for (int doc : roster.active) {
            if ((broken > 0 || mayKeep(roster, doc))
                    && broken(roster, all, doc, broken, enough) == broken
                    && (broken == 0 || near(roster, doc))) {
                if (count == docs.length) {
                    docs = Arrays.copyOf(docs, count * 2);
                }
                docs[count++] = doc;
            }
        }
        return Arrays.copyOf(docs, count);
    }

    /** False for most who break one, found out without a branch for each condition, which a processor can't foresee. */
    @SuppressWarnings("ShortCircuitBoolean")
    private boolean mayKeep(Roster roster, int doc) {
        return roster.rate[doc] <= ceiling
                & roster.from[doc] <= latest
                & roster.leastUtilisation[doc] <= mostLeast
                & roster.mostUtilisation[doc] >= leastMost
                & (roster.roleBits[doc] & roleBits) != 0;
    }

    /** How many of the conditions the talent breaks; of more than {@code most} only that they are more. */
    private int broken(Roster roster, Wanted all, int doc, int most, List<BitSet> enough) {
        int broken = 0;
        if (roster.rate[doc] > ceiling && ++broken > most) {
            return broken;
        }
        if (!roster.roles.any(doc, all.roles) && ++broken > most) {
            return broken;
        }
        for (boolean[] skill : all.skills) {
            if (!roster.skills.any(doc, skill) && ++broken > most) {
                return broken;
            }
        }
        if (roster.from[doc] > latest && ++broken > most) {
            return broken;
        }
        if (asksUtilisation
                && (roster.leastUtilisation[doc] > utilisation || roster.mostUtilisation[doc] < utilisation)
                && ++broken > most) {
            return broken;
        }
        if (workplace != null && !reachable(workplace, roster, all, doc) && ++broken > most) {
            return broken;
        }
        for (boolean[] language : all.languages) {
            if (!roster.languages.any(doc, language) && ++broken > most) {
                return broken;
            }
        }
        for (int i = 0; i < enough.size(); i++) {
            if (!enough.get(i).get(doc) && ++broken > most) {
                return broken;
            }
        }
        return broken;
    }

    private static boolean reachable(Workplace place, Roster roster, Wanted all, int doc) {
        return roster.wills.any(doc, all.wills)
                && (place.kind() != Workplace.Kind.HYBRID || roster.onSiteDays[doc] >= place.onSiteDays())
                && (place.prefecture() == null
                        || place.onSiteDays() <= 0
                        || roster.prefectures.any(doc, all.prefectures));
    }

    private boolean near(Roster roster, int doc) {
        return roster.from[doc] <= nearLatest
                && roster.rate[doc] <= nearCeiling
                && (!asksUtilisation
                        || (roster.leastUtilisation[doc] <= utilisation + nearUtilisation
                                && roster.mostUtilisation[doc] >= utilisation - nearUtilisation));
    }

    private static Query held(SkillNeed need) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        TalentIndex.filter(all, new TermQuery(new Term(Fields.SKILL, need.skill())));
        Double years = need.years();
        if (years != null) {
            TalentIndex.filter(all, atLeast(Fields.SKILL_MONTHS, need.skill(), months(years)));
        }
        Integer level = need.level();
        if (level != null) {
            TalentIndex.filter(all, atLeast(Fields.SKILL_LEVEL, need.skill(), level));
        }
        return all.build();
    }

    private static Query atLeast(String field, String skill, int least) {
        return LongPoint.newRangeQuery(field, amount(skill, least), amount(skill, MOST_AMOUNT));
    }

    /** An amount of a skill as one number, so that "so much of that skill" is a range of points. */
    static long amount(String skill, int amount) {
        return ((long) skill.hashCode() << AMOUNT_BITS) | Math.clamp(amount, 0, MOST_AMOUNT);
    }

    static int months(double years) {
        return (int) Math.floor(years * 12 + 1e-6);
    }
}
