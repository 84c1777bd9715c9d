package jp.enishi.web.coordinator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jp.enishi.web.contract.People;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.Position;
import jp.enishi.web.service.Proposal;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The form of a proposal: a usage plan, and teams with a seat for each head of each position. */
@RequestScoped
public class Drafting {
    static final Shape DRAFT = Shape.of()
            .with(Kind.TEXT, "/plan/ja", "/plan/en")
            .with(Kind.ROWS, "/teams")
            .with(Kind.TEXT, "/teams/*/label")
            .with(Kind.ROWS, "/teams/*/seats")
            .with(Kind.TEXT, "/teams/*/seats/*/candidacyId")
            .with(Kind.YEN, "/teams/*/seats/*/rate/amount")
            .with(Kind.TEXT, "/teams/*/seats/*/positionId")
            .chosen("/teams/*/label", "/teams/*/seats/*/candidacyId")
            .build();

    private static final int MOST_TEAMS = 5;
    private static final String TEAMS = "/teams";
    private static final List<String> LABELS = List.of("STRONGEST", "CHEAPEST", "EARLIEST", "OTHER");

    private final CasesService cases;
    private final Candidates candidates;
    private final People people;
    private final Together together;
    private final Pages pages;
    private final ObjectMapper json;

    Drafting(
            @RestClient CasesService cases,
            Candidates candidates,
            People people,
            Together together,
            Pages pages,
            ObjectMapper json) {
        this.cases = cases;
        this.candidates = candidates;
        this.people = people;
        this.together = together;
        this.pages = pages;
        this.json = json;
    }

    /** Who may be proposed, and what they are called by talent. */
    public record Choices(List<Candidacy> people, Map<String, String> names) {
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
                Drafting.Choices choices,
                List<String> labels,
                boolean more,
                String action,
                String back);
    }

    TemplateInstance page(String caseId, Form form, String action, String back) {
        var asked = together.ask(() -> cases.find(caseId));
        Predicate<Candidacy> seated = person -> form.rows(TEAMS).stream()
                .map(team -> TEAMS + "/" + team + "/seats")
                .anyMatch(seats -> form.rows(seats).stream()
                        .anyMatch(seat -> form.has(seats + "/" + seat + "/candidacyId", person.candidacyId())));
        var choosable = candidates.of(caseId).stream()
                .filter(person -> person.internal() || seated.test(person))
                .toList();
        var names = people.asking(choosable.stream().map(Candidacy::talentId));
        var found = asked.get();
        form.rows(TEAMS)
                .forEach(team -> found.requirements()
                        .positions()
                        .forEach(position -> open(form, TEAMS + "/" + team + "/seats", position)));
        var choices = new Choices(choosable, names.get());
        return Templates.proposing(
                form, found, choices, LABELS, form.rows(TEAMS).size() < MOST_TEAMS, action, back);
    }

    /** The form of what is written. */
    Form form(Proposal proposal) {
        ObjectNode document = json.createObjectNode();
        document.set("plan", json.valueToTree(proposal.plan()));
        var teams = document.putArray("teams");
        proposal.teams()
                .forEach(team ->
                        teams.addObject().put("label", team.label()).set("seats", json.valueToTree(team.seats())));
        return Form.of(DRAFT, document, proposal.version(), pages.language());
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
    static MultivaluedMap<String, String> taken(MultivaluedMap<String, String> fields) {
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
}
