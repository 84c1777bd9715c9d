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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.Acts;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Vocabulary;
import jp.enishi.web.service.OwnCandidacy;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Where a talent's own candidacies stand, and the way out of them. */
@Path("/talent/candidacies")
@RolesAllowed("talent")
@RunOnVirtualThread
public class CandidacyPages {
    private static final int ROWS = 20;

    private final PipelineService pipeline;
    private final ActPage acts;
    private final Pages pages;

    CandidacyPages(@RestClient PipelineService pipeline, ActPage acts, Pages pages) {
        this.pipeline = pipeline;
        this.acts = acts;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance candidacies(Slice<OwnCandidacy> candidacies, String saved, boolean later);
    }

    @GET
    public Response candidacies(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("saved") @Nullable String saved) {
        return pages.ok(Templates.candidacies(
                pipeline.mine(ROWS, cursor), Objects.requireNonNullElse(saved, ""), cursor != null));
    }

    @GET
    @Path("/{id}/withdrawal")
    public Response ask(@PathParam("id") String id) {
        return acts.ask(Acts.LEAVING, subject(id));
    }

    @POST
    @Path("/{id}/withdrawal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response withdraw(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return acts.send(
                Acts.LEAVING,
                fields,
                () -> subject(id),
                (form, said) -> pipeline.withdraw(id, form.key(), form.etag(), said),
                "/talent/candidacies?saved=leaving");
    }

    private ActPage.Subject subject(String id) {
        var own = pipeline.mine(id);
        var title = own.caseTitle();
        String about = title == null ? "" : title.in(pages.language());
        String role = Vocabulary.role(own.role(), pages.language());
        return new ActPage.Subject("/talent/candidacies", own.version(), role.isEmpty() ? about : about + " · " + role);
    }
}
