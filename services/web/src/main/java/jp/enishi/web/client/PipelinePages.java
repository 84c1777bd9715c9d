package jp.enishi.web.client;

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
import jp.enishi.web.act.Act;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.Acts;
import jp.enishi.web.act.Lane;
import jp.enishi.web.contract.Seats;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.DisclosuresService;
import jp.enishi.web.service.NamedResume;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Proposal;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The people who were proposed to a client: side by side, where each stands, and what the client decides. */
@Path("/client")
@RolesAllowed("client")
@RunOnVirtualThread
public class PipelinePages {
    private static final int MOST = 100;
    private static final int ROWS = 20;

    private final CasesService cases;
    private final PipelineService pipeline;
    private final DisclosuresService disclosures;
    private final Seats seats;
    private final ActPage acts;
    private final Together together;
    private final Pages pages;

    PipelinePages(
            @RestClient CasesService cases,
            @RestClient PipelineService pipeline,
            @RestClient DisclosuresService disclosures,
            Seats seats,
            ActPage acts,
            Together together,
            Pages pages) {
        this.cases = cases;
        this.pipeline = pipeline;
        this.disclosures = disclosures;
        this.seats = seats;
        this.acts = acts;
        this.together = together;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "client")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance pipeline(
                ClientCase it, List<Lane> lanes, Map<String, String> names, boolean team, boolean more);

        static native TemplateInstance candidacy(Candidacy it, @Nullable String person, String heading, String saved);

        static native TemplateInstance proposals(ClientCase it, Slice<Proposal> proposals, boolean later);

        static native TemplateInstance proposal(Proposal it, ClientCase of, Map<String, String> names, String saved);

        static native TemplateInstance named(@Nullable NamedResume person, String caseId);
    }

    @GET
    @Path("/cases/{id}/pipeline")
    public Response pipeline(@PathParam("id") String id) {
        var asked = together.ask(() -> pipeline.candidacies(id, MOST, null));
        var found = cases.find(id);
        var people = asked.get();
        var lanes = found.requirements().positions().stream()
                .map(position -> Lane.shown(position, people.items()))
                .toList();
        long met = people.items().stream().filter(Candidacy::offerable).count();
        return pages.ok(
                Templates.pipeline(found, lanes, seats.names(id, people.items()), met > 1, people.next() != null));
    }

    @GET
    @Path("/candidacies/{id}")
    public Response candidacy(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        var candidacy = pipeline.candidacy(id);
        return pages.ok(Templates.candidacy(
                candidacy, seats.person(candidacy), heading(candidacy), Objects.requireNonNullElse(saved, "")));
    }

    @GET
    @Path("/cases/{id}/proposals")
    public Response proposals(@PathParam("id") String id, @QueryParam("cursor") @Nullable String cursor) {
        var proposals = together.ask(() -> pipeline.proposals(id, ROWS, cursor));
        return pages.ok(Templates.proposals(cases.find(id), proposals.get(), cursor != null));
    }

    /** Where earlier mails lead. */
    @GET
    @Path("/cases/{id}/proposals/{proposal:[0-9a-f-]{36}}")
    public Response moved(@PathParam("proposal") String proposal) {
        return Pages.seeOther("/client/proposals/" + proposal);
    }

    @GET
    @Path("/proposals/{id}")
    public Response proposal(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        var proposal = pipeline.proposal(id);
        var names = together.ask(() -> names(proposal));
        return pages.ok(Templates.proposal(
                proposal, cases.find(proposal.caseId()), names.get(), Objects.requireNonNullElse(saved, "")));
    }

    /** A résumé with the name, once its talent consented; before that the page says so. */
    @GET
    @Path("/cases/{id}/talents/{talent}/{version:[0-9]+}")
    public Response named(
            @PathParam("id") String id, @PathParam("talent") String talent, @PathParam("version") long version) {
        try {
            return pages.ok(Templates.named(disclosures.disclosed(talent, version, id), id));
        } catch (ServiceProblem problem) {
            if (problem.status() != 403 && problem.status() != 404) {
                throw problem;
            }
            return pages.show(problem.status(), Templates.named(null, id));
        }
    }

    @GET
    @Path("/candidacies/{id}/{decision:meeting|passing}")
    public Response ask(
            @PathParam("id") String id,
            @PathParam("decision") String decision,
            @QueryParam("proposal") @Nullable String proposal) {
        return acts.ask(act(decision), subject(id, proposal));
    }

    @POST
    @Path("/candidacies/{id}/{decision:meeting|passing}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(
            @PathParam("id") String id,
            @PathParam("decision") String decision,
            @QueryParam("proposal") @Nullable String proposal,
            MultivaluedMap<String, String> fields) {
        var back = subject(id, proposal).back();
        return acts.send(
                act(decision),
                fields,
                () -> subject(id, proposal),
                (form, said) -> pipeline.decide(
                        id,
                        form.key(),
                        form.etag(),
                        said.put("decision", decision.equals("meeting") ? "MEET" : "PASS")),
                back + "?saved=" + decision);
    }

    private Map<String, String> names(Proposal proposal) {
        return proposal.people().stream().anyMatch(person -> "NAMED".equals(person.level()))
                ? seats.names(proposal.caseId())
                : Map.of();
    }

    private ActPage.Subject subject(String id, @Nullable String proposal) {
        var candidacy = pipeline.candidacy(id);
        String back = proposal != null && proposal.matches("[0-9a-f-]{36}")
                ? "/client/proposals/" + proposal
                : "/client/candidacies/" + id;
        return new ActPage.Subject(back, candidacy.version(), heading(candidacy));
    }

    private String heading(Candidacy candidacy) {
        return seats.of(candidacy).heading();
    }

    private static Act act(String decision) {
        return decision.equals("meeting") ? Acts.WANTING : Acts.PASSING;
    }
}
