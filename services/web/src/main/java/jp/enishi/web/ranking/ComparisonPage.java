package jp.enishi.web.ranking;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.Explanation;
import jp.enishi.web.service.Match;
import jp.enishi.web.service.MatchingService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Up to four people of a ranking side by side, need by need. */
@Path("/client/cases/{id}/comparison")
@RolesAllowed("client")
@RunOnVirtualThread
public class ComparisonPage {
    private final CasesService cases;
    private final MatchingService matching;
    private final Pages pages;

    ComparisonPage(@RestClient CasesService cases, @RestClient MatchingService matching, Pages pages) {
        this.cases = cases;
        this.matching = matching;
        this.pages = pages;
    }

    /** A need, and how each of them meets it, in their order. */
    public record Row(Explanation.Requirement need, List<Explanation.@Nullable Requirement> answers) {}

    @CheckedTemplate(basePath = "ranking")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance comparison(
                ClientCase it, String back, List<Match> people, List<Row> rows, boolean tooMany);
    }

    @GET
    public Response compare(
            @PathParam("id") String id,
            @QueryParam("position") @Nullable String position,
            @BeanParam Narrowed narrowed) {
        var found = cases.find(id);
        var wanted = narrowed.ticked();
        var people = wanted.isEmpty()
                ? List.<Match>of()
                : matching.chosen(id, position, wanted, Narrowed.MOST).items();
        return pages.ok(Templates.comparison(
                found, back(found.caseId(), position, narrowed), people, rows(people), narrowed.tooMany()));
    }

    /** The list as it was left, with the same people ticked. */
    private static String back(String caseId, @Nullable String position, Narrowed narrowed) {
        String place = (position == null ? "" : "&position=" + URLEncoder.encode(position, StandardCharsets.UTF_8))
                + narrowed.place();
        return "/client/cases/" + caseId + (place.isEmpty() ? "" : "?" + place.substring(1));
    }

    private static List<Row> rows(List<Match> people) {
        if (people.isEmpty()) {
            return List.of();
        }
        return people.getFirst().explanation().requirements().stream()
                .map(need -> new Row(
                        need,
                        people.stream()
                                .<Explanation.@Nullable Requirement>map(person -> answer(person, need))
                                .toList()))
                .toList();
    }

    private static Explanation.@Nullable Requirement answer(Match person, Explanation.Requirement need) {
        return person.explanation().requirements().stream()
                .filter(each -> each.skill().equals(need.skill()) && each.kind().equals(need.kind()))
                .findFirst()
                .orElse(null);
    }
}
