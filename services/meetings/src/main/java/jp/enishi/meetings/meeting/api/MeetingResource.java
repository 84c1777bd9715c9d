package jp.enishi.meetings.meeting.api;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.meetings.MeetingsConfig;
import jp.enishi.meetings.Scope;
import jp.enishi.meetings.meeting.application.AnswerPoll;
import jp.enishi.meetings.meeting.application.BookMeeting;
import jp.enishi.meetings.meeting.application.CallMeeting;
import jp.enishi.meetings.meeting.application.CancelMeeting;
import jp.enishi.meetings.meeting.application.RecordOutcome;
import jp.enishi.meetings.meeting.application.TakeReply;
import jp.enishi.meetings.meeting.calendar.Invitation;
import jp.enishi.meetings.meeting.calendar.ReplyReader;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingState;
import jp.enishi.meetings.meeting.domain.Participant;
import jp.enishi.meetings.meeting.domain.Suggestions;
import jp.enishi.meetings.meeting.domain.Text;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Refusal;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Meetings from the date poll to their outcome. */
@Path("/api/v1/meetings")
@Produces(MediaType.APPLICATION_JSON)
public class MeetingResource {
    static final String CALENDAR = "text/calendar";
    private static final int MOST_SUGGESTIONS = 50;
    private static final int LONGEST_SEARCH_DAYS = 60;
    private static final int LAST_YEAR = 9_999;

    private final CallMeeting callMeeting;
    private final AnswerPoll answerPoll;
    private final BookMeeting bookMeeting;
    private final CancelMeeting cancelMeeting;
    private final RecordOutcome recordOutcome;
    private final TakeReply takeReply;
    private final Attendees attendees;
    private final MeetingQueries queries;
    private final MeetingsConfig config;
    private final Idempotency idempotency;
    private final Caller caller;

    MeetingResource(
            CallMeeting callMeeting,
            AnswerPoll answerPoll,
            BookMeeting bookMeeting,
            CancelMeeting cancelMeeting,
            RecordOutcome recordOutcome,
            TakeReply takeReply,
            Attendees attendees,
            MeetingQueries queries,
            MeetingsConfig config,
            Idempotency idempotency,
            Caller caller) {
        this.callMeeting = callMeeting;
        this.answerPoll = answerPoll;
        this.bookMeeting = bookMeeting;
        this.cancelMeeting = cancelMeeting;
        this.recordOutcome = recordOutcome;
        this.takeReply = takeReply;
        this.attendees = attendees;
        this.queries = queries;
        this.config = config;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Action("meeting.create")
    @Cancellable(false)
    @APIResponse(
            responseCode = "201",
            description = "Called; the poll is open",
            content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Uni<Response> call(@NotNull @Valid Call call) {
        return idempotency.once(
                201,
                () -> callMeeting
                        .call(call.candidacyId(), call.plan())
                        .map(called -> Views.created(
                                URI.create("/api/v1/meetings/" + called.meetingId()),
                                view(called, null),
                                called.version())));
    }

    @GET
    @Action("meeting.list")
    public Uni<Page<MeetingView>> list(
            @BeanParam PageRequest page,
            @QueryParam("state") List<String> states,
            @QueryParam("case") @Nullable UUID caseId) {
        caller.require("meeting.list", Resource.none("meeting"));
        Cursor cursor = page.cursor(1);
        return queries.list(
                        Scope.of(caller.subject()),
                        states.stream().map(MeetingResource::state).toList(),
                        caseId,
                        cursor == null ? null : cursor.uuid(0),
                        page.limit() + 1)
                .map(rows -> Page.of(
                                rows,
                                page.limit(),
                                row -> Cursor.of(row.meeting().meetingId().toString()))
                        .map(found -> view(found.meeting(), found.title())));
    }

    @GET
    @Path("/{id}")
    @Action("meeting.read")
    @APIResponse(
            responseCode = "200",
            description = "The meeting",
            content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Uni<Response> read(@PathParam("id") UUID id) {
        return visible(id, "meeting.read")
                .map(found -> Views.of(
                        view(found.meeting(), found.title()), found.meeting().version()));
    }

    /** Times that may suit everybody, on the days from – to in Japan. */
    @GET
    @Path("/{id}/suggestions")
    @Action("meeting.suggest")
    public Uni<SuggestionsView> suggestions(
            @PathParam("id") UUID id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        LocalDate first = date(from, "/from");
        LocalDate last = date(to, "/to");
        if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_SEARCH_DAYS))) {
            throw ValidationFailure.at("/to", "range", Map.of("days", LONGEST_SEARCH_DAYS));
        }
        return visible(id, "meeting.suggest").chain(found -> {
            Meeting meeting = found.meeting();
            return queries.busy(meeting)
                    .map(busy -> SuggestionsView.of(
                            meeting,
                            Suggestions.find(
                                    meeting.participants().stream()
                                            .map(Participant::zone)
                                            .toList(),
                                    meeting.duration(),
                                    first,
                                    last,
                                    found.now(),
                                    start -> busy.free(start, meeting.duration()),
                                    MOST_SUGGESTIONS)));
        });
    }

    @PUT
    @Path("/{id}/answers")
    @Action("meeting.answer")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Answered; booked, when the rule chooses and this was the last answer",
            content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Uni<Response> answer(
            @PathParam("id") UUID id, @NotNull @Valid Answers answers, @Context HttpHeaders headers) {
        return answerPoll
                .answer(id, Preconditions.version(headers), answers.bySlot())
                .map(this::answer);
    }

    @POST
    @Path("/{id}/booking")
    @Action("meeting.book")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Booked",
            content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Uni<Response> book(
            @PathParam("id") UUID id, @NotNull @Valid Bodies.Booking booking, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200,
                () -> bookMeeting
                        .book(id, expected, booking.slotId(), Boolean.TRUE.equals(booking.override()), booking.reason())
                        .map(this::answer));
    }

    @PUT
    @Path("/{id}/booking")
    @Action("meeting.move")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Moved",
            content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Uni<Response> move(
            @PathParam("id") UUID id, @NotNull @Valid Bodies.Move move, @Context HttpHeaders headers) {
        PlaceBody place = move.place();
        return bookMeeting
                .move(
                        id,
                        Preconditions.version(headers),
                        move.start(),
                        place == null ? null : place.place(),
                        Boolean.TRUE.equals(move.override()),
                        move.reason())
                .map(this::answer);
    }

    @POST
    @Path("/{id}/cancellation")
    @Action("meeting.cancel")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Cancelled",
            content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Uni<Response> cancel(
            @PathParam("id") UUID id, @NotNull @Valid Bodies.Cancellation cancellation, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200,
                () -> cancelMeeting.cancel(id, expected, cancellation.reason()).map(this::answer));
    }

    @PUT
    @Path("/{id}/outcome")
    @Action("meeting.outcome")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Written down; the last of the three ends the meeting",
            content = @Content(schema = @Schema(implementation = MeetingView.class)))
    public Uni<Response> outcome(
            @PathParam("id") UUID id, @NotNull @Valid Bodies.OutcomeBody outcome, @Context HttpHeaders headers) {
        return recordOutcome
                .record(
                        id,
                        Preconditions.version(headers),
                        outcome.side(),
                        outcome.outcome(),
                        outcome.feedback(),
                        outcome.adjustment())
                .map(this::answer);
    }

    /** The booked meeting for the caller's calendar, in their zone and language. */
    @GET
    @Path("/{id}/calendar.ics")
    @Action("meeting.calendar")
    @Produces(CALENDAR)
    @APIResponse(
            responseCode = "200",
            description = "An iCalendar object",
            content = @Content(mediaType = CALENDAR, schema = @Schema(type = SchemaType.STRING)))
    public Uni<Response> calendar(@PathParam("id") UUID id) {
        return visible(id, "meeting.calendar").map(found -> {
            Meeting meeting = found.meeting();
            if (meeting.start() == null) {
                throw new RuleViolation(
                        "meeting-step-illegal", Map.of("state", meeting.state().name()));
            }
            Participant reader = Optional.ofNullable(caller.subject().userId())
                    .flatMap(meeting::sideOf)
                    .map(meeting::participant)
                    .orElseThrow();
            Text title = Objects.requireNonNullElse(found.title(), new Text("Enishi", null));
            String text = new Invitation(meeting, title, config.organizer()).forDownload(reader, found.now());
            return Response.ok(text, CALENDAR + "; charset=UTF-8")
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"meeting.ics\"")
                    .build();
        });
    }

    /** What a mail hook got from a participant's calendar: METHOD:REPLY to one of our invitations. */
    @POST
    @Path("/calendar-replies")
    @Action("meeting.calendar-reply")
    @Consumes(CALENDAR)
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Understood",
            content = @Content(schema = @Schema(implementation = Bodies.ReplyView.class)))
    public Uni<Response> reply(@NotNull String text) {
        ReplyReader.Reply reply = ReplyReader.read(text);
        return queries.find(reply.meetingId(), Scope.of(caller.subject()))
                .map(found -> {
                    if (found == null) {
                        throw ValidationFailure.at("/uid", "uid-unknown");
                    }
                    return found.meeting();
                })
                .chain(meeting -> attendees.sideOf(meeting, reply.address()))
                .chain(side -> idempotency.once(
                        200,
                        () -> takeReply
                                .take(reply, side)
                                .map(taken -> new Bodies.ReplyView(taken.meetingId(), side, reply.attendance()))));
    }

    private Uni<MeetingQueries.Found> visible(UUID id, String action) {
        return queries.find(id, Scope.of(caller.subject())).map(found -> {
            if (found == null) {
                throw new NotFound("meeting", id);
            }
            Meeting meeting = found.meeting();
            boolean own = Optional.ofNullable(caller.subject().userId())
                    .flatMap(meeting::sideOf)
                    .isPresent();
            caller.require(action, Resource.of("meeting", own, meeting.state()));
            return found;
        });
    }

    private Response answer(Meeting changed) {
        return Views.of(view(changed, null), changed.version());
    }

    private MeetingView view(Meeting meeting, @Nullable Text title) {
        return MeetingView.of(meeting, title, caller.subject());
    }

    private static MeetingState state(String text) {
        return Arrays.stream(MeetingState.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ValidationFailure.at("/state", "unknown-state"));
    }

    private static LocalDate date(@Nullable String text, String pointer) {
        if (text == null) {
            throw ValidationFailure.at(pointer, "required");
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
                throw new Refusal(400, "parameter-malformed");
            }
            return date;
        } catch (DateTimeException malformed) {
            throw new Refusal(400, "parameter-malformed");
        }
    }
}
