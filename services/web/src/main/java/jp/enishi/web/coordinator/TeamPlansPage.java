package jp.enishi.web.coordinator;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jp.enishi.web.contract.People;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CaseSummary;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.MatchingService;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.TeamPerson;
import jp.enishi.web.service.TeamPlans;
import jp.enishi.web.service.Text;
import jp.enishi.web.service.Together;
import jp.enishi.web.team.Member;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** A coordinator staffs several cases at once, so that nobody is promised twice. */
@Path("/coordinator/team-plans")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class TeamPlansPage {
    private static final int CASES = 100;
    private static final String ID = "[0-9a-fA-F-]{36}";
    private static final String PAIR = ID + ":" + ID;
    private static final Set<Integer> SAID = Set.of(409, 422);

    private final CasesService cases;
    private final MatchingService matching;
    private final People people;
    private final Together together;
    private final Pages pages;

    TeamPlansPage(
            @RestClient CasesService cases,
            @RestClient MatchingService matching,
            People people,
            Together together,
            Pages pages) {
        this.cases = cases;
        this.matching = matching;
        this.people = people;
        this.together = together;
        this.pages = pages;
    }

    /** A case that may be planned, and whether it is. */
    public record Choice(CaseSummary of, boolean chosen) {}

    /** A planned team under the title of its case, with everybody who is spoken of in it by talent. */
    public record Planned(@Nullable Text title, TeamPlans.CasePlan plan, Map<String, Member> people) {}

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance plans(
                List<Choice> choices, List<Planned> planned, List<String> pins, boolean proven, String refused);
    }

    @GET
    public Response plans(
            @QueryParam("case") @Nullable List<String> chosen, @QueryParam("pin") @Nullable List<String> pin) {
        List<String> ids = kept(chosen, ID);
        List<String> pins = kept(pin, PAIR);
        var all = together.ask(() -> cases.cases(CASES, null, null).items());
        var found = new TeamPlans(List.of(), true);
        String refused = "";
        if (!ids.isEmpty()) {
            try {
                found = matching.plans(ids, pins);
            } catch (ServiceProblem problem) {
                if (!SAID.contains(problem.status())) {
                    throw problem;
                }
                refused = problem.faults().isEmpty()
                        ? problem.code()
                        : problem.faults().getFirst().code();
            }
        }
        var asked = people.asking(
                found.cases().stream().flatMap(plan -> plan.people().stream()).map(TeamPerson::talentId));
        List<CaseSummary> open = all.get().stream()
                .filter(each -> !"CLOSED".equals(each.status()))
                .toList();
        var names = asked.get();
        return pages.ok(Templates.plans(
                open.stream()
                        .map(each -> new Choice(each, ids.contains(each.caseId())))
                        .toList(),
                found.cases().stream()
                        .map(plan -> new Planned(title(open, plan.caseId()), plan, Member.of(plan.people(), names)))
                        .toList(),
                pins,
                found.proven(),
                refused));
    }

    private static @Nullable Text title(List<CaseSummary> open, String caseId) {
        return open.stream()
                .filter(each -> each.caseId().equals(caseId))
                .map(CaseSummary::title)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<String> kept(@Nullable List<String> texts, String form) {
        return texts == null
                ? List.of()
                : texts.stream().filter(text -> text.matches(form)).distinct().toList();
    }
}
