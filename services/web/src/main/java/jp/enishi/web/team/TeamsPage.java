package jp.enishi.web.team;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.enishi.web.contract.People;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CaseTeams;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.MatchingService;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.TeamPerson;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The team alternatives of a case side by side: anonymised for the client, and the same with names for coordinators. */
@RequestScoped
public class TeamsPage {
    private final CasesService cases;
    private final MatchingService matching;
    private final People people;
    private final Together together;
    private final Pages pages;

    TeamsPage(
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

    @CheckedTemplate(basePath = "team")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance teams(
                ClientCase it,
                @Nullable CaseTeams found,
                Map<String, Member> people,
                String refused,
                String budget,
                String startBy,
                String here,
                String back,
                String workbench);
    }

    /**
     * The page.
     *
     * @param here the address of the page without its query
     * @param back the address of the page it came from
     * @param workbench the address where a team can be changed; empty for who may not
     */
    public Response show(
            String caseId,
            @Nullable String budget,
            @Nullable String startBy,
            String here,
            String back,
            String workbench) {
        var known = together.ask(() -> cases.find(caseId));
        String most = number(budget);
        String by = day(startBy);
        CaseTeams found = null;
        String refused = "";
        try {
            found = matching.teams(caseId, most, by, List.of());
        } catch (ServiceProblem problem) {
            if (problem.status() != 404 && problem.status() != 409) {
                throw problem;
            }
            refused = problem.status() == 404 ? "index-not-ready" : problem.code();
        }
        List<TeamPerson> seen = found == null ? List.of() : found.people();
        var names = people.asking(seen.stream().map(TeamPerson::talentId));
        return pages.ok(Templates.teams(
                known.get(),
                found,
                Member.of(seen, names.get()),
                refused,
                Objects.requireNonNullElse(most, ""),
                Objects.requireNonNullElse(by, ""),
                here,
                back,
                workbench));
    }

    /** An amount as it may be sent; null for anything else. */
    public static @Nullable String number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,10}") ? text : null;
    }

    /** A day as it may be sent; null for anything else. */
    public static @Nullable String day(@Nullable String text) {
        return text != null && text.matches("[0-9]{4}-[01][0-9]-[0-3][0-9]") ? text : null;
    }
}
