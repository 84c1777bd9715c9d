package jp.enishi.web.client;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import jp.enishi.web.contract.Waiting;
import jp.enishi.web.page.Pages;
import jp.enishi.web.ranking.HistoryPage;
import jp.enishi.web.ranking.Narrowed;
import jp.enishi.web.ranking.RankingPage;
import jp.enishi.web.service.CaseSummary;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.OwnCompany;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.Together;
import jp.enishi.web.team.TeamsPage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** A client's own cases, the people who fit them, without names, and the people of their company. */
@Path("/client")
@RolesAllowed("client")
@RunOnVirtualThread
public class ClientPages {
    private static final int ROWS = 20;

    private final CasesService cases;
    private final RankingPage ranking;
    private final HistoryPage history;
    private final TeamsPage teams;
    private final Waiting waiting;
    private final Together together;
    private final Pages pages;
    private final String contact;

    ClientPages(
            @RestClient CasesService cases,
            RankingPage ranking,
            HistoryPage history,
            TeamsPage teams,
            Waiting waiting,
            Together together,
            Pages pages,
            @ConfigProperty(name = "enishi.contact") String contact) {
        this.cases = cases;
        this.ranking = ranking;
        this.history = history;
        this.teams = teams;
        this.waiting = waiting;
        this.together = together;
        this.pages = pages;
        this.contact = contact;
    }

    @CheckedTemplate(basePath = "client")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance cases(
                Slice<CaseSummary> cases, String contact, boolean later, Waiting.@Nullable Answers answers);

        static native TemplateInstance company(List<OwnCompany> companies, String contact);
    }

    @GET
    public Response start() {
        return Pages.seeOther("/client/cases");
    }

    @GET
    @Path("/cases")
    public Response cases(@QueryParam("cursor") @Nullable String cursor) {
        var answers = cursor == null ? together.ask(() -> waiting.on("CLIENT")) : null;
        var found = cases.cases(ROWS, cursor, null);
        return pages.ok(Templates.cases(found, contact, cursor != null, answers == null ? null : answers.get()));
    }

    /** Who may act for the reader's company. */
    @GET
    @Path("/company")
    public Response company() {
        return pages.ok(Templates.company(cases.ownCompanies(), contact));
    }

    @GET
    @Path("/cases/{id}/teams")
    public Response teams(
            @PathParam("id") String id,
            @QueryParam("budget") @Nullable String budget,
            @QueryParam("startBy") @Nullable String startBy) {
        String about = "/client/cases/" + id;
        return teams.show(id, budget, startBy, about + "/teams", about, "");
    }

    @GET
    @Path("/cases/{id}")
    public Response ranked(
            @PathParam("id") String id,
            @QueryParam("position") @Nullable String position,
            @BeanParam Narrowed narrowed,
            @QueryParam("cursor") @Nullable String cursor) {
        return ranking.show(id, position, narrowed, cursor, "/client/cases/" + id, "/client/cases");
    }

    @GET
    @Path("/cases/{id}/history")
    public Response history(@PathParam("id") String id, @QueryParam("cursor") @Nullable String cursor) {
        return history.show(id, cursor, "/client/cases/" + id + "/history", "/client/cases/" + id);
    }
}
