package jp.enishi.matching.index;

import java.util.Comparator;
import java.util.UUID;
import java.util.function.Supplier;
import jp.enishi.matching.index.Matchmaker.RankedTalent;
import jp.enishi.matching.score.Profile;

/**
 * Where somebody stands in a list, complete in itself so that a page can go on after it: a whole step of the score (or the
 * rate, or the day), then chance, then the id. Within a step people are as good as equal; a number mixed from the seed and
 * their id spreads the first places among them, another for each case, the same whenever the same case is asked again.
 */
public record Place(long first, long second, UUID talentId) implements Comparable<Place> {
    private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::first)
            .thenComparingLong(Place::second)
            .thenComparing(place -> place.talentId.toString());
    private static final double ROUNDING = 1e-9;

    static Place of(TalentSearch.Sort sort, RankedTalent ranked, long seed, double step) {
        TalentState talent = ranked.talent();
        return of(sort, talent.talentId(), ranked.score(), talent::profile, seed, step);
    }

    /** @param profile read only where the order is made of it */
    static Place of(TalentSearch.Sort sort, UUID id, double score, Supplier<Profile> profile, long seed, double step) {
        long better = -(long) Math.floor(score / step + ROUNDING);
        return switch (sort) {
            case SCORE -> new Place(better, mixed(seed, id), id);
            case RATE -> new Place(profile.get().wishes().rateWish(), better, id);
            case AVAILABLE -> new Place(profile.get().availableFrom().toEpochDay(), better, id);
        };
    }

    static long seed(UUID caseId, int requirementsVersion) {
        return mixed(requirementsVersion, caseId);
    }

    private static long mixed(long seed, UUID id) {
        return mixed(mixed(seed ^ id.getMostSignificantBits()) ^ id.getLeastSignificantBits());
    }

    /** The finaliser of SplitMix64: each bit of the input changes half of the bits of the output. */
    private static long mixed(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
