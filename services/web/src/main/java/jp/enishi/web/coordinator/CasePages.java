package jp.enishi.web.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.ranking.HistoryPage;
import jp.enishi.web.ranking.Narrowed;
import jp.enishi.web.ranking.RankingPage;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CaseSummary;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.Company;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** A coordinator's work on cases: write down, complete, publish, rank, close. */
@Path("/coordinator/cases")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class CasePages {
    private static final int ROWS = 20;
    private static final int MOST_COMPANIES = 100;
    private static final Set<String> STATUSES = Set.of("DRAFT", "PUBLISHED", "CLOSED");

    private final CasesService cases;
    private final RankingPage ranking;
    private final HistoryPage history;
    private final Candidates candidates;
    private final Pages pages;
    private final Submission submission;
    private final ObjectMapper json;

    CasePages(
            @RestClient CasesService cases,
            RankingPage ranking,
            HistoryPage history,
            Candidates candidates,
            Pages pages,
            Submission submission,
            ObjectMapper json) {
        this.cases = cases;
        this.ranking = ranking;
        this.history = history;
        this.candidates = candidates;
        this.pages = pages;
        this.submission = submission;
        this.json = json;
    }

    /** What is still missing, and the field where it is filled in. */
    public record Missing(String pointer, String address) {}

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance cases(Slice<CaseSummary> cases, String status, boolean later);

        static native TemplateInstance draft(Form form, List<Company> companies, String name, boolean many);

        static native TemplateInstance requirements(Form form, String caseId);

        static native TemplateInstance view(
                ClientCase it, List<Missing> missing, Form publication, Form closing, String company, String saved);
    }

    @GET
    public Response cases(
            @QueryParam("status") @Nullable String status, @QueryParam("cursor") @Nullable String cursor) {
        String wanted = status != null && STATUSES.contains(status) ? status : "";
        return pages.ok(
                Templates.cases(cases.cases(ROWS, cursor, wanted.isEmpty() ? null : wanted), wanted, cursor != null));
    }

    @GET
    @Path("/new")
    public Response blank(@QueryParam("company") @Nullable String company, @QueryParam("name") @Nullable String name) {
        var form = Form.empty(CaseForms.DRAFT)
                .preset("/companyId", Objects.requireNonNullElse(company, ""))
                .preset("/requirements/workplace/kind", "HYBRID")
                .preset("/requirements/utilisation", "100")
                .preset("/requirements/hours/lower", "140")
                .preset("/requirements/hours/upper", "180");
        form.add("/requirements/positions");
        form.add("/requirements/positions/0/must");
        form.unfocus();
        return pages.ok(draft(form, Objects.requireNonNullElse(name, "").strip()));
    }

    @POST
    @Path("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response open(MultivaluedMap<String, String> fields) {
        return submission.create(CaseForms.DRAFT, fields, form -> draft(form, ""), (form, document) -> {
            var opened = cases.open(form.key(), document);
            return Pages.seeOther("/coordinator/cases/" + opened.caseId() + "?saved=opened");
        });
    }

    @GET
    @Path("/{id}")
    public Response view(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        return pages.ok(view(cases.find(id), null, null, Objects.requireNonNullElse(saved, "")));
    }

    @GET
    @Path("/{id}/requirements")
    public Response requirements(@PathParam("id") String id, @QueryParam("meeting") @Nullable String meeting) {
        var found = cases.find(id);
        var form = form(found);
        if (found.adjustments().stream().anyMatch(each -> each.meetingId().equals(meeting))) {
            form.preset("/reason", Messages.text(pages.language(), "adjusting_reason"));
        }
        return pages.ok(Templates.requirements(form, id));
    }

    @POST
    @Path("/{id}/requirements")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response require(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = "/coordinator/cases/" + id + "?saved=requirements";
        return submission.change(
                CaseForms.REQUIREMENTS,
                fields,
                form -> Templates.requirements(form, id),
                (form, document) -> {
                    cases.require(id, form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> form(cases.find(id)),
                document -> Submission.covers(
                        json.valueToTree(cases.find(id).requirements()), document.path("requirements")),
                done);
    }

    @POST
    @Path("/{id}/publication")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response publish(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = "/coordinator/cases/" + id + "?saved=published";
        return submission.change(
                CaseForms.PUBLICATION,
                fields,
                form -> view(cases.find(id), form, null, ""),
                (form, document) -> {
                    cases.publish(id, form.key(), form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> fresh(cases.find(id), true),
                document -> published(cases.find(id), document),
                done);
    }

    @POST
    @Path("/{id}/closing")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response close(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = "/coordinator/cases/" + id + "?saved=closed";
        return submission.change(
                CaseForms.CLOSING,
                fields,
                form -> view(cases.find(id), null, form, ""),
                (form, document) -> {
                    try {
                        cases.close(id, form.key(), form.etag(), document.withObject("/closing"));
                    } catch (ServiceProblem problem) {
                        throw problem.within("/closing");
                    }
                    return Pages.seeOther(done);
                },
                () -> fresh(cases.find(id), false),
                document -> document.at("/closing/reason")
                        .asText()
                        .equals(cases.find(id).closingReason()),
                done);
    }

    @GET
    @Path("/{id}/ranking")
    public Response ranked(
            @PathParam("id") String id,
            @QueryParam("position") @Nullable String position,
            @BeanParam Narrowed narrowed,
            @QueryParam("cursor") @Nullable String cursor) {
        return ranking.show(
                id,
                position,
                narrowed,
                cursor,
                "/coordinator/cases/" + id + "/ranking",
                "/coordinator/cases/" + id,
                chosen -> new RankingPage.Standing(
                        "/coordinator/cases/" + id + "/pipeline",
                        candidates.of(id).stream()
                                .filter(each -> each.positionId().equals(chosen))
                                .collect(Collectors.toMap(Candidacy::talentId, each -> each, (one, other) -> one))));
    }

    @GET
    @Path("/{id}/history")
    public Response history(@PathParam("id") String id, @QueryParam("cursor") @Nullable String cursor) {
        return history.show(id, cursor, "/coordinator/cases/" + id + "/history", "/coordinator/cases/" + id);
    }

    /** The address of a form alone, as after signing in again or choosing the other language, leads to its page. */
    @GET
    @Path("/{id}/{form:publication|closing}")
    public Response form(@PathParam("id") String id) {
        return Pages.seeOther("/coordinator/cases/" + id);
    }

    private TemplateInstance view(ClientCase found, @Nullable Form publication, @Nullable Form closing, String saved) {
        var missing = found.completeness().missing().stream()
                .map(pointer -> new Missing(
                        pointer,
                        "/coordinator/cases/" + found.caseId() + "/requirements#"
                                + Form.id(pointer.startsWith("/requirements") ? pointer : "/requirements" + pointer)))
                .toList();
        return Templates.view(
                found,
                missing,
                publication == null ? fresh(found, true) : publication,
                closing == null ? fresh(found, false) : closing,
                history.company(found),
                saved);
    }

    private Form fresh(ClientCase found, boolean publication) {
        return Form.of(
                publication ? CaseForms.PUBLICATION : CaseForms.CLOSING, null, found.version(), pages.language());
    }

    private Form form(ClientCase found) {
        var document = json.createObjectNode();
        document.set("requirements", json.valueToTree(found.requirements()));
        return Form.of(CaseForms.REQUIREMENTS, document, found.version(), pages.language());
    }

    private static boolean published(ClientCase found, JsonNode document) {
        var listing = found.listing();
        return "PUBLISHED".equals(found.status())
                && listing != null
                && document.path("closesOn").asText().equals(listing.closesOn());
    }

    /** With the newest companies, or those of a name, and in any case the one that is chosen. */
    private TemplateInstance draft(Form form, String name) {
        var found = cases.companies(MOST_COMPANIES, null, name.isEmpty() ? null : name);
        List<Company> companies = new ArrayList<>(found.items());
        String chosen = form.value("/companyId");
        if (chosen.matches("[0-9a-f-]{36}")
                && companies.stream().noneMatch(company -> company.companyId().equals(chosen))) {
            companies.addFirst(cases.company(chosen));
        }
        return Templates.draft(form, companies, name, found.next() != null || !name.isEmpty());
    }
}
