package jp.enishi.web.admin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jp.enishi.platform.taxonomy.Edge;
import jp.enishi.platform.taxonomy.Relation;
import jp.enishi.platform.taxonomy.Skill;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.web.page.Language;
import jp.enishi.web.page.Pages;
import org.jspecify.annotations.Nullable;

/** The words of the trade as every part of Enishi reads them: names, synonyms, and how near one comes to another. */
@Path("/admin/taxonomy")
@RolesAllowed("admin")
@RunOnVirtualThread
public class TaxonomyPages {
    private static final int MOST_FOUND = 50;
    private static final int LONGEST_WORDS = 100;

    private final Taxonomy taxonomy = Taxonomy.load();
    private final Pages pages;

    TaxonomyPages(Pages pages) {
        this.pages = pages;
    }

    /** How much there is of it. */
    record Size(String version, int skills, int synonyms, int roles, int industries) {}

    /** A skill that counts for another. */
    record Near(Skill skill, Relation relation, double closeness) {}

    @CheckedTemplate(basePath = "admin")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance taxonomy(
                TaxonomyPages.Size size, String words, @Nullable Skill meant, List<Skill> found);

        static native TemplateInstance skill(
                Skill skill, String version, List<Skill> broader, List<TaxonomyPages.Near> near);
    }

    @GET
    public Response all(@QueryParam("q") @Nullable String words) {
        String sought = Objects.requireNonNullElse(words, "").strip();
        String asked = sought.length() > LONGEST_WORDS ? sought.substring(0, LONGEST_WORDS) : sought;
        var size = new Size(
                taxonomy.version(),
                taxonomy.skills().size(),
                taxonomy.skills().stream()
                        .mapToInt(
                                skill -> skill.synonyms().size() + skill.whole().size())
                        .sum(),
                taxonomy.roles().size(),
                taxonomy.industries().size());
        var found = asked.isEmpty()
                ? taxonomy.skills().stream()
                        .sorted(Comparator.comparing((Skill skill) -> skill.name(reader())))
                        .toList()
                : taxonomy.suggest(asked, reader(), MOST_FOUND);
        var meant = asked.isEmpty() ? null : taxonomy.find(asked).orElse(null);
        return pages.ok(Templates.taxonomy(size, asked, meant, found));
    }

    @GET
    @Path("/{id}")
    public Response skill(@PathParam("id") String id) {
        var skill = taxonomy.skill(id).orElseThrow(NotFoundException::new);
        var broader = skill.broader().stream()
                .flatMap(one -> taxonomy.skill(one).stream())
                .toList();
        var near = taxonomy.neighbours(id).entrySet().stream()
                .filter(edge -> edge.getValue().relation() != Relation.EXACT)
                .flatMap(this::near)
                .sorted(Comparator.comparingDouble(Near::closeness)
                        .reversed()
                        .thenComparing(one -> one.skill().name(reader())))
                .toList();
        return pages.ok(Templates.skill(skill, taxonomy.version(), broader, near));
    }

    private Stream<Near> near(Map.Entry<String, Edge> edge) {
        return taxonomy.skill(edge.getKey()).stream()
                .map(skill -> new Near(
                        skill, edge.getValue().relation(), edge.getValue().closeness()));
    }

    private jp.enishi.platform.taxonomy.Language reader() {
        return pages.language() == Language.JA
                ? jp.enishi.platform.taxonomy.Language.JA
                : jp.enishi.platform.taxonomy.Language.EN;
    }
}
