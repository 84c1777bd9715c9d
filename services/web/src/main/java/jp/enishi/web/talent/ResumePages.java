package jp.enishi.web.talent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.ContractsService;
import jp.enishi.web.service.Reached;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Sheet;
import jp.enishi.web.service.Talent;
import jp.enishi.web.service.TalentsService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * What a talent keeps: résumé, profile, availability and wishes, each a form of its own, so that saving one loses
 * nothing of another; and the anonymised sheet as clients see it.
 */
@Path("/talent")
@RolesAllowed("talent")
@RunOnVirtualThread
public class ResumePages {
    private static final int MOST = 100;

    private final TalentsService talents;
    private final ContractsService contracts;
    private final Pages pages;
    private final Submission submission;
    private final ObjectMapper json;
    private final Now now;

    ResumePages(
            @RestClient TalentsService talents,
            @RestClient ContractsService contracts,
            Pages pages,
            Submission submission,
            ObjectMapper json,
            Now now) {
        this.talents = talents;
        this.contracts = contracts;
        this.pages = pages;
        this.submission = submission;
        this.json = json;
        this.now = now;
    }

    /** What is still missing, and on which page it is filled in. */
    public record Missing(String pointer, String address) {}

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance resume(Form form, List<Missing> missing, String saved, boolean fresh);

        static native TemplateInstance profile(Form form, List<Missing> missing, String saved, boolean fresh);

        static native TemplateInstance availability(
                Form form, List<Missing> missing, String saved, boolean fresh, List<FreeMonths.Month> months);

        static native TemplateInstance wishes(Form form, List<Missing> missing, String saved, boolean fresh);

        static native TemplateInstance sheet(Sheet sheet, String id);

        static native TemplateInstance preview(Sheet sheet);
    }

    @GET
    @Path("/{part:resume|profile|availability|wishes}")
    public Response form(@PathParam("part") String part, @QueryParam("saved") @Nullable String saved) {
        var talent = talents.mine();
        return pages.ok(page(part, talent, missing(talent), Objects.requireNonNullElse(saved, ""), true)
                .apply(form(part, talent)));
    }

    @POST
    @Path("/{part:resume|profile|availability|wishes}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response save(@PathParam("part") String part, MultivaluedMap<String, String> fields) {
        var talent = talents.mine();
        String done = "/talent/" + part + "?saved=" + part;
        return submission.change(
                shape(part),
                fields,
                page(part, talent, List.of(), "", false),
                (form, document) -> {
                    talents.revise(talent.talentId(), part, form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> form(part, talents.mine()),
                document -> {
                    JsonNode stored = part(part, talents.mine());
                    return stored != null && Submission.covers(stored, document);
                },
                done);
    }

    /**
     * The anonymised sheet of what is typed so far, for the place beside the form; nothing is saved. What can't be read yet
     * changes nothing there.
     */
    @POST
    @Path("/resume/preview")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response preview(MultivaluedMap<String, String> fields) {
        var form = Form.posted(TalentForms.RESUME, fields);
        form.tidy();
        var document = form.document();
        if (!form.faults().isEmpty()) {
            return Response.noContent().build();
        }
        try {
            return pages.ok(Templates.preview(talents.preview(talents.mine().talentId(), document)));
        } catch (ServiceProblem problem) {
            if (problem.status() == 422) {
                return Response.noContent().build();
            }
            throw problem;
        }
    }

    @GET
    @Path("/sheet")
    public Response sheet() {
        String id = talents.mine().talentId();
        return pages.ok(Templates.sheet(talents.sheet(id), id));
    }

    private Form form(String part, Talent talent) {
        return Form.of(shape(part), part(part, talent), talent.version(), pages.language());
    }

    private @Nullable JsonNode part(String part, Talent talent) {
        return switch (part) {
            case "profile" -> json.valueToTree(talent.profile());
            case "availability" -> talent.availability();
            case "wishes" -> talent.wishes();
            default -> talent.resume();
        };
    }

    private static Shape shape(String part) {
        return switch (part) {
            case "profile" -> TalentForms.PROFILE;
            case "availability" -> TalentForms.AVAILABILITY;
            case "wishes" -> TalentForms.WISHES;
            default -> TalentForms.RESUME;
        };
    }

    private Function<Form, TemplateInstance> page(
            String part, Talent talent, List<Missing> missing, String saved, boolean fresh) {
        return switch (part) {
            case "profile" -> form -> Templates.profile(form, missing, saved, fresh);
            case "availability" -> form -> Templates.availability(form, missing, saved, fresh, months(talent));
            case "wishes" -> form -> Templates.wishes(form, missing, saved, fresh);
            default -> form -> Templates.resume(form, missing, saved, fresh);
        };
    }

    /** The calendar beside the form, which needs no calendar to be filled in. */
    private List<FreeMonths.Month> months(Talent talent) {
        return Reached.orEmpty("the engagements of a talent's calendar", () -> contracts.engagements(MOST, null))
                .map(engagements -> FreeMonths.of(now.today(), talent.availability(), engagements.items()))
                .orElseGet(List::of);
    }

    /** What is still to be filled in, and where. */
    static List<Missing> missing(Talent talent) {
        var completeness = talent.completeness();
        if (completeness == null) {
            return List.of();
        }
        return completeness.missing().stream()
                .map(pointer -> {
                    String[] steps = pointer.split("/", 3);
                    String part = steps.length > 1 ? steps[1] : "resume";
                    String field = steps.length > 2 ? "/" + steps[2] : "";
                    return new Missing(pointer, "/talent/" + part + "#" + Form.id(field));
                })
                .toList();
    }
}
