package jp.enishi.web.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.platform.taxonomy.Edge;
import jp.enishi.platform.taxonomy.Relation;
import jp.enishi.platform.taxonomy.Role;
import jp.enishi.platform.taxonomy.Skill;
import jp.enishi.platform.taxonomy.Term;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.AdminActs;
import jp.enishi.web.form.Form;
import jp.enishi.web.page.Language;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Vocabulary;
import jp.enishi.web.service.OwnWords;
import jp.enishi.web.service.TaxonomyService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * The words of the trade as every part of Enishi reads them: names, synonyms, and how near one comes to another. What is
 * shipped stays; words can be added to it, and taken back.
 */
@Path("/admin/taxonomy")
@RolesAllowed("admin")
@RunOnVirtualThread
public class TaxonomyPages {
    private static final int MOST_FOUND = 50;
    private static final int LONGEST_WORDS = 100;

    private static final String HOME = "/admin/taxonomy";

    private final TaxonomyService service;
    private final ActPage acts;
    private final Pages pages;

    TaxonomyPages(@RestClient TaxonomyService service, ActPage acts, Pages pages) {
        this.service = service;
        this.acts = acts;
        this.pages = pages;
    }

    /** How much there is of it. */
    record Size(String version, int skills, int synonyms, int roles, int industries) {}

    /** The skills of a kind, by name. */
    record Kind(String kind, List<Skill> skills) {}

    /** A word that was added, and what it stands for. */
    record Own(String name, OwnWords.Word word) {}

    /** A skill that counts for another. */
    record Near(Skill skill, Relation relation, double closeness) {}

    @CheckedTemplate(basePath = "admin")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance taxonomy(
                TaxonomyPages.Size size,
                String words,
                @Nullable Term meant,
                List<Skill> found,
                List<TaxonomyPages.Kind> kinds,
                List<TaxonomyPages.Own> own,
                Collection<Role> roles,
                String saved);

        static native TemplateInstance skill(
                Skill skill, String version, List<Skill> broader, List<TaxonomyPages.Near> near);
    }

    @GET
    public Response all(@QueryParam("q") @Nullable String words, @QueryParam("saved") @Nullable String saved) {
        var added = added();
        var taxonomy = Vocabulary.taxonomy();
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
        List<Skill> found = asked.isEmpty() ? List.of() : taxonomy.suggest(asked, reader(), MOST_FOUND);
        List<Kind> kinds = asked.isEmpty() ? kinds(taxonomy.skills()) : List.of();
        var meant = asked.isEmpty() ? null : taxonomy.meaning(asked).orElse(null);
        var own = added.words().reversed().stream()
                .map(word -> new Own(name(word.concept()), word))
                .toList();
        return pages.ok(Templates.taxonomy(
                size, asked, meant, found, kinds, own, taxonomy.roles(), Objects.requireNonNullElse(saved, "")));
    }

    private List<Kind> kinds(Collection<Skill> skills) {
        return skills.stream()
                .sorted(Comparator.comparing((Skill skill) -> skill.name(reader())))
                .collect(Collectors.groupingBy(Skill::kind, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> new Kind(each.getKey(), each.getValue()))
                .toList();
    }

    @GET
    @Path("/{id}")
    public Response skill(@PathParam("id") String id) {
        var taxonomy = Vocabulary.taxonomy();
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

    @GET
    @Path("/{id}/word")
    public Response askForWord(@PathParam("id") String id) {
        return acts.ask(AdminActs.WORDING, subject(id));
    }

    @POST
    @Path("/{id}/word")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        known(id);
        return acts.send(
                AdminActs.WORDING,
                fields,
                () -> subject(id),
                (form, said) -> edit(form, said, "ADD", id),
                HOME + "?saved=wording");
    }

    @GET
    @Path("/{id}/retirement")
    public Response askWhetherToRetire(@PathParam("id") String id, @QueryParam("word") @Nullable String word) {
        return acts.ask(AdminActs.RETIRING, retired(id, word));
    }

    @POST
    @Path("/{id}/retirement")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response retire(
            @PathParam("id") String id,
            @QueryParam("word") @Nullable String word,
            MultivaluedMap<String, String> fields) {
        return acts.send(
                AdminActs.RETIRING,
                fields,
                () -> retired(id, word),
                (form, said) -> edit(form, said, "RETIRE", id),
                HOME + "?saved=retiring");
    }

    private void edit(Form form, ObjectNode said, String change, String concept) {
        var told =
                service.edit(form.key(), form.etag(), said.put("change", change).put("concept", concept));
        Vocabulary.learn(told.revision(), told.added());
    }

    private OwnWords added() {
        var told = service.added();
        Vocabulary.learn(told.revision(), told.added());
        return told;
    }

    private ActPage.Subject subject(String id) {
        return new ActPage.Subject(HOME, added().revision(), known(id));
    }

    private ActPage.Subject retired(String id, @Nullable String word) {
        var added = added();
        var own = added.words().stream()
                .filter(one -> one.concept().equals(id) && one.word().equals(word))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        return new ActPage.Subject(
                HOME,
                added.revision(),
                Messages.text(pages.language(), "taxonomy_stands_for", own.word(), name(id)),
                null,
                Map.of("word", own.word()));
    }

    private String known(String id) {
        return named(id).orElseThrow(NotFoundException::new);
    }

    /** The name of a skill or role; its id where only another release knows it. */
    private String name(String id) {
        return named(id).orElse(id);
    }

    private Optional<String> named(String id) {
        var taxonomy = Vocabulary.taxonomy();
        return taxonomy.skill(id)
                .map(Term.class::cast)
                .or(() -> taxonomy.role(id))
                .map(term -> term.name(reader()));
    }

    private Stream<Near> near(Map.Entry<String, Edge> edge) {
        return Vocabulary.taxonomy().skill(edge.getKey()).stream()
                .map(skill -> new Near(
                        skill, edge.getValue().relation(), edge.getValue().closeness()));
    }

    private jp.enishi.platform.taxonomy.Language reader() {
        return pages.language() == Language.JA
                ? jp.enishi.platform.taxonomy.Language.JA
                : jp.enishi.platform.taxonomy.Language.EN;
    }
}
