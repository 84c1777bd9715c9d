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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.CoordinatorActs;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Meeting;
import jp.enishi.web.service.MeetingsService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What a coordinator alone does with a meeting: choose its date, and move it. */
@Path("/coordinator/meetings/{id}")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class MeetingActPages {
    private static final int DAYS_AHEAD = 14;
    private static final int MOST = 20;
    private static final Shape MOVE = Shape.of()
            .with(Kind.TIME, "/start")
            .with(Kind.TEXT, "/reason")
            .with(Kind.BOOLEAN, "/override")
            .build();

    private final MeetingsService meetings;
    private final ActPage acts;
    private final Submission submission;
    private final Pages pages;
    private final Now now;

    MeetingActPages(@RestClient MeetingsService meetings, ActPage acts, Submission submission, Pages pages, Now now) {
        this.meetings = meetings;
        this.acts = acts;
        this.submission = submission;
        this.pages = pages;
        this.now = now;
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance moving(Form form, Meeting it, List<MeetingsService.Suggestions.Suggestion> free);
    }

    @POST
    @Path("/booking")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response book(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return acts.send(
                CoordinatorActs.BOOKING,
                fields,
                () -> subject(id),
                (form, said) -> meetings.book(id, form.key(), form.etag(), said),
                "/meetings/" + id + "?saved=booking");
    }

    /** Asks how a date was agreed on to which not all have said that they can come. */
    @GET
    @Path("/overriding")
    public Response askOverride(@PathParam("id") String id, @QueryParam("slot") @Nullable String slot) {
        return acts.ask(CoordinatorActs.OVERRIDING, overriding(id, slot));
    }

    @POST
    @Path("/overriding")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response override(
            @PathParam("id") String id,
            @QueryParam("slot") @Nullable String slot,
            MultivaluedMap<String, String> fields) {
        return acts.send(
                CoordinatorActs.OVERRIDING,
                fields,
                () -> overriding(id, slot),
                (form, said) -> meetings.book(id, form.key(), form.etag(), said.put("override", true)),
                "/meetings/" + id + "?saved=booking");
    }

    private ActPage.Subject overriding(String id, @Nullable String slotId) {
        var meeting = meetings.meeting(id);
        String time = meeting.slots().stream()
                .filter(slot -> slot.slotId().equals(slotId))
                .map(slot -> Formats.zoned(slot.localStart(), meeting.zone(), pages.language()))
                .findFirst()
                .orElse("");
        return new ActPage.Subject(
                "/meetings/" + id,
                meeting.version(),
                time,
                null,
                Map.of("slotId", Objects.requireNonNullElse(slotId, "")));
    }

    /** The address of a form alone, as after signing in again, leads to its page. */
    @GET
    @Path("/booking")
    public Response booking(@PathParam("id") String id) {
        return Pages.seeOther("/meetings/" + id);
    }

    @GET
    @Path("/moving")
    public Response ask(@PathParam("id") String id, @QueryParam("start") @Nullable String start) {
        var meeting = meetings.meeting(id);
        return pages.ok(page(meeting, form(meeting).presetTime("/start", start)));
    }

    @POST
    @Path("/moving")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response move(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = "/meetings/" + id + "?saved=moving";
        return submission.change(
                MOVE,
                fields,
                form -> page(meetings.meeting(id), form),
                (form, document) -> {
                    meetings.move(id, form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> form(meetings.meeting(id)),
                document -> document.path("start")
                        .asText()
                        .equals(meetings.meeting(id).start()),
                done);
    }

    private TemplateInstance page(Meeting meeting, Form form) {
        var free = meetings.suggestions(
                meeting.meetingId(),
                now.today().plusDays(1).toString(),
                now.today().plusDays(DAYS_AHEAD).toString());
        return Templates.moving(form, meeting, free.items().stream().limit(MOST).toList());
    }

    private Form form(Meeting meeting) {
        return Form.of(MOVE, null, meeting.version(), pages.language(), pages.zone());
    }

    private ActPage.Subject subject(String id) {
        var meeting = meetings.meeting(id);
        var title = meeting.title();
        return new ActPage.Subject(
                "/meetings/" + id, meeting.version(), title == null ? "" : title.in(pages.language()));
    }
}
