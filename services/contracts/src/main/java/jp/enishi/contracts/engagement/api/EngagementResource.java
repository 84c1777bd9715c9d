package jp.enishi.contracts.engagement.api;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.LongFunction;
import jp.enishi.contracts.engagement.api.EngagementView.EngagementLine;
import jp.enishi.contracts.engagement.application.SupportEngagement;
import jp.enishi.contracts.engagement.application.SupportEngagement.Whole;
import jp.enishi.contracts.engagement.domain.Engagement;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Running engagements and the support for them. */
@Path("/api/v1/engagements")
public class EngagementResource {
    private final SupportEngagement support;
    private final Idempotency idempotency;

    EngagementResource(SupportEngagement support, Idempotency idempotency) {
        this.support = support;
        this.idempotency = idempotency;
    }

    @GET
    @Action("engagement.list")
    public Uni<Page<EngagementLine>> list(@BeanParam PageRequest page, @QueryParam("order") @Nullable UUID order) {
        Cursor cursor = page.cursor(1);
        return support.list(order, cursor == null ? null : cursor.uuid(0), page.limit() + 1)
                .map(rows -> Page.of(
                                rows,
                                page.limit(),
                                (Engagement engagement) ->
                                        Cursor.of(engagement.engagementId().toString()))
                        .map(EngagementLine::of));
    }

    @GET
    @Path("/{id}")
    @Action("engagement.read")
    @APIResponse(
            responseCode = "200",
            description = "The engagement",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> read(@PathParam("id") UUID id) {
        return support.read(id).map(EngagementResource::answer);
    }

    @POST
    @Path("/{id}/owner")
    @Action("engagement.assign")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Looked after by somebody else",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> assign(
            @PathParam("id") UUID id, @NotNull @Valid Acts.Assignment assignment, @Context HttpHeaders headers) {
        return once(headers, expected -> support.assign(id, expected, assignment.owner()));
    }

    @POST
    @Path("/{id}/check-ins")
    @Action("engagement.check-in")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Scheduled",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> scheduleCheckIn(
            @PathParam("id") UUID id, @NotNull @Valid Acts.CheckInDraft draft, @Context HttpHeaders headers) {
        return once(headers, expected -> support.scheduleCheckIn(id, expected, draft.dueOn()));
    }

    @POST
    @Path("/{id}/check-ins/{number}/report")
    @Action("engagement.report")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Reported",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> report(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @NotNull @Valid Acts.ReportDraft draft,
            @Context HttpHeaders headers) {
        return once(headers, expected -> support.report(id, number, expected, draft.side(), draft.text()));
    }

    @POST
    @Path("/{id}/tickets")
    @Action("engagement.ticket")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> openTicket(
            @PathParam("id") UUID id, @NotNull @Valid Acts.TicketDraft draft, @Context HttpHeaders headers) {
        return once(headers, expected -> support.openTicket(id, expected, draft.category(), draft.text()));
    }

    @POST
    @Path("/{id}/tickets/{number}/escalation")
    @Action("engagement.escalate")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Escalated",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> escalate(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @NotNull @Valid Acts.Escalation escalation,
            @Context HttpHeaders headers) {
        return once(headers, expected -> support.escalate(id, number, expected, escalation.reason()));
    }

    @POST
    @Path("/{id}/tickets/{number}/resolution")
    @Action("engagement.resolve")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Resolved",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> resolve(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @NotNull @Valid Acts.Resolution resolution,
            @Context HttpHeaders headers) {
        return once(headers, expected -> support.resolve(id, number, expected, resolution.resolution()));
    }

    @POST
    @Path("/{id}/tickets/{number}/replies")
    @Action("engagement.reply")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Answered",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> reply(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @NotNull @Valid Acts.ReplyDraft draft,
            @Context HttpHeaders headers) {
        return once(headers, expected -> support.reply(id, number, expected, draft.text()));
    }

    @POST
    @Path("/{id}/amendments")
    @Action("engagement.amend")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Proposed, and signed by the proposing side",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> amend(
            @PathParam("id") UUID id, @NotNull @Valid Acts.AmendmentDraft draft, @Context HttpHeaders headers) {
        return once(headers, expected -> support.propose(id, expected, draft.terms(), draft.reason()));
    }

    @POST
    @Path("/{id}/amendments/{number}/signature")
    @Action("engagement.sign")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Signed by both: the new terms are in force",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> sign(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @NotNull @Valid Acts.Signature signature,
            @Context HttpHeaders headers) {
        return once(headers, expected -> support.sign(id, number, expected, signature.termsHash()));
    }

    @POST
    @Path("/{id}/amendments/{number}/refusal")
    @Action("engagement.refuse-amendment")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Refused: the present terms stay",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> refuseAmendment(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @NotNull @Valid Acts.Rejection rejection,
            @Context HttpHeaders headers) {
        return once(headers, expected -> support.refuseAmendment(id, number, expected, rejection.reason()));
    }

    @POST
    @Path("/{id}/amendments/{number}/withdrawal")
    @Action("engagement.withdraw-amendment")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Taken back by the proposing side",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> withdrawAmendment(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @NotNull @Valid Acts.TakingBack takingBack,
            @Context HttpHeaders headers) {
        return once(headers, expected -> support.withdrawAmendment(id, number, expected, takingBack.reason()));
    }

    @POST
    @Path("/{id}/notice")
    @Action("engagement.notice")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Its last day is fixed",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> giveNotice(
            @PathParam("id") UUID id, @NotNull @Valid Acts.NoticeDraft draft, @Context HttpHeaders headers) {
        return once(
                headers,
                expected -> support.giveNotice(id, expected, draft.endsOn(), draft.reason(), draft.exception()));
    }

    @POST
    @Path("/{id}/ending")
    @Action("engagement.end")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Over",
            content = @Content(schema = @Schema(implementation = EngagementView.class)))
    public Uni<Response> end(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        return once(headers, expected -> support.end(id, expected));
    }

    private Uni<Response> once(HttpHeaders headers, LongFunction<Uni<Whole>> work) {
        long expected = Preconditions.version(headers);
        return idempotency.once(200, () -> work.apply(expected).map(EngagementResource::answer));
    }

    private static Response answer(Whole whole) {
        return Views.of(EngagementView.of(whole), whole.engagement().version());
    }
}
