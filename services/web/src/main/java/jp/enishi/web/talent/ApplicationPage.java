package jp.enishi.web.talent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Listing;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Talent;
import jp.enishi.web.service.TalentsService;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** A talent applies to a listing. */
@Path("/listings/{case}/application")
@RolesAllowed("talent")
@RunOnVirtualThread
public class ApplicationPage {
    private static final Shape APPLICATION = Shape.of()
            .with(Kind.TEXT, "/positionId", "/message")
            .with(Kind.INTEGER, "/resumeVersion")
            .build();

    private final CasesService cases;
    private final PipelineService pipeline;
    private final TalentsService talents;
    private final Submission submission;
    private final Pages pages;

    ApplicationPage(
            @RestClient CasesService cases,
            @RestClient PipelineService pipeline,
            @RestClient TalentsService talents,
            Submission submission,
            Pages pages) {
        this.cases = cases;
        this.pipeline = pipeline;
        this.talents = talents;
        this.submission = submission;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance application(Form form, Listing listing, boolean ready);
    }

    @GET
    public Response form(@PathParam("case") String caseId) {
        var listing = cases.listing(caseId);
        var talent = talents.mine();
        var form = Form.empty(APPLICATION).preset("/resumeVersion", Long.toString(talent.version()));
        if (listing.positions().size() == 1) {
            form.preset(
                    "/positionId",
                    Objects.requireNonNullElse(listing.positions().getFirst().positionId(), ""));
        }
        return pages.ok(Templates.application(form, listing, ready(talent)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response apply(@PathParam("case") String caseId, MultivaluedMap<String, String> fields) {
        return submission.create(
                APPLICATION,
                fields,
                form -> Templates.application(form, cases.listing(caseId), ready(talents.mine())),
                (form, document) -> {
                    pipeline.apply(caseId, form.key(), document);
                    return Pages.seeOther("/talent/candidacies?saved=application");
                });
    }

    private static boolean ready(Talent talent) {
        var completeness = talent.completeness();
        return completeness == null || completeness.complete();
    }
}
