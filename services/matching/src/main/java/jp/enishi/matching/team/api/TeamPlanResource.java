package jp.enishi.matching.team.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.Matchmaker;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.matching.team.application.Reasons;
import jp.enishi.matching.team.application.TeamPlan;
import jp.enishi.matching.team.application.TeamPlanner;
import jp.enishi.matching.team.application.TeamWish;
import jp.enishi.matching.team.domain.PoolComposer;
import jp.enishi.matching.team.domain.PoolPlan;
import jp.enishi.matching.team.domain.PoolQuestion;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.Team;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Teams of several cases over the same people. */
@Path("/api/v1/matches/team-plans")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class TeamPlanResource {
    private static final int MOST_CASES = 10;

    private final Matchmaker matchmaker;
    private final TeamPlanner planner;
    private final PoolComposer composer;
    private final Reasons reasons;
    private final Vocabulary vocabulary;
    private final Weights weights;
    private final Caller caller;

    TeamPlanResource(
            Matchmaker matchmaker,
            TeamPlanner planner,
            PoolComposer composer,
            Reasons reasons,
            Vocabulary vocabulary,
            Weights weights,
            Caller caller) {
        this.matchmaker = matchmaker;
        this.planner = planner;
        this.composer = composer;
        this.reasons = reasons;
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.caller = caller;
    }

    @GET
    @Action("team.plan")
    public TeamPlans teamPlans(
            @QueryParam("case") @Parameter(description = "A case; repeated, at most ten.") @Nullable List<String> cases,
            @QueryParam("pin")
                    @Parameter(description = "Who is seated in any case: positionId:talentId; may be repeated.")
                    @Nullable
                    List<String> pin) {
        caller.require("team.plan", Resource.none("case"));
        Set<UUID> ids = TeamParameters.ids("/case", cases);
        if (ids.size() > MOST_CASES) {
            throw ValidationFailure.at("/case", "too-many", Map.of("max", MOST_CASES));
        }
        Set<Seating> pins = TeamParameters.seats("/pin", pin);
        return TeamResource.whenReady(() -> planned(ids, pins));
    }

    private TeamPlans planned(Set<UUID> ids, Set<Seating> pins) {
        List<CaseState> states = ids.stream()
                .map(id -> matchmaker.findCase(id).orElseThrow(() -> ValidationFailure.at("/case", "case-unknown")))
                .toList();
        if (pins.stream()
                .anyMatch(pin -> states.stream()
                        .allMatch(state -> state.position(pin.positionId()).isEmpty()))) {
            throw ValidationFailure.at("/pin", "unknown-position");
        }
        List<TeamPlan> plans = new ArrayList<>();
        Map<UUID, Integer> capacity = new HashMap<>();
        for (CaseState state : states) {
            Set<Seating> own = pins.stream()
                    .filter(pin -> state.position(pin.positionId()).isPresent())
                    .collect(Collectors.toUnmodifiableSet());
            TeamPlan plan = planner.plan(state, new TeamWish(null, null, Set.of(), own, Set.of()), Set.of());
            if (!own.stream().allMatch(pin -> suits(plan, pin))) {
                throw ValidationFailure.at("/pin", "not-suited");
            }
            plans.add(plan);
            plan.talents()
                    .forEach((id, talent) -> capacity.put(id, talent.profile().maximumUtilisation()));
        }
        PoolPlan answer = composer.plan(new PoolQuestion(
                plans.stream()
                        .map(plan -> new PoolQuestion.Share(plan.question(), plan.load()))
                        .toList(),
                capacity));
        List<TeamPlans.CasePlan> teams = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            TeamPlan plan = plans.get(i);
            Team team = answer.teams().get(i);
            teams.add(new TeamPlans.CasePlan(
                    plan.state().caseId(),
                    plan.state().version(),
                    plan.question().budget(),
                    TeamResource.pools(plan),
                    TeamView.of(plan.question(), team),
                    reasons.of(plan, team),
                    TeamResource.cards(plan, team.people())));
        }
        return new TeamPlans(weights.version(), vocabulary.version(), teams, answer.proven());
    }

    private static boolean suits(TeamPlan plan, Seating pin) {
        return plan.question()
                .person(pin.personId())
                .filter(person -> person.fits().containsKey(pin.positionId()))
                .isPresent();
    }
}
