package jp.enishi.matching.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import jp.enishi.matching.feedback.Impressions;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.Matchmaker;
import jp.enishi.matching.index.Matchmaker.RankedOpening;
import jp.enishi.matching.index.Matchmaker.RankedTalent;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Refusal;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import org.jspecify.annotations.Nullable;

/** Ranked talents of a case and fitting cases of a talent, each with its explanation. */
@Path("/api/v1/matches")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class MatchResource {
    private static final String TALENT_STATUS = "ACTIVE";

    private record Slice<T>(
            List<T> items, int firstRank, @Nullable String next) {}

    private final Matchmaker matchmaker;
    private final Vocabulary vocabulary;
    private final Weights weights;
    private final Impressions impressions;
    private final Caller caller;

    MatchResource(
            Matchmaker matchmaker, Vocabulary vocabulary, Weights weights, Impressions impressions, Caller caller) {
        this.matchmaker = matchmaker;
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.impressions = impressions;
        this.caller = caller;
    }

    @GET
    @Path("/cases/{caseId}")
    @Action("match.case")
    public CaseMatches ofCase(
            @PathParam("caseId") UUID caseId,
            @QueryParam("position") @Nullable UUID position,
            @BeanParam PageRequest page) {
        return whenReady(() -> rank(caseId, position, page));
    }

    private CaseMatches rank(UUID caseId, @Nullable UUID position, PageRequest page) {
        CaseState state = matchmaker.findCase(caseId).orElseThrow(() -> new NotFound("case", caseId.toString()));
        caller.require(
                "match.case", Resource.of("case", caller.subject().belongsTo(state.organizationId()), state.status()));
        int limit = page.limit();
        Cursor cursor = page.cursor(2);
        List<RankedTalent> ranked = requirement(state, position)
                .map(requirement -> matchmaker.talentsFor(state, requirement))
                .orElse(List.of());
        Slice<RankedTalent> slice = slice(
                ranked,
                limit,
                cursor,
                item -> item.fit().score(),
                item -> item.talent().talentId());
        impressions.shown(state, slice.items());
        List<CaseMatches.Match> items = new ArrayList<>();
        for (RankedTalent item : slice.items()) {
            TalentState talent = item.talent();
            items.add(new CaseMatches.Match(
                    talent.talentId(),
                    talent.version(),
                    slice.firstRank() + items.size(),
                    item.fit().score(),
                    matchmaker.explain(item.fit(), talent.profile()),
                    talent.sheet(),
                    talent.availability(),
                    talent.rate()));
        }
        return new CaseMatches(
                caseId,
                state.version(),
                weights.version(),
                vocabulary.version(),
                state.positions().stream()
                        .map(known -> new CaseMatches.Position(known.positionId(), known.role()))
                        .toList(),
                items,
                slice.next());
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
        Slice<RankedOpening> slice = slice(
                matchmaker.openingsFor(talent),
                page.limit(),
                page.cursor(2),
                item -> item.fit().score(),
                item -> item.state().caseId());
        return new TalentMatches(
                talentId,
                talent.version(),
                weights.version(),
                vocabulary.version(),
                slice.items().stream()
                        .map(item -> new TalentMatches.Match(
                                item.state().caseId(),
                                item.position().positionId(),
                                item.fit().score(),
                                matchmaker.explain(item.fit(), talent.profile()),
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
    private static <T> Slice<T> slice(
            List<T> ranked, int limit, @Nullable Cursor cursor, ToDoubleFunction<T> score, Function<T, UUID> id) {
        int from = 0;
        if (cursor != null) {
            double lastScore = Double.longBitsToDouble(cursor.number(0));
            String lastId = cursor.uuid(1).toString();
            while (from < ranked.size() && !follows(ranked.get(from), lastScore, lastId, score, id)) {
                from++;
            }
        }
        int to = Math.min(ranked.size(), from + limit);
        List<T> items = ranked.subList(from, to);
        String next = to == ranked.size()
                ? null
                : Cursor.of(
                                Long.toString(Double.doubleToLongBits(score.applyAsDouble(items.getLast()))),
                                id.apply(items.getLast()).toString())
                        .encode();
        return new Slice<>(items, from + 1, next);
    }

    private static <T> boolean follows(
            T item, double lastScore, String lastId, ToDoubleFunction<T> score, Function<T, UUID> id) {
        double own = score.applyAsDouble(item);
        return own < lastScore || (own == lastScore && id.apply(item).toString().compareTo(lastId) > 0);
    }
}
