package jp.enishi.web.coordinator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.CoordinatorActs;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Position;
import jp.enishi.web.service.Proposal;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** A coordinator writes a proposal, sends it and takes it back. */
@Path("/coordinator/cases/{case}/proposals")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class ProposalPages {
    private static final int MOST_TEAMS = 5;
    private static final int DAYS_TO_DECIDE = 7;
    private static final String TEAMS = "/teams";
    private static final Shape DRAFT = Shape.of()
            .with(Kind.TEXT, "/plan/ja", "/plan/en")
            .with(Kind.ROWS, TEAMS)
            .with(Kind.TEXT, "/teams/*/label")
            .with(Kind.ROWS, "/teams/*/seats")
            .with(Kind.TEXT, "/teams/*/seats/*/candidacyId")
            .with(Kind.YEN, "/teams/*/seats/*/rate/amount")
            .with(Kind.TEXT, "/teams/*/seats/*/positionId")
            .build();

    private final CasesService cases;
    private final PipelineService pipeline;
    private final Candidates candidates;
    private final ActPage acts;
    private final Submission submission;
    private final Pages pages;
    private final Now now;
    private final ObjectMapper json;

    ProposalPages(
            @RestClient CasesService cases,
            @RestClient PipelineService pipeline,
            Candidates candidates,
            ActPage acts,
            Submission submission,
            Pages pages,
            Now now,
            ObjectMapper json) {
        this.cases = cases;
        this.pipeline = pipeline;
        this.candidates = candidates;
        this.acts = acts;
        this.submission = submission;
        this.pages = pages;
        this.now = now;
        this.json = json;
    }

    /** Who may be proposed. */
    public record Choices(List<Candidacy> people) {
        public List<Candidacy> of(String positionId) {
            return people.stream()
                    .filter(person -> person.positionId().equals(positionId))
                    .toList();
        }
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance proposing(
                Form form,
                ClientCase it,
                Choices choices,
                List<String> labels,
                boolean more,
                String action,
                String back);

        static native TemplateInstance proposal(Proposal it, ClientCase about, String saved);
    }

    @GET
    @Path("/new")
    public Response blank(@PathParam("case") String caseId) {
        var form = Form.empty(DRAFT).preset("/teams/0/label", "STRONGEST");
        return pages.ok(page(caseId, null, form));
    }

    @POST
    @Path("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response write(@PathParam("case") String caseId, MultivaluedMap<String, String> fields) {
        return submission.create(DRAFT, taken(fields), form -> page(caseId, null, form), (form, document) -> {
            var written = pipeline.propose(caseId, form.key(), document);
            return Pages.seeOther(address(caseId, written.proposalId()) + "?saved=proposal");
        });
    }

    @GET
    @Path("/{id}")
    public Response proposal(
            @PathParam("case") String caseId, @PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        return pages.ok(Templates.proposal(
                pipeline.proposal(caseId, id), cases.find(caseId), Objects.requireNonNullElse(saved, "")));
    }

    @GET
    @Path("/{id}/draft")
    public Response draft(@PathParam("case") String caseId, @PathParam("id") String id) {
        return pages.ok(page(caseId, id, form(pipeline.proposal(caseId, id))));
    }

    @POST
    @Path("/{id}/draft")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rewrite(
            @PathParam("case") String caseId, @PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = address(caseId, id) + "?saved=proposal";
        return submission.change(
                DRAFT,
                taken(fields),
                form -> page(caseId, id, form),
                (form, document) -> {
                    pipeline.rewrite(caseId, id, form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> form(pipeline.proposal(caseId, id)),
                document -> Submission.covers(json.valueToTree(pipeline.proposal(caseId, id)), document),
                done);
    }

    @GET
    @Path("/{id}/sending")
    public Response askToSend(@PathParam("case") String caseId, @PathParam("id") String id) {
        return acts.ask(CoordinatorActs.SENDING, subject(caseId, id));
    }

    @POST
    @Path("/{id}/sending")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response send(
            @PathParam("case") String caseId, @PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return acts.send(
                CoordinatorActs.SENDING,
                fields,
                () -> subject(caseId, id),
                (form, said) -> pipeline.send(caseId, id, form.key(), form.etag(), said),
                address(caseId, id) + "?saved=sending");
    }

    @GET
    @Path("/{id}/recall")
    public Response askToRecall(@PathParam("case") String caseId, @PathParam("id") String id) {
        return acts.ask(CoordinatorActs.RECALL, subject(caseId, id));
    }

    @POST
    @Path("/{id}/recall")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response recall(
            @PathParam("case") String caseId, @PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return acts.send(
                CoordinatorActs.RECALL,
                fields,
                () -> subject(caseId, id),
                (form, said) -> pipeline.withdraw(caseId, id, form.key(), form.etag()),
                address(caseId, id) + "?saved=recall");
    }

    private TemplateInstance page(String caseId, @Nullable String id, Form form) {
        var found = cases.find(caseId);
        form.rows(TEAMS)
                .forEach(team -> found.requirements()
                        .positions()
                        .forEach(position -> open(form, TEAMS + "/" + team + "/seats", position)));
        Predicate<Candidacy> seated = person -> form.rows(TEAMS).stream()
                .map(team -> TEAMS + "/" + team + "/seats")
                .anyMatch(seats -> form.rows(seats).stream()
                        .anyMatch(seat -> form.has(seats + "/" + seat + "/candidacyId", person.candidacyId())));
        var choices = new Choices(candidates.of(caseId).stream()
                .filter(person -> person.internal() || seated.test(person))
                .toList());
        return Templates.proposing(
                form,
                found,
                choices,
                List.of("STRONGEST", "CHEAPEST", "EARLIEST", "OTHER"),
                form.rows(TEAMS).size() < MOST_TEAMS,
                id == null ? "/coordinator/cases/" + caseId + "/proposals/new" : address(caseId, id) + "/draft",
                id == null ? "/coordinator/cases/" + caseId + "/pipeline" : address(caseId, id));
    }

    /** As many seats as the position has heads; the ones that nobody was chosen for stay open. */
    private static void open(Form form, String seats, Position position) {
        String positionId = Objects.requireNonNullElse(position.positionId(), "");
        long there = form.rows(seats).stream()
                .filter(seat -> form.has(seats + "/" + seat + "/positionId", positionId))
                .count();
        int next = form.rows(seats).stream().mapToInt(seat -> seat + 1).max().orElse(0);
        for (long missing = Objects.requireNonNullElse(position.headCount(), 1) - there; missing > 0; missing--) {
            form.preset(seats + "/" + next + "/positionId", positionId);
            next++;
        }
    }

    /** Without the seats that stay open. */
    private static MultivaluedMap<String, String> taken(MultivaluedMap<String, String> fields) {
        var taken = new MultivaluedHashMap<>(fields);
        fields.keySet().stream()
                .filter(name -> name.matches("/teams/\\d+/seats/\\d+/positionId"))
                .filter(name -> Stream.of("candidacyId", "rate/amount")
                        .map(field -> name.replace("positionId", field))
                        .allMatch(field -> Objects.requireNonNullElse(fields.getFirst(field), "")
                                .isBlank()))
                .forEach(taken::remove);
        return taken;
    }

    private Form form(Proposal proposal) {
        ObjectNode document = json.createObjectNode();
        document.set("plan", json.valueToTree(proposal.plan()));
        var teams = document.putArray("teams");
        proposal.teams()
                .forEach(team ->
                        teams.addObject().put("label", team.label()).set("seats", json.valueToTree(team.seats())));
        return Form.of(DRAFT, document, proposal.version(), pages.language());
    }

    private ActPage.Subject subject(String caseId, String id) {
        var proposal = pipeline.proposal(caseId, id);
        var title = cases.find(caseId).requirements().title();
        return new ActPage.Subject(
                address(caseId, id),
                proposal.version(),
                title == null ? "" : title.in(pages.language()),
                null,
                Map.of("decideBy", Formats.local(now.eveningIn(DAYS_TO_DECIDE))));
    }

    private static String address(String caseId, String id) {
        return "/coordinator/cases/" + caseId + "/proposals/" + id;
    }
}
