package jp.enishi.cases.proposal.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.clientcase.api.CaseScope;
import jp.enishi.cases.proposal.application.Proposing;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The proposals of a case, and new ones. */
@Path("/api/v1/cases/{caseId}/proposals")
public class CaseProposalsResource {
    private final Proposing proposing;
    private final ProposalQueries queries;
    private final ProposalReadings readings;
    private final CaseScope cases;
    private final Idempotency idempotency;
    private final Caller caller;

    CaseProposalsResource(
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

    @POST
    @Action("proposal.create")
    @Cancellable(false)
    @APIResponse(
            responseCode = "201",
            description = "Written as a draft",
            content = @Content(schema = @Schema(implementation = ProposalResource.Ref.class)))
    public Uni<Response> draft(@PathParam("caseId") UUID caseId, @NotNull @Valid ProposalDraft draft) {
        return idempotency.once(
                201,
                () -> proposing
                        .draft(caseId, draft.checkedPlan(), draft.asTeams())
                        .map(made -> Views.created(
                                URI.create("/api/v1/proposals/" + made.proposalId()),
                                ProposalResource.Ref.of(made),
                                made.version())));
    }

    @GET
    @Action("proposal.list")
    public Uni<Page<ProposalView>> list(@PathParam("caseId") UUID caseId, @BeanParam PageRequest page) {
        Cursor cursor = page.cursor(1);
        return cases.visible(caseId, OrganizationScope.of(caller.subject()))
                .invoke(own -> caller.require(
                        "proposal.list", new Resource("proposal", Ownership.of(own), Resource.STATELESS)))
                .chain(own -> queries.ofCase(
                        caseId,
                        caller.subject().is(Role.COORDINATOR),
                        cursor == null ? null : cursor.uuid(0),
                        page.limit() + 1))
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
                .call(shown -> readings.of(shown.items()));
    }
}
