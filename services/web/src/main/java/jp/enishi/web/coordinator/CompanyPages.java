package jp.enishi.web.coordinator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.CoordinatorActs;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CaseSummary;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Company;
import jp.enishi.web.service.Member;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The client companies. */
@Path("/coordinator/companies")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class CompanyPages {
    private static final int ROWS = 50;
    private static final int MOST_CASES = 100;

    private final CasesService cases;
    private final ActPage acts;
    private final Pages pages;
    private final Submission submission;
    private final ObjectMapper json;

    CompanyPages(@RestClient CasesService cases, ActPage acts, Pages pages, Submission submission, ObjectMapper json) {
        this.cases = cases;
        this.acts = acts;
        this.pages = pages;
        this.submission = submission;
        this.json = json;
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance companies(Slice<Company> companies, boolean saved, boolean later);

        static native TemplateInstance company(
                Form form, String action, String id, List<Member> members, List<CaseSummary> cases);
    }

    @GET
    public Response companies(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("saved") @Nullable String saved) {
        return pages.ok(Templates.companies(cases.companies(ROWS, cursor, null), saved != null, cursor != null));
    }

    @GET
    @Path("/new")
    public Response blank() {
        return pages.ok(unregistered(Form.empty(CaseForms.COMPANY)));
    }

    @POST
    @Path("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response register(MultivaluedMap<String, String> fields) {
        return submission.create(CaseForms.COMPANY, fields, CompanyPages::unregistered, (form, document) -> {
            cases.register(form.key(), document);
            return Pages.seeOther("/coordinator/companies?saved=1");
        });
    }

    @GET
    @Path("/{id}")
    public Response company(@PathParam("id") String id) {
        return pages.ok(page(form(cases.company(id)), id));
    }

    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revise(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = "/coordinator/companies?saved=1";
        return submission.change(
                CaseForms.COMPANY,
                fields,
                form -> page(form, id),
                (form, document) -> {
                    cases.revise(id, form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> form(cases.company(id)),
                document -> Submission.covers(json.valueToTree(cases.company(id)), document),
                done);
    }

    @GET
    @Path("/{id}/invitation")
    public Response askWhom(@PathParam("id") String id) {
        return acts.ask(CoordinatorActs.INVITING, subject(id));
    }

    /** Somebody else may act for the company from now on. */
    @POST
    @Path("/{id}/invitation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response invite(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return acts.send(
                CoordinatorActs.INVITING,
                fields,
                () -> subject(id),
                (form, said) -> cases.invite(id, form.key(), said),
                "/coordinator/companies/" + id + "#members");
    }

    private ActPage.Subject subject(String id) {
        var company = cases.company(id);
        var name = company.name();
        return new ActPage.Subject(
                "/coordinator/companies/" + id, company.version(), name == null ? "" : name.in(pages.language()));
    }

    private static TemplateInstance unregistered(Form form) {
        return Templates.company(form, "/coordinator/companies/new", "", List.of(), List.of());
    }

    private TemplateInstance page(Form form, String id) {
        var own = cases.cases(MOST_CASES, null, null).items().stream()
                .filter(each -> id.equals(each.companyId()))
                .toList();
        return Templates.company(form, "/coordinator/companies/" + id, id, cases.members(id), own);
    }

    private Form form(Company company) {
        return Form.of(CaseForms.COMPANY, json.valueToTree(company), company.version(), pages.language());
    }
}
