package jp.enishi.web.coordinator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jp.enishi.web.contract.People;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.page.Language;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.MatchingService;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.Position;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.TeamPerson;
import jp.enishi.web.service.TeamScore;
import jp.enishi.web.service.TeamView;
import jp.enishi.web.service.Together;
import jp.enishi.web.team.Member;
import jp.enishi.web.team.TeamsPage;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** A coordinator moves and pins people, sees what the team comes to, and makes a proposal of it. */
@Path("/coordinator/cases/{id}")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class WorkbenchPage {
    private static final String PAIR = "[0-9a-fA-F-]{36}:[0-9a-fA-F-]{36}";
    private static final String PROPOSED_SEAT = "(STRONGEST|CHEAPEST|EARLIEST|OTHER)," + PAIR + ",[0-9]{1,9}";
    private static final Set<Integer> SAID = Set.of(409, 422);

    private final CasesService cases;
    private final MatchingService matching;
    private final PipelineService pipeline;
    private final Candidates candidates;
    private final TeamsPage teams;
    private final People people;
    private final Together together;
    private final Pages pages;
    private final ObjectMapper json;

    WorkbenchPage(
            @RestClient CasesService cases,
            @RestClient MatchingService matching,
            @RestClient PipelineService pipeline,
            Candidates candidates,
            TeamsPage teams,
            People people,
            Together together,
            Pages pages,
            ObjectMapper json) {
        this.cases = cases;
        this.matching = matching;
        this.pipeline = pipeline;
        this.candidates = candidates;
        this.teams = teams;
        this.people = people;
        this.together = together;
        this.pages = pages;
        this.json = json;
    }

    /** One seat of the form: its position, who sits there, and whether they stay. */
    public record Row(Position position, int number, String seated, boolean pinned) {}

    /** Two people who must not be in one team. */
    public record Apart(String pair, String first, String second) {}

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance workbench(
                ClientCase it,
                @Nullable TeamScore score,
                Map<String, Member> people,
                List<Row> rows,
                List<Apart> apart,
                String kept,
                String refused,
                String budget,
                String startBy);
    }

    @GET
    @Path("/teams")
    public Response teams(
            @PathParam("id") String id,
            @QueryParam("budget") @Nullable String budget,
            @QueryParam("startBy") @Nullable String startBy) {
        String about = "/coordinator/cases/" + id;
        return teams.show(id, budget, startBy, about + "/teams", about, about + "/team");
    }

    /**
     * The workbench.
     *
     * @param was who sat where before a move
     * @param pinned numbers of the seats of the form whose people stay
     * @param pin people who stay on their positions, as a link says it
     */
    @GET
    @Path("/team")
    public Response team(
            @PathParam("id") String id,
            @QueryParam("seat") @Nullable List<String> seat,
            @QueryParam("was") @Nullable List<String> was,
            @QueryParam("pinned") @Nullable List<String> pinned,
            @QueryParam("pin") @Nullable List<String> pin,
            @QueryParam("apart") @Nullable List<String> apart,
            @QueryParam("apartOne") @Nullable String apartOne,
            @QueryParam("apartOther") @Nullable String apartOther,
            @QueryParam("budget") @Nullable String budget,
            @QueryParam("startBy") @Nullable String startBy,
            @QueryParam("refused") @Nullable String refused) {
        var found = together.ask(() -> cases.find(id));
        List<String> seats = seat == null ? List.of() : seat;
        List<String> pins = new ArrayList<>(matching(pin == null ? List.of() : pin));
        for (int i = 0; i < seats.size(); i++) {
            if (pinned != null
                    && pinned.contains(Integer.toString(i))
                    && seats.get(i).matches(PAIR)) {
                pins.add(seats.get(i));
            }
        }
        List<String> pairs = new ArrayList<>(matching(apart == null ? List.of() : apart));
        String added = apartOne + ":" + apartOther;
        if (added.matches(PAIR) && !Objects.equals(apartOne, apartOther)) {
            pairs.add(added);
        }
        TeamScore score = null;
        String said = refused != null && refused.matches("[a-z-]{1,60}") ? refused : "";
        try {
            score = matching.team(
                    id,
                    TeamsPage.number(budget),
                    TeamsPage.day(startBy),
                    pairs,
                    matching(seats),
                    matching(was == null ? List.of() : was),
                    pins);
        } catch (ServiceProblem problem) {
            if (problem.status() != 404 && !SAID.contains(problem.status())) {
                throw problem;
            }
            said = problem.status() == 404
                    ? "index-not-ready"
                    : problem.faults().isEmpty()
                            ? problem.code()
                            : problem.faults().getFirst().code();
        }
        List<TeamPerson> seen = score == null ? List.of() : score.people();
        var names = people.asking(seen.stream().map(TeamPerson::talentId));
        ClientCase it = found.get();
        return pages.ok(Templates.workbench(
                it,
                score,
                Member.of(seen, names.get()),
                rows(it, matching(seats), pins),
                pairs.stream()
                        .map(pair -> new Apart(pair, pair.split(":")[0], pair.split(":")[1]))
                        .toList(),
                kept(pins, pairs, budget, startBy),
                said,
                Objects.requireNonNullElse(TeamsPage.number(budget), ""),
                Objects.requireNonNullElse(TeamsPage.day(startBy), "")));
    }

    /** Selects who doesn't stand for the case yet, and makes a draft of a proposal with the teams. */
    @POST
    @Path("/team")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response propose(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        var form = Form.posted(Shape.of().build(), fields);
        List<String> chosen = Objects.requireNonNullElse(fields.get("chosen"), List.<String>of()).stream()
                .filter(seat -> seat.matches(PROPOSED_SEAT))
                .distinct()
                .toList();
        Map<String, String> standing = new HashMap<>();
        candidates.of(id).stream()
                .filter(Candidacy::internal)
                .forEach(each -> standing.put(each.positionId() + ":" + each.talentId(), each.candidacyId()));
        Map<String, ArrayNode> byLabel = new LinkedHashMap<>();
        try {
            for (String seat : chosen) {
                String[] parts = seat.split(",");
                String candidacy = standing.get(parts[1]);
                if (candidacy == null) {
                    String[] ids = parts[1].split(":");
                    candidacy = pipeline.select(
                                    id,
                                    form.key() + "-" + ids[1],
                                    json.createObjectNode()
                                            .put("positionId", ids[0])
                                            .put("talentId", ids[1]))
                            .candidacyId();
                    standing.put(parts[1], candidacy);
                }
                ObjectNode taken = byLabel.computeIfAbsent(parts[0], label -> json.createArrayNode())
                        .addObject();
                taken.put("positionId", parts[1].split(":")[0]).put("candidacyId", candidacy);
                taken.putObject("rate").put("amount", Long.parseLong(parts[2])).put("currency", "JPY");
            }
            var made = pipeline.propose(id, form.key(), draft(byLabel));
            return Pages.seeOther("/coordinator/proposals/" + made.proposalId() + "/draft");
        } catch (ServiceProblem problem) {
            if (!SAID.contains(problem.status())) {
                throw problem;
            }
            String code = problem.faults().isEmpty()
                    ? problem.code()
                    : problem.faults().getFirst().code();
            return Pages.seeOther("/coordinator/cases/" + id + "/team?"
                    + chosen.stream().map(seat -> "seat=" + seat.split(",")[1]).collect(Collectors.joining("&"))
                    + "&refused=" + code);
        }
    }

    private ObjectNode draft(Map<String, ArrayNode> byLabel) {
        ObjectNode draft = json.createObjectNode();
        ObjectNode plan = draft.putObject("plan");
        for (Language language : Language.values()) {
            plan.put(language.tag(), Messages.text(language, "workbench_plan"));
        }
        ArrayNode drafted = draft.putArray("teams");
        byLabel.forEach(
                (label, seats) -> drafted.addObject().put("label", label).set("seats", seats));
        return draft;
    }

    private static List<String> matching(List<String> pairs) {
        return pairs.stream().filter(pair -> pair.matches(PAIR)).distinct().toList();
    }

    /** A row for each head of each position, in the order of the case; who is seated beyond that has a row too. */
    private static List<Row> rows(ClientCase it, List<String> seats, List<String> pins) {
        List<Row> rows = new ArrayList<>();
        for (Position position : it.requirements().positions()) {
            List<String> here = seats.stream()
                    .filter(seat -> seat.startsWith(position.positionId() + ":"))
                    .toList();
            int heads = Math.max(here.size(), Objects.requireNonNullElse(position.headCount(), 1));
            for (int i = 0; i < heads; i++) {
                String seated = i < here.size() ? here.get(i) : "";
                rows.add(new Row(position, rows.size(), seated, pins.contains(seated)));
            }
        }
        return rows;
    }

    /** What a link to another team keeps of this page, beginning with an ampersand. */
    private static String kept(
            List<String> pins, List<String> pairs, @Nullable String budget, @Nullable String startBy) {
        StringBuilder kept = new StringBuilder();
        pairs.forEach(pair -> kept.append("&apart=").append(pair));
        String most = TeamsPage.number(budget);
        if (most != null) {
            kept.append("&budget=").append(most);
        }
        String by = TeamsPage.day(startBy);
        if (by != null) {
            kept.append("&startBy=").append(by);
        }
        pins.forEach(pin -> kept.append("&pin=").append(pin));
        return kept.toString();
    }

    /** The seats of a team as the button for a proposal sends them. */
    public static List<String> chosen(String label, TeamView team) {
        return team.seats().stream()
                .map(seat -> label + "," + seat.pair() + "," + seat.cost())
                .toList();
    }
}
