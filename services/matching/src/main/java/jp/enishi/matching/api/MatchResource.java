package jp.enishi.matching.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.enishi.matching.feedback.Impressions;
import jp.enishi.matching.feedback.SheetViews;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.Matchmaker;
import jp.enishi.matching.index.Matchmaker.NearTalent;
import jp.enishi.matching.index.Matchmaker.RankedOpening;
import jp.enishi.matching.index.Matchmaker.RankedTalent;
import jp.enishi.matching.index.Matchmaker.Ranking;
import jp.enishi.matching.index.Place;
import jp.enishi.matching.index.TalentIndex;
import jp.enishi.matching.index.TalentSearch;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.score.Explanation;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Refusal;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import org.jspecify.annotations.Nullable;

/** Ranked talents of a case and fitting cases of a talent, each with its explanation. */
@Path("/api/v1/matches")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class MatchResource {
    private static final String TALENT_STATUS = "ACTIVE";

    private static final int NEAR_MISSES = 5;

    private record Slice(
            List<RankedOpening> items, @Nullable String next) {}

    private final Matchmaker matchmaker;
    private final Vocabulary vocabulary;
    private final Weights weights;
    private final Impressions impressions;
    private final SheetViews views;
    private final Caller caller;

    MatchResource(
            Matchmaker matchmaker,
            Vocabulary vocabulary,
            Weights weights,
            Impressions impressions,
            SheetViews views,
            Caller caller) {
        this.matchmaker = matchmaker;
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.impressions = impressions;
        this.views = views;
        this.caller = caller;
    }

    @GET
    @Path("/cases/{caseId}")
    @Action("match.case")
    public CaseMatches ofCase(
            @PathParam("caseId") UUID caseId,
            @QueryParam("position") @Nullable UUID position,
            @QueryParam("talent") List<UUID> talents,
            @BeanParam Narrowing narrowing,
            @BeanParam PageRequest page) {
        return whenReady(() -> rank(caseId, position, Set.copyOf(talents), narrowing, page));
    }

    /** @param chosen of whom alone it is asked, to compare them; nobody else is shown to the client then */
    private CaseMatches rank(
            UUID caseId, @Nullable UUID position, Set<UUID> chosen, Narrowing narrowing, PageRequest page) {
        CaseState state = matchmaker.findCase(caseId).orElseThrow(() -> new NotFound("case", caseId.toString()));
        caller.require(
                "match.case", Resource.of("case", caller.subject().belongsTo(state.organizationId()), state.status()));
        int limit = page.limit();
        TalentSearch search = narrowing.search();
        Place after = after(page.cursor(4), search.sort());
        Optional<Requirement> wanted = requirement(state, position);
        Ranking ranking;
        List<NearTalent> near;
        try {
            var shown = new Matchmaker.Page(after, chosen, limit);
            ranking = wanted.map(requirement -> matchmaker.ranking(state, requirement, search, shown))
                    .orElse(Ranking.NONE);
            near = after != null || !chosen.isEmpty() || ranking.total() >= Matchmaker.MOST_CANDIDATES
                    ? List.of()
                    : wanted.map(requirement -> matchmaker.nearMisses(state, requirement, search, NEAR_MISSES))
                            .orElse(List.of());
        } catch (TalentIndex.NothingToSearch nothing) {
            throw ValidationFailure.at("/q", "nothing-to-search");
        }
        List<RankedTalent> ranked = ranking.ranked();
        impressions.shown(state, ranked);
        views.shown(
                state,
                Stream.concat(
                                ranked.stream().map(RankedTalent::talent),
                                near.stream().map(NearTalent::talent))
                        .toList());
        Function<Profile, List<Explanation.Evidence>> passages = matchmaker.passages(search);
        List<CaseMatches.Match> items = IntStream.range(0, ranked.size())
                .mapToObj(i -> match(ranked.get(i), ranking.numbers().get(i), passages))
                .toList();
        Place next = ranking.next();
        return new CaseMatches(
                caseId,
                state.version(),
                weights.version(),
                vocabulary.version(),
                matchmaker.today(),
                HexFormat.of().toHexDigits(Matchmaker.seed(state)),
                state.positions().stream()
                        .map(known -> new CaseMatches.Position(known.positionId(), known.role()))
                        .toList(),
                items,
                next == null ? null : cursor(search.sort(), next),
                ranking.total(),
                ranking.facets(),
                near.stream().map(this::near).toList());
    }

    private CaseMatches.Match match(
            RankedTalent item, int rank, Function<Profile, List<Explanation.Evidence>> passages) {
        TalentState talent = item.talent();
        return new CaseMatches.Match(
                talent.talentId(),
                talent.version(),
                rank,
                item.score(),
                matchmaker.explained(item.position(), talent),
                passages.apply(talent.profile()),
                talent.shownSheet(),
                talent.availability(),
                talent.rate());
    }

    private CaseMatches.Near near(NearTalent item) {
        TalentState talent = item.talent();
        return new CaseMatches.Near(
                talent.talentId(),
                talent.version(),
                item.score(),
                item.misses(),
                matchmaker.explained(item.position(), talent),
                talent.shownSheet(),
                talent.availability(),
                talent.rate());
    }

    private static @Nullable Place after(@Nullable Cursor cursor, TalentSearch.Sort sort) {
        if (cursor == null) {
            return null;
        }
        if (!cursor.key(0).equals(sort.name())) {
            throw ValidationFailure.at("/cursor", "cursor-invalid");
        }
        return new Place(cursor.number(1), cursor.number(2), cursor.uuid(3));
    }

    private static String cursor(TalentSearch.Sort sort, Place place) {
        return Cursor.of(
                        sort.name(),
                        Long.toString(place.first()),
                        Long.toString(place.second()),
                        place.talentId().toString())
                .encode();
    }

    @GET
    @Path("/talents/{talentId}")
    @Action("match.talent")
    public TalentMatches ofTalent(@PathParam("talentId") UUID talentId, @BeanParam PageRequest page) {
        return whenReady(() -> rank(talentId, page));
    }

    private TalentMatches rank(UUID talentId, PageRequest page) {
        TalentState talent =
                matchmaker.findTalent(talentId).orElseThrow(() -> new NotFound("talent", talentId.toString()));
        caller.require(
                "match.talent",
                new Resource("talent", Ownership.of(caller.subject().isUser(talent.userId())), TALENT_STATUS));
        Slice slice = slice(matchmaker.openingsFor(talent), page.limit(), page.cursor(2));
        return new TalentMatches(
                talentId,
                talent.version(),
                weights.version(),
                vocabulary.version(),
                slice.items().stream()
                        .map(item -> new TalentMatches.Match(
                                item.state().caseId(),
                                item.position().positionId(),
                                item.score(),
                                matchmaker.explain(item.position(), talent.profile()),
                                TalentMatches.CaseCard.of(item.state(), item.position())))
                        .toList(),
                slice.next());
    }

    private static <T> T whenReady(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (Matchmaker.NotReady notReady) {
            throw new Refusal(503, "index-not-ready");
        }
    }

    private static Optional<Requirement> requirement(CaseState state, @Nullable UUID position) {
        if (position == null) {
            return state.positions().stream().findFirst();
        }
        return Optional.of(state.position(position).orElseThrow(() -> new NotFound("position", position.toString())));
    }

    /** The page after the cursor (score, id) of a list that is sorted by falling score, then rising id. */
    private static Slice slice(List<RankedOpening> ranked, int limit, @Nullable Cursor cursor) {
        int from = 0;
        if (cursor != null) {
            double lastScore = Double.longBitsToDouble(cursor.number(0));
            String lastId = cursor.uuid(1).toString();
            while (from < ranked.size() && !follows(ranked.get(from), lastScore, lastId)) {
                from++;
            }
        }
        int to = Math.min(ranked.size(), from + limit);
        List<RankedOpening> items = ranked.subList(from, to);
        String next = to == ranked.size()
                ? null
                : Cursor.of(
                                Long.toString(
                                        Double.doubleToLongBits(items.getLast().score())),
                                items.getLast().state().caseId().toString())
                        .encode();
        return new Slice(items, next);
    }

    private static boolean follows(RankedOpening item, double lastScore, String lastId) {
        double own = item.score();
        return own < lastScore
                || (own == lastScore && item.state().caseId().toString().compareTo(lastId) > 0);
    }
}
