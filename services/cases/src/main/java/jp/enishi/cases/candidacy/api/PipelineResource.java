package jp.enishi.cases.candidacy.api;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.candidacy.api.CandidacyResource.Step;
import jp.enishi.cases.candidacy.application.Selection;
import jp.enishi.cases.clientcase.api.CaseScope;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** The pipeline of a case: who stands where for which position. */
@Path("/api/v1/cases/{caseId}/candidacies")
public class PipelineResource {
    private final Selection selection;
    private final CandidacyQueries queries;
    private final CaseScope cases;
    private final Readings readings;
    private final Idempotency idempotency;
    private final Caller caller;

    PipelineResource(
            Selection selection,
            CandidacyQueries queries,
            CaseScope cases,
            Readings readings,
            Idempotency idempotency,
            Caller caller) {
        this.selection = selection;
        this.queries = queries;
        this.cases = cases;
        this.readings = readings;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Action("candidacy.list")
    public Uni<Page<CandidacyView>> ofCase(
            @PathParam("caseId") UUID caseId,
            @BeanParam PageRequest page,
            @QueryParam("history") @Parameter(description = "true: with the steps of each") @Nullable String history) {
        Cursor cursor = page.cursor(1);
        return cases.visible(caseId, OrganizationScope.of(caller.subject()))
                .invoke(own -> caller.require(
                        "candidacy.list", new Resource("candidacy", Ownership.of(own), Resource.STATELESS)))
                .chain(own -> queries.ofCase(
                        caseId,
                        caller.subject().is(Role.COORDINATOR),
                        "true".equals(history),
                        cursor == null ? null : cursor.uuid(0),
                        page.limit() + 1))
                .map(rows -> Page.of(
                        rows, page.limit(), row -> Cursor.of(row.candidacyId().toString())))
                .call(shown -> readings.ofCandidacies(shown.items()));
    }

    @POST
    @Action("candidacy.select")
    @Cancellable(false)
    @APIResponse(
            responseCode = "201",
            description = "Selected",
            content = @Content(schema = @Schema(implementation = Step.class)))
    public Uni<Response> select(@PathParam("caseId") UUID caseId, @NotNull @Valid SelectionRequest request) {
        return idempotency.once(
                201,
                () -> selection
                        .select(caseId, request.positionId(), request.talentId())
                        .map(Step::created));
    }
}
