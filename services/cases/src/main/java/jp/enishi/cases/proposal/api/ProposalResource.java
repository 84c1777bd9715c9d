package jp.enishi.cases.proposal.api;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.clientcase.api.CaseScope;
import jp.enishi.cases.proposal.application.Proposing;
import jp.enishi.cases.proposal.domain.Proposal;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** A proposal of people and teams to a client. */
@Path("/api/v1/proposals/{id}")
public class ProposalResource {
    private final Proposing proposing;
    private final ProposalQueries queries;
    private final ProposalReadings readings;
    private final CaseScope cases;
    private final Idempotency idempotency;
    private final Caller caller;

    ProposalResource(
            Proposing proposing,
            ProposalQueries queries,
            ProposalReadings readings,
            CaseScope cases,
            Idempotency idempotency,
            Caller caller) {
        this.proposing = proposing;
        this.queries = queries;
        this.readings = readings;
        this.cases = cases;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Action("proposal.read")
    @APIResponse(
            responseCode = "200",
            description = "The proposal",
            content = @Content(schema = @Schema(implementation = ProposalView.class)))
    public Uni<Response> read(@PathParam("id") UUID id) {
        return queries.find(id)
                .chain(found -> {
                    if (found == null) {
                        throw new NotFound("proposal", id);
                    }
                    return cases.visible(found.caseId(), OrganizationScope.of(caller.subject()))
                            .map(own -> {
                                caller.require("proposal.read", Resource.of("proposal", own, found.state()));
                                return found;
                            });
                })
                .call(shown -> readings.of(List.of(shown)))
                .map(shown -> Views.of(shown, shown.version()));
    }

    @PUT
    @Action("proposal.revise")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Revised",
            content = @Content(schema = @Schema(implementation = Ref.class)))
    public Uni<Response> revise(
            @PathParam("id") UUID id, @NotNull @Valid ProposalDraft draft, @Context HttpHeaders headers) {
        return proposing
                .revise(id, Preconditions.version(headers), draft.checkedPlan(), draft.asTeams())
                .map(ProposalResource::answer);
    }

    @POST
    @Path("/sending")
    @Action("proposal.send")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Before the client",
            content = @Content(schema = @Schema(implementation = Ref.class)))
    public Uni<Response> send(@PathParam("id") UUID id, @NotNull @Valid Sending sending, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200, () -> proposing.send(id, expected, sending.decideBy()).map(ProposalResource::answer));
    }

    @POST
    @Path("/withdrawal")
    @Action("proposal.withdraw")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Taken back",
            content = @Content(schema = @Schema(implementation = Ref.class)))
    public Uni<Response> withdraw(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(200, () -> proposing.withdraw(id, expected).map(ProposalResource::answer));
    }

    /** Which proposal, and its version for the next change. */
    @Schema(name = "ProposalRef")
    public record Ref(UUID proposalId, UUID caseId, long version) {
        static Ref of(Proposal proposal) {
            return new Ref(proposal.proposalId(), proposal.caseId(), proposal.version());
        }
    }

    private static Response answer(Proposal proposal) {
        return Views.of(Ref.of(proposal), proposal.version());
    }
}
