package jp.enishi.web.ranking;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.enishi.web.contract.People;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.Match;
import jp.enishi.web.service.MatchingService;
import jp.enishi.web.service.NearMatch;
import jp.enishi.web.service.Position;
import jp.enishi.web.service.Ranking;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The ranked people of a case's position: anonymised for the client, and the same with their names for coordinators. */
@RequestScoped
public class RankingPage {
    private static final int ROWS = 10;

    private final CasesService cases;
    private final MatchingService matching;
    private final People people;
    private final Together together;
    private final Pages pages;

    RankingPage(
            @RestClient CasesService cases,
            @RestClient MatchingService matching,
            People people,
            Together together,
            Pages pages) {
        this.cases = cases;
        this.matching = matching;
        this.people = people;
        this.together = together;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "ranking")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance ranking(
                ClientCase it,
                Ranking ranking,
                Map<String, String> names,
                String chosen,
                String here,
                String back,
                String teams,
                boolean later,
                boolean ready,
                @Nullable Standing standing,
                Narrowed narrowed,
                @Nullable ServiceProblem fault);
    }

    /** What a client sees of a case that is closed: that it is, and what is still of use. */
    @CheckedTemplate(basePath = "ranking")
    static final class Closed {
        private Closed() {}

        static native TemplateInstance closed(ClientCase it);
    }

    /** Who stands for the position already, for coordinators, who may seat the others. */
    public record Standing(String address, Map<String, Candidacy> byTalent) {}

    /**
     * The page.
     *
     * @param here the address of the page without its query
     * @param back the address of the list or case it came from
     */
    public Response show(
            String caseId,
            @Nullable String position,
            Narrowed narrowed,
            @Nullable String cursor,
            String here,
            String back) {
        return show(caseId, position, narrowed, cursor, here, back, chosen -> null);
    }

    /** The page with a button to seat people, where the reader may. */
    public Response show(
            String caseId,
            @Nullable String position,
            Narrowed narrowed,
            @Nullable String cursor,
            String here,
            String back,
            Function<String, @Nullable Standing> standing) {
        var asked = together.ask(() -> matching.ranking(
                caseId,
                position,
                narrowed.words(),
                narrowed.value("role"),
                narrowed.value("skill"),
                narrowed.value("industry"),
                narrowed.value("workplace"),
                narrowed.value("sort"),
                ROWS,
                cursor));
        var found = cases.find(caseId);
        if ("CLOSED".equals(found.status()) && pages.page().under("/client")) {
            return pages.ok(Closed.closed(found));
        }
        String chosen = position != null ? position : first(found);
        String teams = here.replaceFirst("/ranking$", "") + "/teams";
        try {
            var standings = together.ask(() -> Optional.ofNullable(standing.apply(chosen)));
            var ranked = asked.get();
            var names = people.asking(talents(ranked));
            return pages.ok(Templates.ranking(
                    found,
                    ranked,
                    names.get(),
                    chosen,
                    here,
                    back,
                    teams,
                    cursor != null,
                    true,
                    standings.get().orElse(null),
                    narrowed,
                    null));
        } catch (ServiceProblem problem) {
            boolean unsearchable = problem.status() == 422 && cursor == null && narrowed.words() != null;
            if (problem.status() != 404 && !unsearchable) {
                throw problem;
            }
            var none = new Ranking(
                    caseId, found.version(), null, null, List.of(), List.of(), null, 0, List.of(), List.of());
            return pages.ok(Templates.ranking(
                    found,
                    none,
                    Map.of(),
                    chosen,
                    here,
                    back,
                    teams,
                    false,
                    unsearchable,
                    null,
                    narrowed,
                    unsearchable ? problem : null));
        }
    }

    private static Stream<String> talents(Ranking ranking) {
        return Stream.concat(
                ranking.items().stream().map(Match::talentId),
                ranking.nearMisses().stream().map(NearMatch::talentId));
    }

    private static String first(ClientCase found) {
        return found.requirements().positions().stream()
                .map(Position::positionId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
