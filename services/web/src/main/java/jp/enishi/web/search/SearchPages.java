package jp.enishi.web.search;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.enishi.web.act.Act;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.Acts;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.SavedSearch;
import jp.enishi.web.service.SearchesService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What a reader wants to be told of when it appears: of cases for talent, of talent for clients. */
@Path("/searches")
@RolesAllowed({"talent", "client"})
@RunOnVirtualThread
public class SearchPages {
    private static final String LIST = "/searches";
    private static final Shape SHAPE = Shape.of()
            .with(Kind.TEXT, "/name")
            .with(Kind.CODES, "/criteria/roles")
            .with(Kind.SKILLS, "/criteria/skills")
            .with(Kind.TEXT, "/criteria/text")
            .with(Kind.YEN, "/criteria/rate")
            .with(Kind.CODES, "/criteria/workplaces", "/criteria/prefectures")
            .with(Kind.TEXT, "/criteria/start")
            .with(Kind.CODES, "/criteria/industries")
            .with(Kind.BOOLEAN, "/paused")
            .build();
    /** Parameters of the address from which a new search is begun, and the criteria that they fill. */
    private static final Map<String, String> LISTS = Map.of(
            "role", "roles",
            "skill", "skills",
            "workplace", "workplaces",
            "prefecture", "prefectures",
            "industry", "industries");

    private final SearchesService searches;
    private final ActPage acts;
    private final Pages pages;
    private final Submission submission;
    private final ObjectMapper json;

    SearchPages(
            @RestClient SearchesService searches, ActPage acts, Pages pages, Submission submission, ObjectMapper json) {
        this.searches = searches;
        this.acts = acts;
        this.pages = pages;
        this.submission = submission;
        this.json = json;
    }

    @CheckedTemplate(basePath = "search")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(List<SavedSearch> searches, String saved);

        static native TemplateInstance form(Form form, String address, boolean talent);
    }

    @GET
    public Response list(@QueryParam("saved") @Nullable String saved) {
        return pages.ok(Templates.list(searches.list().items(), Objects.requireNonNullElse(saved, "")));
    }

    /** The form, filled with what the reader was looking at. */
    @GET
    @Path("/new")
    public Response begin(@Context UriInfo address) {
        ObjectNode document = json.createObjectNode();
        ObjectNode criteria = document.putObject("criteria");
        MultivaluedMap<String, String> given = address.getQueryParameters();
        LISTS.forEach((parameter, field) -> {
            ArrayNode values = json.createArrayNode();
            given.getOrDefault(parameter, List.of()).stream()
                    .filter(value -> !value.isBlank())
                    .forEach(values::add);
            if (!values.isEmpty()) {
                criteria.set(field, values);
            }
        });
        String words = given.getFirst("q");
        if (words != null && !words.isBlank()) {
            criteria.put("text", words.strip());
        }
        String rate = given.getFirst("rate");
        if (rate != null && rate.matches("[0-9]{1,9}")) {
            criteria.put("rate", Long.parseLong(rate));
        }
        String start = given.getFirst("start");
        if (start != null && start.matches("[0-9-]{10}")) {
            criteria.put("start", start);
        }
        return pages.ok(page(Form.of(SHAPE, document, 0, pages.language()), LIST));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response save(MultivaluedMap<String, String> fields) {
        return submission.create(SHAPE, fields, form -> page(form, LIST), (form, document) -> {
            searches.save(form.key(), whole(document));
            return Pages.seeOther(LIST + "?saved=search");
        });
    }

    @GET
    @Path("/{id}")
    public Response show(@PathParam("id") String id) {
        return pages.ok(page(form(searches.find(id)), LIST + "/" + id));
    }

    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = LIST + "?saved=search";
        return submission.change(
                SHAPE,
                fields,
                form -> page(form, LIST + "/" + id),
                (form, document) -> {
                    searches.change(id, form.etag(), whole(document));
                    return Pages.seeOther(done);
                },
                () -> form(searches.find(id)),
                document -> Submission.covers(json.valueToTree(searches.find(id)), document),
                done);
    }

    @GET
    @Path("/{id}/pausing")
    public Response askPause(@PathParam("id") String id) {
        return acts.ask(Acts.PAUSING, subject(id));
    }

    @POST
    @Path("/{id}/pausing")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response pause(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return pausing(Acts.PAUSING, id, fields, true);
    }

    @GET
    @Path("/{id}/resuming")
    public Response askResume(@PathParam("id") String id) {
        return acts.ask(Acts.RESUMING, subject(id));
    }

    @POST
    @Path("/{id}/resuming")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response resume(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return pausing(Acts.RESUMING, id, fields, false);
    }

    @GET
    @Path("/{id}/discarding")
    public Response askDiscard(@PathParam("id") String id) {
        return acts.ask(Acts.DISCARDING, subject(id));
    }

    @POST
    @Path("/{id}/discarding")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response discard(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return acts.send(
                Acts.DISCARDING,
                fields,
                () -> subject(id),
                (form, said) -> searches.delete(id, form.etag()),
                LIST + "?saved=discarding");
    }

    private Response pausing(Act act, String id, MultivaluedMap<String, String> fields, boolean paused) {
        return acts.send(
                act,
                fields,
                () -> subject(id),
                (form, said) -> {
                    SavedSearch found = searches.find(id);
                    ObjectNode draft = json.createObjectNode();
                    draft.put("name", found.name());
                    draft.set("criteria", stripped(found));
                    draft.put("paused", paused);
                    searches.change(id, form.etag(), draft);
                },
                LIST + "?saved=" + act.name());
    }

    /** Without what isn't asked for. */
    private ObjectNode stripped(SavedSearch search) {
        ObjectNode criteria = json.valueToTree(search.criteria());
        criteria.properties().removeIf(member -> member.getValue().isNull());
        return criteria;
    }

    private ActPage.Subject subject(String id) {
        SavedSearch found = searches.find(id);
        return new ActPage.Subject(LIST, found.version(), found.name());
    }

    private Form form(SavedSearch search) {
        ObjectNode document = json.createObjectNode();
        document.put("name", search.name());
        document.set("criteria", stripped(search));
        document.put("paused", search.paused());
        return Form.of(SHAPE, document, search.version(), pages.language());
    }

    private TemplateInstance page(Form form, String address) {
        return Templates.form(form, address, pages.page().is("talent"));
    }

    /** A form in which nothing was filled says nothing of the criteria; the service then says what is missing. */
    private static ObjectNode whole(ObjectNode document) {
        if (!document.has("criteria")) {
            document.putObject("criteria");
        }
        return document;
    }
}
