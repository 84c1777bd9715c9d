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
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Company;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The client companies. */
@Path("/coordinator/companies")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class CompanyPages {
    private static final int ROWS = 50;

    private final CasesService cases;
    private final Pages pages;
    private final Submission submission;
    private final ObjectMapper json;

    CompanyPages(@RestClient CasesService cases, Pages pages, Submission submission, ObjectMapper json) {
        this.cases = cases;
        this.pages = pages;
        this.submission = submission;
        this.json = json;
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance companies(Slice<Company> companies, boolean saved, boolean later);

        static native TemplateInstance company(Form form, String action);
    }

    @GET
    public Response companies(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("saved") @Nullable String saved) {
        return pages.ok(Templates.companies(cases.companies(ROWS, cursor), saved != null, cursor != null));
    }

    @GET
    @Path("/new")
    public Response blank() {
        return pages.ok(Templates.company(Form.empty(CaseForms.COMPANY), "/coordinator/companies/new"));
    }

    @POST
    @Path("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response register(MultivaluedMap<String, String> fields) {
        return submission.create(
                CaseForms.COMPANY,
                fields,
                form -> Templates.company(form, "/coordinator/companies/new"),
                (form, document) -> {
                    cases.register(form.key(), document);
                    return Pages.seeOther("/coordinator/companies?saved=1");
                });
    }

    @GET
    @Path("/{id}")
    public Response company(@PathParam("id") String id) {
        return pages.ok(Templates.company(form(cases.company(id)), "/coordinator/companies/" + id));
    }

    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revise(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = "/coordinator/companies?saved=1";
        return submission.change(
                CaseForms.COMPANY,
                fields,
                form -> Templates.company(form, "/coordinator/companies/" + id),
                (form, document) -> {
                    cases.revise(id, form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> form(cases.company(id)),
                document -> Submission.covers(json.valueToTree(cases.company(id)), document),
                done);
    }

    private Form form(Company company) {
        return Form.of(CaseForms.COMPANY, json.valueToTree(company), company.version(), pages.language());
    }
}
