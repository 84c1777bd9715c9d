package jp.enishi.matching.team.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jp.enishi.matching.feedback.SheetViews;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.Matchmaker;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.matching.team.application.Reason;
import jp.enishi.matching.team.application.Reasons;
import jp.enishi.matching.team.application.TeamPlan;
import jp.enishi.matching.team.application.TeamPlanner;
import jp.enishi.matching.team.domain.Composition;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.Team;
import jp.enishi.matching.team.domain.TeamComposer;
import jp.enishi.matching.team.domain.TeamQuestion;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Refusal;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Teams for a whole case: three alternatives, and the judgement of one that a coordinator puts together. */
@Path("/api/v1/matches")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class TeamResource {
    private final Matchmaker matchmaker;
    private final TeamPlanner planner;
    private final TeamComposer composer;
    private final Reasons reasons;
    private final Vocabulary vocabulary;
    private final Weights weights;
    private final SheetViews views;
    private final Caller caller;

    TeamResource(
            Matchmaker matchmaker,
            TeamPlanner planner,
            TeamComposer composer,
            Reasons reasons,
            Vocabulary vocabulary,
            Weights weights,
            SheetViews views,
            Caller caller) {
        this.matchmaker = matchmaker;
        this.planner = planner;
        this.composer = composer;
        this.reasons = reasons;
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.views = views;
        this.caller = caller;
    }

    @GET
    @Path("/cases/{caseId}/teams")
    @Action("team.compose")
    public CaseTeams teams(@PathParam("caseId") UUID caseId, @BeanParam TeamParameters parameters) {
        return whenReady(() -> {
            CaseState state = allowed("team.compose", caseId);
            return composed(planner.plan(state, parameters.wish(), Set.of()));
        });
    }

    @GET
    @Path("/cases/{caseId}/team")
    @Action("team.judge")
    public TeamScore team(
            @PathParam("caseId") UUID caseId,
            @QueryParam("seat")
                    @Parameter(description = "Who sits where: positionId:talentId; may be repeated.")
                    @Nullable
                    List<String> seat,
            @QueryParam("was")
                    @Parameter(
                            description =
                                    "Who sat where before a move: positionId:talentId; may be repeated. Whoever is not"
                                            + " known any more is left out.")
                    @Nullable
                    List<String> was,
            @BeanParam TeamParameters parameters) {
        return whenReady(() -> {
            CaseState state = allowed("team.judge", caseId);
            Set<Seating> seats = new LinkedHashSet<>(TeamParameters.seats("/seat", seat));
            var wish = parameters.wish();
            seats.addAll(wish.pinned());
            Set<Seating> before = TeamParameters.seats("/was", was).stream()
                    .filter(seating -> state.position(seating.positionId()).isPresent()
                            && matchmaker.findTalent(seating.personId()).isPresent())
                    .collect(Collectors.toSet());
            Set<Seating> named = new LinkedHashSet<>(seats);
            named.addAll(before);
            return judged(planner.plan(state, wish, named), seats, before);
        });
    }

    private CaseState allowed(String action, UUID caseId) {
        CaseState state = matchmaker.findCase(caseId).orElseThrow(() -> new NotFound("case", caseId.toString()));
        caller.require(action, Resource.of("case", caller.subject().belongsTo(state.organizationId()), state.status()));
        return state;
    }

    private CaseTeams composed(TeamPlan plan) {
        TeamQuestion question = plan.question();
        Composition answer = composer.compose(question);
        Team nearest = answer.nearest();
        List<CaseTeams.Alternative> teams = new ArrayList<>();
        Set<UUID> shown = new LinkedHashSet<>();
        for (Composition.Alternative alternative : answer.alternatives()) {
            Team strongest = answer.alternatives().getFirst().team();
            shown.addAll(alternative.team().people());
            teams.add(new CaseTeams.Alternative(
                    alternative.goal(),
                    TeamView.of(question, alternative.team()),
                    teams.isEmpty() ? null : difference(question, strongest, alternative.team())));
        }
        if (nearest != null) {
            shown.addAll(nearest.people());
        }
        views.shown(
                plan.state(),
                shown.stream()
                        .map(person ->
                                java.util.Objects.requireNonNull(plan.talents().get(person)))
                        .toList());
        return new CaseTeams(
                plan.state().caseId(),
                plan.state().version(),
                plan.state().requirementsVersion(),
                weights.version(),
                vocabulary.version(),
                question.budget(),
                question.startBy(),
                pools(plan),
                teams,
                nearest == null ? null : TeamView.of(question, nearest),
                nearest == null ? List.of() : reasons.of(plan, nearest),
                cards(plan, shown),
                answer.proven());
    }

    private TeamScore judged(TeamPlan plan, Set<Seating> seats, Set<Seating> before) {
        TeamQuestion question = plan.question();
        Team team = Team.of(question, seats);
        Composition answer = composer.strongest(question);
        Team completion = answer.alternatives().isEmpty()
                ? answer.nearest()
                : answer.alternatives().getFirst().team();
        List<Reason> completionBroken = completion == null ? List.of() : reasons.of(plan, completion);
        return new TeamScore(
                plan.state().caseId(),
                plan.state().version(),
                plan.state().requirementsVersion(),
                weights.version(),
                vocabulary.version(),
                question.budget(),
                question.startBy(),
                pools(plan),
                TeamView.of(question, team),
                reasons.of(plan, team),
                before.isEmpty() ? null : change(plan, Team.of(question, before), team),
                completion == null ? null : TeamView.of(question, completion),
                completionBroken,
                answer.proven(),
                choices(question),
                cards(plan, plan.talents().keySet()));
    }

    private TeamScore.Move change(TeamPlan plan, Team before, Team team) {
        return new TeamScore.Move(
                difference(plan.question(), before, team),
                reasons.of(plan, team.breaksBeyond(before)),
                reasons.of(plan, before.breaksBeyond(team)));
    }

    private static List<TeamScore.Choice> choices(TeamQuestion question) {
        List<TeamScore.Choice> choices = new ArrayList<>();
        for (TeamQuestion.Opening opening : question.openings()) {
            question.people().stream()
                    .filter(person -> person.fits().containsKey(opening.positionId()))
                    .map(person -> new TeamScore.Choice(
                            opening.positionId(), person.personId(), TeamView.fit(person, opening.positionId())))
                    .sorted(Comparator.comparingDouble(TeamScore.Choice::fit)
                            .reversed()
                            .thenComparing(choice -> choice.talentId().toString()))
                    .forEach(choices::add);
        }
        return choices;
    }

    private static CaseTeams.Difference difference(TeamQuestion question, Team from, Team other) {
        LocalDate before = from.start();
        LocalDate after = other.start();
        return new CaseTeams.Difference(
                other.cost() - from.cost(),
                before == null || after == null ? 0 : ChronoUnit.DAYS.between(before, after),
                TeamView.strength(question, other) - TeamView.strength(question, from),
                missing(other, from),
                missing(from, other));
    }

    /** The people of the one who are not in the other, in order. */
    private static List<UUID> missing(Team one, Team other) {
        return one.seatings().stream()
                .map(Seating::personId)
                .filter(person -> !other.people().contains(person))
                .toList();
    }

    static List<CaseTeams.PositionPool> pools(TeamPlan plan) {
        return plan.pools().stream()
                .map(pool -> new CaseTeams.PositionPool(
                        pool.positionId(), pool.role(), pool.seats(), pool.fitting(), pool.considered()))
                .toList();
    }

    static List<PersonCard> cards(TeamPlan plan, Set<UUID> people) {
        return plan.question().people().stream()
                .filter(person -> people.contains(person.personId()))
                .map(person -> PersonCard.of(
                        java.util.Objects.requireNonNull(plan.talents().get(person.personId())), person))
                .toList();
    }

    static <T> T whenReady(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (Matchmaker.NotReady notReady) {
            throw new Refusal(503, "index-not-ready");
        }
    }
}
