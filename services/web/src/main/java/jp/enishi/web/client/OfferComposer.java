package jp.enishi.web.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.enishi.web.contract.Seats;
import jp.enishi.web.contract.TermsForms;
import jp.enishi.web.contract.TermsPage;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Language;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Vocabulary;
import jp.enishi.web.service.AgreementsService;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.Money;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Proposal;
import jp.enishi.web.service.Requirements;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.ServiceProblem.Fault;
import jp.enishi.web.service.Text;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Where a client writes an offer, to one person or to a team. What the case and the proposal say already stands in it. */
@Path("/client")
@RolesAllowed("client")
@RunOnVirtualThread
public class OfferComposer {
    private static final int DAYS_TO_ANSWER = 7;
    private static final int MOST = 100;
    private static final List<String> MODES = List.of("ALL_OR_NOTHING", "PARTIAL");

    private final CasesService cases;
    private final PipelineService pipeline;
    private final AgreementsService agreements;
    private final Seats seats;
    private final Submission submission;
    private final Pages pages;
    private final Now now;

    OfferComposer(
            @RestClient CasesService cases,
            @RestClient PipelineService pipeline,
            @RestClient AgreementsService agreements,
            Seats seats,
            Submission submission,
            Pages pages,
            Now now) {
        this.cases = cases;
        this.pipeline = pipeline;
        this.agreements = agreements;
        this.seats = seats;
        this.submission = submission;
        this.pages = pages;
        this.now = now;
    }

    @CheckedTemplate(basePath = "client")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance team(Form form, ClientCase it, Map<String, String> people, List<String> modes);
    }

    @GET
    @Path("/candidacies/{id}/offer")
    public Response compose(@PathParam("id") String id) {
        var candidacy = pipeline.candidacy(id);
        var found = cases.find(candidacy.caseId());
        var form = usual(TermsForms.OFFER, found);
        Money rate = rates(candidacy.caseId()).get(id);
        if (rate != null) {
            form.preset("/terms/fee/amount/amount", "%,d".formatted(rate.amount()));
        }
        budget(form, found.requirements());
        return pages.ok(page(form, candidacy));
    }

    @POST
    @Path("/candidacies/{id}/offer")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response offer(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return submission.create(
                TermsForms.OFFER, fields, form -> page(form, pipeline.candidacy(id)), (form, document) -> {
                    TermsForms.meant(document);
                    var made = agreements.offer(form.key(), document.put("candidacyId", id));
                    return Pages.seeOther("/offers/" + made.offerId() + "?saved=offer");
                });
    }

    @GET
    @Path("/cases/{id}/team-offer")
    public Response composeTeam(@PathParam("id") String id) {
        var found = cases.find(id);
        var met = met(id);
        var rates = rates(id);
        var form = usual(TermsForms.TEAM, found).preset("/mode", MODES.getFirst());
        for (int i = 0; i < met.size(); i++) {
            String at = "/offers/" + i;
            Money rate = rates.get(met.get(i).candidacyId());
            form.preset(at + "/candidacyId", met.get(i).candidacyId())
                    .preset(at + "/taken", "true")
                    .preset(at + "/fee/amount", rate == null ? "" : "%,d".formatted(rate.amount()));
        }
        return pages.ok(page(form, found));
    }

    @POST
    @Path("/cases/{id}/team-offer")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response offerTeam(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return submission.create(TermsForms.TEAM, fields, form -> page(form, cases.find(id)), (form, document) -> {
            var rows = new ArrayList<Integer>();
            ObjectNode draft = team(id, document, rows);
            if (rows.isEmpty()) {
                throw new ServiceProblem(
                        422, "validation", List.of(new Fault("/offers", "choose-somebody", Map.of())), Map.of(), null);
            }
            try {
                agreements.offerTeam(form.key(), draft);
            } catch (ServiceProblem problem) {
                throw inForm(problem, rows);
            }
            return Pages.seeOther("/offers?saved=team");
        });
    }

    /** What is sent: each one's offer has all the terms, and the fee of their own. */
    private static ObjectNode team(String caseId, ObjectNode document, List<Integer> rows) {
        ObjectNode terms = TermsForms.meant(document);
        var draft = JsonNodeFactory.instance.objectNode();
        draft.put("caseId", caseId);
        draft.set("mode", document.path("mode"));
        draft.set("expiresAt", document.path("expiresAt"));
        var offers = draft.putArray("offers");
        for (int row = 0; row < document.path("offers").size(); row++) {
            var member = document.path("offers").get(row);
            if (!member.path("taken").asBoolean()) {
                continue;
            }
            rows.add(row);
            ObjectNode own = terms.deepCopy();
            if (member.at("/fee/amount").isNumber()) {
                own.withObject("/fee").set("amount", member.path("fee"));
            }
            offers.addObject()
                    .put("candidacyId", member.path("candidacyId").asText())
                    .set("terms", own);
        }
        return draft;
    }

    /** Faults of a person's offer stand at their fee, all others at the terms that everybody has. */
    private static ServiceProblem inForm(ServiceProblem problem, List<Integer> rows) {
        var faults = problem.faults().stream()
                .map(fault -> new Fault(pointer(fault.pointer(), rows), fault.code(), fault.args()))
                .distinct()
                .toList();
        return new ServiceProblem(problem.status(), problem.code(), faults, problem.args(), problem.traceId());
    }

    private static String pointer(String sent, List<Integer> rows) {
        String[] steps = sent.split("/", 5);
        if (steps.length < 4 || !steps[1].equals("offers") || !steps[2].matches("[0-9]{1,3}")) {
            return sent;
        }
        int index = Integer.parseInt(steps[2]);
        String row = "/offers/" + (index < rows.size() ? rows.get(index) : index);
        if (!steps[3].equals("terms") || steps.length == 4) {
            return row + "/" + steps[3];
        }
        return steps[4].startsWith("fee") ? row + "/fee/amount" : "/terms/" + steps[4];
    }

    private TemplateInstance page(Form form, Candidacy candidacy) {
        String here = "/client/candidacies/" + candidacy.candidacyId();
        return TermsPage.of(form, "offer", seats.of(candidacy).heading(), here + "/offer", here);
    }

    private TemplateInstance page(Form form, ClientCase found) {
        var people = new HashMap<String, String>();
        met(found.caseId())
                .forEach(person ->
                        people.put(person.candidacyId(), seats.of(person).heading()));
        return Templates.team(form, found, people, MODES);
    }

    private List<Candidacy> met(String caseId) {
        return pipeline.candidacies(caseId, MOST, null).items().stream()
                .filter(Candidacy::offerable)
                .toList();
    }

    /** What each person was proposed at; the newest proposal counts. */
    private Map<String, Money> rates(String caseId) {
        var rates = new HashMap<String, Money>();
        for (Proposal proposal : pipeline.proposals(caseId, MOST, null).items()) {
            for (var team : proposal.teams()) {
                for (var seat : team.seats()) {
                    Money rate = seat.rate();
                    if (rate != null) {
                        rates.putIfAbsent(seat.candidacyId(), rate);
                    }
                }
            }
        }
        return rates;
    }

    private Form usual(Shape shape, ClientCase found) {
        var needs = found.requirements();
        var form = Form.empty(shape).in(pages.zone());
        text(form, "/terms/workContent", needs.tasks());
        if (needs.utilisation() != null) {
            form.preset("/terms/utilisation", needs.utilisation().toString());
        }
        var hours = needs.hours();
        if (hours != null && hours.lower() != null && hours.upper() != null) {
            form.preset("/terms/settlement/lower", hours.lower().toString())
                    .preset("/terms/settlement/upper", hours.upper().toString());
        }
        period(form, needs);
        place(form, needs);
        form.preset(
                "/terms/responsible/ja", Objects.requireNonNullElse(pages.page().reader(), ""));
        contact().forEach(contact -> form.preset("/terms/consultationContact", contact));
        form.presetTime("/expiresAt", now.eveningIn(DAYS_TO_ANSWER));
        return TermsForms.usual(form);
    }

    private static void budget(Form form, Requirements needs) {
        var budget = needs.budget();
        Money upper = budget == null ? null : budget.upper();
        if (upper != null) {
            form.preset("/terms/fee/amount/amount", "%,d".formatted(upper.amount()));
        }
    }

    private static void period(Form form, Requirements needs) {
        var period = needs.period();
        if (period == null || period.start() == null) {
            return;
        }
        form.preset("/terms/period/start", period.start());
        if (period.months() != null) {
            form.preset(
                    "/terms/period/end",
                    LocalDate.parse(period.start())
                            .plusMonths(period.months())
                            .minusDays(1)
                            .toString());
        }
    }

    private void place(Form form, Requirements needs) {
        var workplace = needs.workplace();
        if (workplace == null) {
            return;
        }
        form.preset("/terms/workplace", Objects.requireNonNullElse(workplace.kind(), ""));
        if (workplace.onSiteDays() != null) {
            form.preset("/terms/onSiteDays", workplace.onSiteDays().toString());
        }
        text(form, "/terms/place", workplace.place());
        if (workplace.place() == null) {
            form.preset("/terms/place/ja", Vocabulary.name("prefectures", workplace.prefecture(), Language.JA));
        }
    }

    /** The contact that the company declared, if it did. */
    private List<String> contact() {
        try {
            var party = agreements.party().party();
            return party == null ? List.of() : List.of(party.path("contact").asText(""));
        } catch (ServiceProblem problem) {
            if (problem.status() == 404 || problem.status() == 403) {
                return List.of();
            }
            throw problem;
        }
    }

    private static void text(Form form, String at, @Nullable Text text) {
        if (text != null) {
            form.preset(at + "/ja", Objects.requireNonNullElse(text.ja(), ""))
                    .preset(at + "/en", Objects.requireNonNullElse(text.en(), ""));
        }
    }
}
