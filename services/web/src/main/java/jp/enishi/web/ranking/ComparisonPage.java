package jp.enishi.web.ranking;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
    private static final int MOST = 4;
    private static final Predicate<String> IS_ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").asMatchPredicate();

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
                ClientCase it, String position, List<Match> people, List<Row> rows, boolean tooMany);
    }

    @GET
    public Response compare(
            @PathParam("id") String id,
            @QueryParam("position") @Nullable String position,
            @QueryParam("talent") List<String> chosen) {
        var found = cases.find(id);
        var wanted = chosen.stream().filter(IS_ID).distinct().limit(MOST).toList();
        var people = wanted.isEmpty()
                ? List.<Match>of()
                : matching.chosen(id, position, wanted, MOST).items();
        return pages.ok(Templates.comparison(
                found,
                Objects.requireNonNullElse(position, ""),
                people,
                rows(people),
                chosen.stream().filter(IS_ID).distinct().count() > MOST));
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
