package jp.enishi.cases.clientcase.api;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.Parameters;
import jp.enishi.cases.clientcase.application.CloseCase;
import jp.enishi.cases.clientcase.application.OpenCase;
import jp.enishi.cases.clientcase.application.PublishCase;
import jp.enishi.cases.clientcase.application.ReviseRequirements;
import jp.enishi.cases.clientcase.domain.CaseStatus;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Cases from the first draft to their closing. */
@Path("/api/v1/cases")
public class CaseResource {
    private static final int MOST_IDS = 50;

    private final OpenCase openCase;
    private final ReviseRequirements reviseRequirements;
    private final PublishCase publishCase;
    private final CloseCase closeCase;
    private final CaseQueries queries;
    private final Idempotency idempotency;
    private final Caller caller;

    CaseResource(
            OpenCase openCase,
            ReviseRequirements reviseRequirements,
            PublishCase publishCase,
            CloseCase closeCase,
            CaseQueries queries,
            Idempotency idempotency,
            Caller caller) {
        this.openCase = openCase;
        this.reviseRequirements = reviseRequirements;
        this.publishCase = publishCase;
        this.closeCase = closeCase;
        this.queries = queries;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Action("case.create")
    @Cancellable(false)
    @APIResponse(
            responseCode = "201",
            description = "Opened as a draft",
            content = @Content(schema = @Schema(implementation = CaseView.class)))
    public Uni<Response> open(@NotNull @Valid CaseDraft draft) {
        return idempotency.once(
                201,
                () -> openCase.open(draft.companyId(), draft.requirements())
                        .map(opened -> Views.created(
                                URI.create("/api/v1/cases/" + opened.id().value()),
                                CaseView.of(opened),
                                opened.version())));
    }

    @GET
    @Action("case.list")
    public Uni<Page<CaseSummary>> list(
            @BeanParam PageRequest page,
            @QueryParam("status") @Nullable String status,
            @QueryParam("q") @Nullable String words,
            @QueryParam("case") @Parameter(description = "A case; repeated, at most fifty.") @Nullable
                    List<String> ids) {
        caller.require("case.list", Resource.none("case"));
        Cursor cursor = page.cursor(1);
        return queries.list(
                        OrganizationScope.of(caller.subject()),
                        status(status),
                        Parameters.words("q", words),
                        Parameters.ids("case", ids, MOST_IDS, "unknown-case"),
                        cursor == null ? null : cursor.uuid(0),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows, page.limit(), line -> Cursor.of(line.caseId().toString())));
    }

    @GET
    @Path("/{id}")
    @Action("case.read")
    @APIResponse(
            responseCode = "200",
            description = "The case",
            content = @Content(schema = @Schema(implementation = CaseView.class)))
    public Uni<Response> read(@PathParam("id") UUID id) {
        boolean coordinator = caller.subject().is(Role.COORDINATOR);
        return visible(id, "case.read")
                .chain(found -> coordinator
                        ? queries.adjustments(found).map(open -> CaseView.of(found, open))
                        : Uni.createFrom().item(CaseView.of(found)))
                .map(view -> Views.of(view, view.version()));
    }

    @PUT
    @Path("/{id}/requirements")
    @Action("case.revise")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Revised; the listing of a published case too",
            content = @Content(schema = @Schema(implementation = CaseView.class)))
    public Uni<Response> revise(
            @PathParam("id") UUID id, @NotNull @Valid Revision revision, @Context HttpHeaders headers) {
        return reviseRequirements
                .revise(id, Preconditions.version(headers), revision.reason(), revision.requirements())
                .map(CaseResource::answer);
    }

    @GET
    @Path("/{id}/requirements/versions")
    @Action("case.versions")
    public Uni<Page<RequirementsVersion>> versions(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        Cursor cursor = page.cursor(1);
        int before =
                cursor == null ? Integer.MAX_VALUE : (int) Math.clamp(cursor.number(0), 0L, (long) Integer.MAX_VALUE);
        OrganizationScope scope = OrganizationScope.of(caller.subject());
        return visible(id, "case.versions")
                .chain(found -> queries.versions(id, scope, before, page.limit() + 1))
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(Integer.toString(row.version()))));
    }

    @GET
    @Path("/{id}/requirements/versions/{version}")
    @Action("case.versions")
    public Uni<RequirementsVersion> version(@PathParam("id") UUID id, @PathParam("version") int version) {
        OrganizationScope scope = OrganizationScope.of(caller.subject());
        return visible(id, "case.versions")
                .chain(found -> queries.version(id, scope, version))
                .map(found -> {
                    if (found == null) {
                        throw new NotFound("requirements version", version);
                    }
                    return found;
                });
    }

    @POST
    @Path("/{id}/publication")
    @Action("case.publish")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Published",
            content = @Content(schema = @Schema(implementation = CaseView.class)))
    public Uni<Response> publish(
            @PathParam("id") UUID id, @NotNull @Valid Publication publication, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200,
                () -> publishCase.publish(id, expected, publication.closesOn()).map(CaseResource::answer));
    }

    @POST
    @Path("/{id}/closing")
    @Action("case.close")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Closed",
            content = @Content(schema = @Schema(implementation = CaseView.class)))
    public Uni<Response> close(
            @PathParam("id") UUID id, @NotNull @Valid Closing closing, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200, () -> closeCase.close(id, expected, closing.reason()).map(CaseResource::answer));
    }

    private Uni<ClientCase> visible(UUID id, String action) {
        return queries.find(id, OrganizationScope.of(caller.subject())).map(found -> {
            if (found == null) {
                throw new NotFound("case", id);
            }
            boolean own = caller.subject().belongsTo(found.organizationId().toString());
            caller.require(action, Resource.of("case", own, found.status()));
            return found;
        });
    }

    private static Response answer(ClientCase changed) {
        return Views.of(CaseView.of(changed), changed.version());
    }

    private static @Nullable CaseStatus status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(CaseStatus.values())
                .filter(status -> status.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ValidationFailure.at("/status", "unknown-status"));
    }
}
