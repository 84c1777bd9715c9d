package jp.enishi.web.coordinator;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.web.act.Act;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.CoordinatorActs;
import jp.enishi.web.form.Form;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Colleague;
import jp.enishi.web.service.InquiriesService;
import jp.enishi.web.service.Inquiry;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** A coordinator's work on inquiries, from taking one to a new client or its end. */
@Path("/coordinator/inquiries")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class InquiryPages {
    private static final int ROWS = 20;
    private static final List<String> STATES = List.of("NEW", "TAKEN", "QUALIFIED", "CLOSED");
    private static final Map<String, Act> STEPS = Map.of(
            "assignment", CoordinatorActs.TAKING,
            "contacts", CoordinatorActs.CONTACTING,
            "qualification", CoordinatorActs.QUALIFYING,
            "closing", CoordinatorActs.DISMISSAL);

    private final InquiriesService inquiries;
    private final ActPage acts;
    private final Pages pages;
    private final Now now;

    InquiryPages(@RestClient InquiriesService inquiries, ActPage acts, Pages pages, Now now) {
        this.inquiries = inquiries;
        this.acts = acts;
        this.pages = pages;
        this.now = now;
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance inquiries(
                Slice<Inquiry> found,
                String state,
                boolean mine,
                List<String> states,
                String reader,
                Now now,
                boolean later);

        static native TemplateInstance inquiry(
                Inquiry it, Form taking, Map<String, String> colleagues, String reader, boolean late, String saved);
    }

    @GET
    public Response inquiries(
            @QueryParam("state") @Nullable String state,
            @QueryParam("mine") @Nullable String mine,
            @QueryParam("cursor") @Nullable String cursor) {
        String wanted = state != null && STATES.contains(state) ? state : "";
        return pages.ok(Templates.inquiries(
                inquiries.inquiries(ROWS, cursor, wanted.isEmpty() ? null : wanted, mine == null ? null : true),
                wanted,
                mine != null,
                STATES,
                pages.readerId(),
                now,
                cursor != null));
    }

    @GET
    @Path("/{id}")
    public Response inquiry(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        var found = inquiries.inquiry(id);
        return pages.ok(Templates.inquiry(
                found,
                Form.of(CoordinatorActs.TAKING.shape(), null, found.version(), pages.language()),
                colleagues(),
                pages.readerId(),
                found.open() && now.over(found.dueAt()),
                Objects.requireNonNullElse(saved, "")));
    }

    @GET
    @Path("/{id}/{step:assignment|contacts|qualification|closing}")
    public Response ask(@PathParam("id") String id, @PathParam("step") String step) {
        return acts.ask(act(step), subject(id, step));
    }

    @POST
    @Path("/{id}/{step:assignment|contacts|qualification|closing}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response send(
            @PathParam("id") String id, @PathParam("step") String step, MultivaluedMap<String, String> fields) {
        return acts.send(
                act(step),
                fields,
                () -> subject(id, step),
                (form, said) -> inquiries.step(id, step, form.key(), form.etag(), said),
                "/coordinator/inquiries/" + id + "?saved=" + act(step).name());
    }

    /** The names of the coordinators; while the accounts can't be asked the page does without. */
    private Map<String, String> colleagues() {
        try {
            return inquiries.coordinators().stream()
                    .filter(each -> each.name() != null)
                    .collect(Collectors.toMap(
                            Colleague::userId,
                            each -> Objects.requireNonNull(each.name()),
                            (one, same) -> one,
                            LinkedHashMap::new));
        } catch (ServiceProblem problem) {
            if (problem.status() == 503) {
                return Map.of();
            }
            throw problem;
        }
    }

    /** A new client is called as the visitor wrote, unless the coordinator knows better. */
    private ActPage.Subject subject(String id, String step) {
        var found = inquiries.inquiry(id);
        String about = Stream.of(found.company(), found.person())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        Map<String, String> given = step.equals("qualification")
                ? Map.of(
                        "name/" + Objects.requireNonNullElse(found.language(), "ja"),
                        Objects.requireNonNullElse(found.company(), ""),
                        "contact",
                        Objects.requireNonNullElse(found.email(), ""))
                : Map.of();
        return new ActPage.Subject("/coordinator/inquiries/" + id, found.version(), about, null, given);
    }

    private static Act act(String step) {
        return Objects.requireNonNull(STEPS.get(step));
    }
}
