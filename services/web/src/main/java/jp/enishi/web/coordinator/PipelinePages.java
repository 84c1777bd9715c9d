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
import java.util.Map;
import java.util.Objects;
import jp.enishi.web.act.Lane;
import jp.enishi.web.contract.People;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Proposal;
import jp.enishi.web.service.ServiceProblem;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Where everybody stands for the positions of a case. */
@Path("/coordinator/cases/{id}/pipeline")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class PipelinePages {
    private static final int PROPOSALS = 20;

    private final CasesService cases;
    private final PipelineService pipeline;
    private final Candidates candidates;
    private final People people;
    private final Pages pages;
    private final ObjectMapper json;

    PipelinePages(
            @RestClient CasesService cases,
            @RestClient PipelineService pipeline,
            Candidates candidates,
            People people,
            Pages pages,
            ObjectMapper json) {
        this.cases = cases;
        this.pipeline = pipeline;
        this.candidates = candidates;
        this.people = people;
        this.pages = pages;
        this.json = json;
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance pipeline(
                ClientCase it, List<Lane> lanes, Map<String, String> names, List<Proposal> proposals, String saved);
    }

    @GET
    public Response board(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        var found = cases.find(id);
        var all = candidates.of(id);
        return pages.ok(Templates.pipeline(
                found,
                found.requirements().positions().stream()
                        .map(position -> Lane.of(position, all))
                        .toList(),
                people.names(all.stream().map(Candidacy::talentId)),
                pipeline.proposals(id, PROPOSALS, null).items(),
                Objects.requireNonNullElse(saved, "")));
    }

    /** Seats a ranked person. Who stands there already is shown where they stand. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response select(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        var form = Form.posted(
                Shape.of().with(Shape.Kind.TEXT, "/positionId", "/talentId").build(), fields);
        String done = "/coordinator/cases/" + id + "/pipeline?saved=";
        try {
            pipeline.select(id, form.key(), json.valueToTree(form.document()));
            return Pages.seeOther(done + "selected");
        } catch (ServiceProblem problem) {
            if (!problem.code().equals("candidacy-exists")) {
                throw problem;
            }
            return Pages.seeOther(done + "standing");
        }
    }
}
