package jp.enishi.cases.proposal.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.clientcase.api.CaseScope;
import jp.enishi.cases.proposal.application.Proposing;
import jp.enishi.cases.proposal.application.Viewing;
import jp.enishi.cases.proposal.domain.Proposal;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Proposals of people and teams to a client. */
@Path("/api/v1/cases/{caseId}/proposals")
public class ProposalResource {
    private final Proposing proposing;
    private final Viewing viewing;
    private final ProposalQueries queries;
    private final CaseScope cases;
    private final Idempotency idempotency;
    private final Caller caller;

    ProposalResource(
            Proposing proposing,
            Viewing viewing,
            ProposalQueries queries,
            CaseScope cases,
            Idempotency idempotency,
            Caller caller) {
        this.proposing = proposing;
        this.viewing = viewing;
        this.queries = queries;
        this.cases = cases;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Action("proposal.create")
    @Cancellable(false)
    @APIResponse(
            responseCode = "201",
            description = "Written as a draft",
            content = @Content(schema = @Schema(implementation = Ref.class)))
    public Uni<Response> draft(@PathParam("caseId") UUID caseId, @NotNull @Valid ProposalDraft draft) {
        return idempotency.once(
                201,
                () -> proposing
                        .draft(caseId, draft.checkedPlan(), draft.asTeams())
                        .map(made -> Views.created(
                                URI.create("/api/v1/cases/" + caseId + "/proposals/" + made.proposalId()),
                                Ref.of(made),
                                made.version())));
    }

    @GET
    @Action("proposal.list")
    public Uni<Page<ProposalView>> list(@PathParam("caseId") UUID caseId, @BeanParam PageRequest page) {
        Cursor cursor = page.cursor(1);
        return cases.visible(caseId, OrganizationScope.of(caller.subject()))
                .invoke(own -> caller.require(
                        "proposal.list", new Resource("proposal", Ownership.of(own), Resource.STATELESS)))
                .chain(own ->
                        queries.ofCase(caseId, coordinator(), cursor == null ? null : cursor.uuid(0), page.limit() + 1))
                .chain(ids -> Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(queries::find)
                        .collect()
                        .asList())
                .map(found -> Page.of(
                        found.stream().filter(Objects::nonNull).toList(),
                        page.limit(),
                        proposal -> Cursor.of(proposal.proposalId().toString())))
                .call(shown -> noted(caseId, shown.items()));
    }

    @GET
    @Path("/{id}")
    @Action("proposal.read")
    @APIResponse(
            responseCode = "200",
            description = "The proposal",
            content = @Content(schema = @Schema(implementation = ProposalView.class)))
    public Uni<Response> read(@PathParam("caseId") UUID caseId, @PathParam("id") UUID id) {
        return cases.visible(caseId, OrganizationScope.of(caller.subject()))
                .chain(own -> queries.find(id).map(found -> {
                    if (found == null || !found.caseId().equals(caseId)) {
                        throw new NotFound("proposal", id);
                    }
                    caller.require("proposal.read", Resource.of("proposal", own, found.state()));
                    return found;
                }))
                .call(shown -> noted(caseId, List.of(shown)))
                .map(shown -> Views.of(shown, shown.version()));
    }

    @PUT
    @Path("/{id}")
    @Action("proposal.revise")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Revised",
            content = @Content(schema = @Schema(implementation = Ref.class)))
    public Uni<Response> revise(
            @PathParam("caseId") UUID caseId,
            @PathParam("id") UUID id,
            @NotNull @Valid ProposalDraft draft,
            @Context HttpHeaders headers) {
        return proposing
                .revise(caseId, id, Preconditions.version(headers), draft.checkedPlan(), draft.asTeams())
                .map(ProposalResource::answer);
    }

    @POST
    @Path("/{id}/sending")
    @Action("proposal.send")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Before the client",
            content = @Content(schema = @Schema(implementation = Ref.class)))
    public Uni<Response> send(
            @PathParam("caseId") UUID caseId,
            @PathParam("id") UUID id,
            @NotNull @Valid Sending sending,
            @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200,
                () -> proposing.send(caseId, id, expected, sending.decideBy()).map(ProposalResource::answer));
    }

    @POST
    @Path("/{id}/withdrawal")
    @Action("proposal.withdraw")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Taken back",
            content = @Content(schema = @Schema(implementation = Ref.class)))
    public Uni<Response> withdraw(
            @PathParam("caseId") UUID caseId, @PathParam("id") UUID id, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200, () -> proposing.withdraw(caseId, id, expected).map(ProposalResource::answer));
    }

    /** Which proposal, and its version for the next change. */
    @Schema(name = "ProposalRef")
    public record Ref(UUID proposalId, UUID caseId, long version) {
        static Ref of(Proposal proposal) {
            return new Ref(proposal.proposalId(), proposal.caseId(), proposal.version());
        }
    }

    /** A client's reading is recorded before it is answered. */
    private Uni<Void> noted(UUID caseId, List<ProposalView> shown) {
        UUID viewer = caller.subject().userId();
        if (coordinator() || viewer == null) {
            return Uni.createFrom().voidItem();
        }
        return cases.organizationOf(caseId)
                .chain(organization -> Multi.createFrom()
                        .iterable(shown)
                        .onItem()
                        .transformToUniAndConcatenate(proposal -> viewing.note(
                                proposal.proposalId(),
                                caseId,
                                organization,
                                viewer,
                                proposal.people().stream()
                                        .map(person -> new Viewing.Seen(
                                                person.talentId(),
                                                person.talentVersion(),
                                                person.level().name()))
                                        .toList()))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private boolean coordinator() {
        return caller.subject().is(Role.COORDINATOR);
    }

    private static Response answer(Proposal proposal) {
        return Views.of(Ref.of(proposal), proposal.version());
    }
}
