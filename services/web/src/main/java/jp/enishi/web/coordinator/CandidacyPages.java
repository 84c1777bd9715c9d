package jp.enishi.web.coordinator;

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
import jp.enishi.web.act.CoordinatorActs;
import jp.enishi.web.contract.Seats;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.PipelineService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** One person on the way to a position: how it went so far, and what a coordinator may decide. */
@Path("/coordinator/candidacies/{id}")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class CandidacyPages {
    private final PipelineService pipeline;
    private final Seats seats;
    private final ActPage acts;
    private final Pages pages;

    CandidacyPages(@RestClient PipelineService pipeline, Seats seats, ActPage acts, Pages pages) {
        this.pipeline = pipeline;
        this.seats = seats;
        this.acts = acts;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance candidacy(Candidacy it, Seats.Seat seat, String saved);
    }

    @GET
    public Response candidacy(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        var found = pipeline.candidacy(id);
        return pages.ok(Templates.candidacy(found, seat(found), Objects.requireNonNullElse(saved, "")));
    }

    @GET
    @Path("/declining")
    public Response ask(@PathParam("id") String id) {
        return acts.ask(CoordinatorActs.DECLINING, subject(id));
    }

    @POST
    @Path("/declining")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decline(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return acts.send(
                CoordinatorActs.DECLINING,
                fields,
                () -> subject(id),
                (form, said) -> pipeline.decline(id, form.key(), form.etag(), said),
                "/coordinator/candidacies/" + id + "?saved=declining");
    }

    @GET
    @Path("/going-on")
    public Response askOn(@PathParam("id") String id) {
        return acts.ask(CoordinatorActs.GOING_ON, subject(id));
    }

    /** It goes on without other requirements, though a side wished for some. */
    @POST
    @Path("/going-on")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response goOn(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return acts.send(
                CoordinatorActs.GOING_ON,
                fields,
                () -> subject(id),
                (form, said) -> pipeline.goOn(id, form.key(), said),
                "/coordinator/candidacies/" + id + "?saved=goingon");
    }

    private ActPage.Subject subject(String id) {
        var found = pipeline.candidacy(id);
        return new ActPage.Subject(
                "/coordinator/candidacies/" + id, found.version(), seat(found).heading());
    }

    private Seats.Seat seat(Candidacy found) {
        return seats.of(found);
    }
}
