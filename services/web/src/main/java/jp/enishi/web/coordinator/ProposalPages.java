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
import java.util.Map;
import java.util.Objects;
import jp.enishi.web.act.Act;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.CoordinatorActs;
import jp.enishi.web.contract.People;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Proposal;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** A coordinator reads a proposal, completes its draft, sends it and takes it back. */
@Path("/coordinator/proposals/{id}")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class ProposalPages {
    private static final int DAYS_TO_DECIDE = 7;

    private final CasesService cases;
    private final PipelineService pipeline;
    private final Drafting drafting;
    private final People people;
    private final ActPage acts;
    private final Submission submission;
    private final Pages pages;
    private final Now now;
    private final ObjectMapper json;

    ProposalPages(
            @RestClient CasesService cases,
            @RestClient PipelineService pipeline,
            Drafting drafting,
            People people,
            ActPage acts,
            Submission submission,
            Pages pages,
            Now now,
            ObjectMapper json) {
        this.cases = cases;
        this.pipeline = pipeline;
        this.drafting = drafting;
        this.people = people;
        this.acts = acts;
        this.submission = submission;
        this.pages = pages;
        this.now = now;
        this.json = json;
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance proposal(Proposal it, ClientCase about, Map<String, String> names, String saved);
    }

    @GET
    public Response proposal(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        var found = pipeline.proposal(id);
        var names = people.asking(found.people().stream().map(Proposal.Person::talentId));
        return pages.ok(Templates.proposal(
                found, cases.find(found.caseId()), names.get(), Objects.requireNonNullElse(saved, "")));
    }

    @GET
    @Path("/draft")
    public Response draft(@PathParam("id") String id) {
        return pages.ok(page(id, drafting.form(pipeline.proposal(id))));
    }

    @POST
    @Path("/draft")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rewrite(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = address(id) + "?saved=proposal";
        return submission.change(
                Drafting.DRAFT,
                Drafting.taken(fields),
                form -> page(id, form),
                (form, document) -> {
                    pipeline.rewrite(id, form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> drafting.form(pipeline.proposal(id)),
                document -> Submission.covers(json.valueToTree(pipeline.proposal(id)), document),
                done);
    }

    @GET
    @Path("/{step:sending|recall}")
    public Response ask(@PathParam("id") String id, @PathParam("step") String step) {
        return acts.ask(act(step), subject(id));
    }

    @POST
    @Path("/{step:sending|recall}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response take(
            @PathParam("id") String id, @PathParam("step") String step, MultivaluedMap<String, String> fields) {
        return acts.send(
                act(step),
                fields,
                () -> subject(id),
                (form, said) -> {
                    if (act(step) == CoordinatorActs.RECALL) {
                        pipeline.recall(id, form.key(), form.etag());
                    } else {
                        pipeline.send(id, form.key(), form.etag(), said);
                    }
                },
                address(id) + "?saved=" + step);
    }

    private static Act act(String step) {
        return step.equals("recall") ? CoordinatorActs.RECALL : CoordinatorActs.SENDING;
    }

    private TemplateInstance page(String id, Form form) {
        return drafting.page(pipeline.proposal(id).caseId(), form, address(id) + "/draft", address(id));
    }

    private ActPage.Subject subject(String id) {
        var proposal = pipeline.proposal(id);
        var title = cases.find(proposal.caseId()).requirements().title();
        return new ActPage.Subject(
                address(id),
                proposal.version(),
                title == null ? "" : title.in(pages.language()),
                null,
                Map.of("decideBy", now.eveningIn(DAYS_TO_DECIDE)));
    }

    private static String address(String id) {
        return "/coordinator/proposals/" + id;
    }
}
