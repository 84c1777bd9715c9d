package jp.enishi.matching.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.matching.score.Explanation;
import jp.enishi.matching.score.Judgement;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Scorer;
import jp.enishi.platform.messaging.TransientFailure;

/** Both stages together, in both directions: candidates from the index, then the one scorer. Deterministic. */
@ApplicationScoped
public class Matchmaker {
    static final int MOST_CANDIDATES = 200;

    /** A talent for a position. */
    public record RankedTalent(TalentState talent, Requirement position, Judgement.Fit fit) {}

    /** An opening for a talent. */
    public record RankedOpening(CaseState state, Requirement position, Judgement.Fit fit) {}

    /** The first index is still being built: try again in a moment. */
    public static final class NotReady extends TransientFailure {
        private static final long serialVersionUID = 1L;

        NotReady() {
            super("the index is being built", null);
        }
    }

    private static final Comparator<RankedTalent> BEST_TALENT = Comparator.comparingDouble(
                    (RankedTalent ranked) -> ranked.fit().score())
            .reversed()
            .thenComparing(ranked -> ranked.talent().talentId().toString());
    private static final Comparator<RankedOpening> BEST_OPENING = Comparator.comparingDouble(
                    (RankedOpening ranked) -> ranked.fit().score())
            .reversed()
            .thenComparing(ranked -> ranked.state().caseId().toString())
            .thenComparing(ranked -> ranked.position().positionId().toString());

    private final IndexFeed feed;
    private final TalentIndex talents;
    private final CaseIndex cases;
    private final Scorer scorer;
    private final Clock clock;

    Matchmaker(IndexFeed feed, TalentIndex talents, CaseIndex cases, Scorer scorer, Clock clock) {
        this.feed = feed;
        this.talents = talents;
        this.cases = cases;
        this.scorer = scorer;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), StateReader.ZONE);
    }

    public Optional<CaseState> findCase(UUID caseId) {
        return feed.read(index -> cases.find(index, caseId));
    }

    public Optional<TalentState> findTalent(UUID talentId) {
        return feed.read(index -> talents.find(index, talentId));
    }

    /** Talents who may fill the position, best first; at most {@value #MOST_CANDIDATES}. */
    public List<RankedTalent> talentsFor(CaseState state, Requirement position) {
        LocalDate today = today();
        List<RankedTalent> ranked = new ArrayList<>();
        for (TalentState talent : feed.read(index -> talents.candidates(index, state, position, MOST_CANDIDATES))) {
            if (scorer.judge(position, talent.profile(), today) instanceof Judgement.Fit fit) {
                ranked.add(new RankedTalent(talent, position, fit));
            }
        }
        ranked.sort(BEST_TALENT);
        return ranked;
    }

    /** Talents for the whole case, each with the position that suits best, best first. */
    public List<RankedTalent> talentsFor(CaseState state) {
        Map<UUID, RankedTalent> best = new HashMap<>();
        for (Requirement position : state.positions()) {
            for (RankedTalent ranked : talentsFor(state, position)) {
                best.merge(
                        ranked.talent().talentId(),
                        ranked,
                        (a, b) -> b.fit().score() > a.fit().score() ? b : a);
            }
        }
        return best.values().stream().sorted(BEST_TALENT).toList();
    }

    /** Open cases that fit, each with the position that suits best, best first. */
    public List<RankedOpening> openingsFor(TalentState talent) {
        LocalDate today = today();
        Map<UUID, RankedOpening> best = new HashMap<>();
        for (CaseIndex.Opening opening :
                feed.read(index -> cases.candidates(index, talent.profile(), today, MOST_CANDIDATES))) {
            if (opening.state().open(today)
                    && scorer.judge(opening.position(), talent.profile(), today) instanceof Judgement.Fit fit) {
                RankedOpening ranked = new RankedOpening(opening.state(), opening.position(), fit);
                best.merge(opening.state().caseId(), ranked, (a, b) -> BEST_OPENING.compare(a, b) <= 0 ? a : b);
            }
        }
        return sorted(best.values());
    }

    private static List<RankedOpening> sorted(Collection<RankedOpening> openings) {
        return openings.stream().sorted(BEST_OPENING).toList();
    }

    /** The pair as it stands today, whoever asks. */
    public Judgement judge(Requirement position, TalentState talent) {
        return scorer.judge(position, talent.profile(), today());
    }

    /** The explanation with evidence from the sheet. */
    public Explanation explain(Judgement.Fit fit, Profile profile) {
        return scorer.evidence(fit.explanation(), profile);
    }
}
