package jp.enishi.web.meeting;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.List;
import java.util.Objects;
import jp.enishi.web.act.Act;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.Acts;
import jp.enishi.web.contract.Coordinators;
import jp.enishi.web.contract.Seats;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.form.Submission;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Meeting;
import jp.enishi.web.service.MeetingsService;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Meetings of the reader: the poll for a date, the date, and what came of it. Always free of charge. */
@Path("/meetings")
@RolesAllowed({"client", "talent", "coordinator"})
@RunOnVirtualThread
public class MeetingPages {
    private static final int ROWS = 20;
    private static final List<String> STATES = List.of("POLLING", "BOOKED", "HELD", "CANCELLED");
    private static final List<String> ANSWERS = List.of("YES", "MAYBE", "NO");
    private static final List<String> SIDES = List.of("CLIENT", "TALENT", "COORDINATOR");
    private static final Shape POLL = Shape.of()
            .with(Kind.ROWS, "/answers")
            .with(Kind.TEXT, "/answers/*/answer", "/answers/*/slotId")
            .chosen("/answers/*/answer")
            .build();

    private final MeetingsService meetings;
    private final Seats seats;
    private final Coordinators coordinators;
    private final ActPage acts;
    private final Submission submission;
    private final Pages pages;
    private final Now now;

    MeetingPages(
            @RestClient MeetingsService meetings,
            Seats seats,
            Coordinators coordinators,
            ActPage acts,
            Submission submission,
            Pages pages,
            Now now) {
        this.meetings = meetings;
        this.seats = seats;
        this.coordinators = coordinators;
        this.acts = acts;
        this.submission = submission;
        this.pages = pages;
        this.now = now;
    }

    @CheckedTemplate(basePath = "meeting")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance meetings(
                Slice<Meeting> meetings, Seats seats, String state, List<String> states, boolean later);

        static native TemplateInstance meeting(
                Meeting it,
                Seats.Seat seat,
                Form form,
                List<String> answers,
                List<String> sides,
                String coordinator,
                boolean begun,
                String saved);
    }

    @GET
    public Response meetings(
            @QueryParam("state") @Nullable String state, @QueryParam("cursor") @Nullable String cursor) {
        String chosen = STATES.contains(Objects.requireNonNullElse(state, "")) ? state : null;
        var found = meetings.meetings(ROWS, cursor, chosen == null ? List.of() : List.of(chosen));
        seats.ahead(found.items().stream().map(Meeting::candidacyId));
        return pages.ok(
                Templates.meetings(found, seats, Objects.requireNonNullElse(chosen, ""), STATES, cursor != null));
    }

    @GET
    @Path("/{id}")
    public Response meeting(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        var meeting = meetings.meeting(id);
        return pages.ok(page(meeting, form(meeting), Objects.requireNonNullElse(saved, "")));
    }

    @POST
    @Path("/{id}/answers")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response answer(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        String done = "/meetings/" + id + "?saved=answers";
        var posted = Form.posted(POLL, fields);
        var unanswered = posted.rows("/answers").stream()
                .map(row -> "/answers/" + row + "/answer")
                .filter(answer -> posted.value(answer).isEmpty())
                .toList();
        if (!Submission.again(fields) && !unanswered.isEmpty()) {
            unanswered.forEach(answer -> posted.fault(answer, "required"));
            return pages.show(422, page(meetings.meeting(id), posted, ""));
        }
        return submission.change(
                POLL,
                fields,
                form -> page(meetings.meeting(id), form, ""),
                (form, document) -> {
                    meetings.answer(id, form.etag(), document);
                    return Pages.seeOther(done);
                },
                () -> form(meetings.meeting(id)),
                document -> Submission.covers(answers(meetings.meeting(id)), document),
                done);
    }

    /** The address of the form alone, as after signing in again, leads to its page. */
    @GET
    @Path("/{id}/answers")
    public Response answers(@PathParam("id") String id) {
        return Pages.seeOther("/meetings/" + id);
    }

    @GET
    @Path("/{id}/{step:cancellation|outcome}")
    public Response ask(@PathParam("id") String id, @PathParam("step") String step) {
        return acts.ask(act(step), subject(id));
    }

    @POST
    @Path("/{id}/{step:cancellation|outcome}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response take(
            @PathParam("id") String id, @PathParam("step") String step, MultivaluedMap<String, String> fields) {
        return acts.send(
                act(step),
                fields,
                () -> subject(id),
                (form, said) -> {
                    if (step.equals("outcome")) {
                        meetings.outcome(id, form.etag(), said);
                    } else {
                        meetings.cancel(id, form.key(), form.etag(), said);
                    }
                },
                "/meetings/" + id + "?saved=" + step);
    }

    private TemplateInstance page(Meeting meeting, Form form, String saved) {
        var coordinator = coordinators.name(meeting.participants().stream()
                .filter(person -> person.side().equals("COORDINATOR"))
                .map(Meeting.Participant::userId)
                .findFirst()
                .orElse(null));
        return Templates.meeting(
                meeting, seat(meeting), form, ANSWERS, SIDES, coordinator.get(), now.over(meeting.start()), saved);
    }

    private Seats.Seat seat(Meeting meeting) {
        return seats.about(meeting);
    }

    private Form form(Meeting meeting) {
        return Form.of(POLL, answers(meeting), meeting.version(), pages.language());
    }

    private static ObjectNode answers(Meeting meeting) {
        var document = JsonNodeFactory.instance.objectNode();
        var rows = document.putArray("answers");
        for (var slot : meeting.slots()) {
            var row = rows.addObject().put("slotId", slot.slotId());
            String side = meeting.mySide();
            String answer = side == null ? null : slot.answers().get(side);
            if (answer != null) {
                row.put("answer", answer);
            }
        }
        return document;
    }

    private ActPage.Subject subject(String id) {
        var meeting = meetings.meeting(id);
        var title = meeting.title();
        String about = (title == null ? "" : title.in(pages.language())) + "　"
                + seat(meeting).who() + "　"
                + Formats.zoned(meeting.localStart(), meeting.zone(), pages.language());
        return new ActPage.Subject("/meetings/" + id, meeting.version(), about.strip());
    }

    private static Act act(String step) {
        return step.equals("outcome") ? Acts.OUTCOME : Acts.CANCELLATION;
    }
}
