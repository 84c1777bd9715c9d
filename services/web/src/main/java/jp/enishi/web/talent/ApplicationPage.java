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
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Listing;
import jp.enishi.web.service.NotRegistered;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Talent;
import jp.enishi.web.service.TalentVersion;
import jp.enishi.web.service.TalentsService;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** A talent applies to a listing. */
@Path("/listings/{case}/application")
@RolesAllowed("talent")
@RunOnVirtualThread
public class ApplicationPage {
    private static final int MOST_VERSIONS = 100;
    private static final String RESUME = "RESUME";
    private static final Shape APPLICATION = Shape.of()
            .with(Kind.TEXT, "/positionId", "/message")
            .with(Kind.INTEGER, "/resumeVersion")
            .chosen("/positionId", "/resumeVersion")
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

        static native TemplateInstance application(
                Form form, Listing listing, boolean ready, List<TalentVersion> versions);
    }

    /** A newcomer registers first and is led back here. */
    @GET
    public Response form(@PathParam("case") String caseId) {
        var listing = cases.listing(caseId);
        Talent talent;
        try {
            talent = talents.mine();
        } catch (NotRegistered newcomer) {
            return Pages.wanting(listing.caseId(), Pages.seeOther("/talent/registration"));
        }
        var form = Form.empty(APPLICATION).preset("/resumeVersion", Long.toString(talent.version()));
        if (listing.positions().size() == 1) {
            form.preset(
                    "/positionId",
                    Objects.requireNonNullElse(listing.positions().getFirst().positionId(), ""));
        }
        return pages.ok(page(form, listing, talent));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response apply(@PathParam("case") String caseId, MultivaluedMap<String, String> fields) {
        return submission.create(
                APPLICATION, fields, form -> page(form, cases.listing(caseId), talents.mine()), (form, document) -> {
                    pipeline.apply(caseId, form.key(), document);
                    return Pages.wantingNothing(Pages.seeOther("/talent/candidacies?saved=application"));
                });
    }

    private TemplateInstance page(Form form, Listing listing, Talent talent) {
        return Templates.application(form, listing, ready(talent), resumes(talent));
    }

    /** The talent as it is now, then as it was with each earlier résumé. */
    private List<TalentVersion> resumes(Talent talent) {
        List<TalentVersion> all =
                talents.versions(talent.talentId(), MOST_VERSIONS).items();
        Stream<TalentVersion> earlier =
                all.stream().filter(version -> RESUME.equals(version.part())).skip(1);
        return Stream.concat(all.stream().limit(1), earlier).toList();
    }

    private static boolean ready(Talent talent) {
        var completeness = talent.completeness();
        return completeness == null || completeness.complete();
    }
}
