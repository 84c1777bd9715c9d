package jp.enishi.cases.inquiry.api;

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
import java.util.function.Supplier;
import jp.enishi.cases.Parameters;
import jp.enishi.cases.inquiry.application.HandleInquiry;
import jp.enishi.cases.inquiry.application.SubmitInquiry;
import jp.enishi.cases.inquiry.domain.Contact;
import jp.enishi.cases.inquiry.domain.Inquiry;
import jp.enishi.cases.inquiry.domain.InquiryState;
import jp.enishi.cases.inquiry.domain.Sender;
import jp.enishi.cases.inquiry.persistence.Onboardings;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Public;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.Text;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** What companies ask before they are clients. */
@Path("/api/v1/inquiries")
public class InquiryResource {
    private static final int LONGEST_NOTE = 4_000;

    private final SubmitInquiry submission;
    private final HandleInquiry handling;
    private final InquiryQueries queries;
    private final Idempotency idempotency;
    private final Caller caller;

    InquiryResource(
            SubmitInquiry submission,
            HandleInquiry handling,
            InquiryQueries queries,
            Idempotency idempotency,
            Caller caller) {
        this.submission = submission;
        this.handling = handling;
        this.queries = queries;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Path("/form")
    @Public
    @APIResponse(
            responseCode = "200",
            description = "For one form, good for a day",
            content = @Content(schema = @Schema(implementation = FormSealView.class)))
    public Response form() {
        return Response.ok(new FormSealView(submission.form()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Public
    @Cancellable(false)
    @APIResponse(
            responseCode = "202",
            description = "Arrived; an answer follows by mail",
            content = @Content(schema = @Schema(implementation = Acknowledgement.class)))
    @APIResponse(responseCode = "429", description = "Too many inquiries from one mailbox within an hour")
    public Uni<Response> submit(@NotNull @Valid InquiryForm form) {
        return idempotency.once(202, () -> reference(form).map(Acknowledgement::new));
    }

    private Uni<String> reference(InquiryForm form) {
        if (form.fromRobot()) {
            return submission.pretend();
        }
        var sender = Sender.of(form.company(), form.person(), form.email(), form.phone(), form.text(), form.terms());
        SubmitInquiry.requireConsent(form.consent());
        return submission.submit(sender, form.language(), form.formIssued());
    }

    @GET
    @Action("inquiry.list")
    public Uni<Page<InquirySummary>> list(
            @BeanParam PageRequest page,
            @QueryParam("state") @Nullable String state,
            @QueryParam("mine") boolean mine,
            @QueryParam("q") @Nullable String words) {
        caller.require("inquiry.list", Resource.none("inquiry"));
        Cursor cursor = page.cursor(1);
        return queries.list(
                        Parameters.constant(InquiryState.class, "state", state, "unknown-status"),
                        mine ? caller.subject().userId() : null,
                        Parameters.words("q", words),
                        cursor == null ? null : cursor.uuid(0),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        inquiry -> Cursor.of(inquiry.inquiryId().toString())));
    }

    @GET
    @Path("/{id}")
    @Action("inquiry.read")
    @APIResponse(
            responseCode = "200",
            description = "The inquiry",
            content = @Content(schema = @Schema(implementation = InquiryView.class)))
    public Uni<Response> read(@PathParam("id") UUID id) {
        return queries.find(id).map(view -> {
            if (view == null) {
                throw new NotFound("inquiry", id);
            }
            boolean own = view.assignee() != null
                    && view.assignee().equals(caller.subject().userId());
            caller.require("inquiry.read", Resource.of("inquiry", own, view.state()));
            return Views.of(view, view.version());
        });
    }

    @POST
    @Path("/{id}/assignment")
    @Action("inquiry.assign")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Looked after",
            content = @Content(schema = @Schema(implementation = InquiryRef.class)))
    public Uni<Response> assign(
            @PathParam("id") UUID id, @NotNull @Valid Assignment assignment, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return step(() -> handling.assign(id, expected, assignment.assignee()));
    }

    @POST
    @Path("/{id}/contacts")
    @Action("inquiry.contact")
    @Cancellable(false)
    @APIResponse(
            responseCode = "201",
            description = "Noted",
            content = @Content(schema = @Schema(implementation = Contact.class)))
    public Uni<Response> contact(@PathParam("id") UUID id, @NotNull @Valid ContactNote said) {
        String note = Text.canonical(said.note());
        var findings = new Findings();
        findings.text("/note", note, LONGEST_NOTE);
        findings.throwIfAny();
        return idempotency.once(201, () -> handling.contact(id, said.channel(), note));
    }

    @POST
    @Path("/{id}/qualification")
    @Action("inquiry.qualify")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Qualified; organisation, invitation and company follow by themselves",
            content = @Content(schema = @Schema(implementation = InquiryRef.class)))
    public Uni<Response> qualify(
            @PathParam("id") UUID id, @NotNull @Valid Qualification qualification, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        Onboardings.Statement statement = qualification.checked();
        return step(() -> handling.qualify(id, expected, statement));
    }

    @POST
    @Path("/{id}/closing")
    @Action("inquiry.close")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Closed",
            content = @Content(schema = @Schema(implementation = InquiryRef.class)))
    public Uni<Response> close(
            @PathParam("id") UUID id, @NotNull @Valid InquiryClosing closing, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        String note = Text.canonicalOrNull(closing.note());
        var findings = new Findings();
        findings.optionalText("/note", note, LONGEST_NOTE);
        findings.throwIfAny();
        return step(() -> handling.close(id, expected, closing.reason(), note));
    }

    private Uni<Response> step(Supplier<Uni<Inquiry>> step) {
        return idempotency.once(
                200, () -> step.get().map(inquiry -> Views.of(InquiryRef.of(inquiry), inquiry.version())));
    }
}
