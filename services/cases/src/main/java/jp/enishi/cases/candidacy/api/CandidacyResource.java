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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.Parameters;
import jp.enishi.cases.candidacy.application.Steps;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.domain.Visibility;
import jp.enishi.cases.clientcase.api.CaseScope;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** One person's way for one position: as the coordinator, the client and the talent see it. */
@Path("/api/v1/candidacies")
public class CandidacyResource {
    private static final int MOST_IDS = 50;

    private final Steps steps;
    private final CandidacyQueries queries;
    private final CaseScope cases;
    private final Readings readings;
    private final Idempotency idempotency;
    private final Caller caller;

    CandidacyResource(
            Steps steps,
            CandidacyQueries queries,
            CaseScope cases,
            Readings readings,
            Idempotency idempotency,
            Caller caller) {
        this.steps = steps;
        this.queries = queries;
        this.cases = cases;
        this.readings = readings;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** Those of all cases: who waits on which stage, without asking case by case. */
    @GET
    @Action("candidacy.desk")
    public Uni<Page<CandidacyView>> desk(
            @BeanParam PageRequest page,
            @QueryParam("stage") @Parameter(description = "A stage; may be repeated.") @Nullable List<String> stages) {
        caller.require("candidacy.desk", Resource.none("candidacy"));
        Cursor cursor = page.cursor(1);
        return queries.desk(
                        Parameters.constants(Stage.class, "stage", stages, "unknown-status"),
                        cursor == null ? null : cursor.uuid(0),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows, page.limit(), row -> Cursor.of(row.candidacyId().toString())));
    }

    /** What some of them are about, for headings, asked for at once. Whom the caller may not see is left out. */
    @GET
    @Path("/seats")
    @Action("candidacy.seats")
    @APIResponse(responseCode = "200", description = "What the caller may see of them, on one page, in no order")
    public Uni<Page<SeatView>> seats(
            @QueryParam("candidacy") @Parameter(description = "A candidacy; repeated, at most fifty.") @Nullable
                    List<String> ids) {
        caller.require("candidacy.seats", Resource.own("candidacy"));
        return queries.seats(
                        Parameters.ids("candidacy", ids, MOST_IDS, "unknown-candidacy"),
                        OrganizationScope.of(caller.subject()))
                .map(seats -> new Page<>(seats, null));
    }

    @GET
    @Path("/mine")
    @Action("candidacy.mine")
    public Uni<Page<OwnCandidacy>> mine(@BeanParam PageRequest page) {
        caller.require("candidacy.mine", Resource.own("candidacy"));
        Cursor cursor = page.cursor(1);
        return queries.ofTalent(
                        Objects.requireNonNull(caller.subject().userId()),
                        cursor == null ? null : cursor.uuid(0),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows, page.limit(), row -> Cursor.of(row.candidacyId().toString())));
    }

    @GET
    @Path("/{id}")
    @Action("candidacy.read")
    @APIResponse(
            responseCode = "200",
            description = "The candidacy, with its history; a talent's own as they see it",
            content = @Content(schema = @Schema(oneOf = {CandidacyView.class, OwnCandidacy.class})))
    public Uni<Response> read(@PathParam("id") UUID id) {
        Subject reader = caller.subject();
        return reader.is(Role.COORDINATOR) || reader.is(Role.CLIENT) ? whole(id) : own(id);
    }

    private Uni<Response> whole(UUID id) {
        return queries.find(id, coordinator()).chain(found -> {
            if (found == null) {
                throw new NotFound("candidacy", id);
            }
            return cases.visible(found.caseId(), OrganizationScope.of(caller.subject()))
                    .invoke(own -> caller.require(
                            "candidacy.read",
                            Resource.of("candidacy", own, Candidacy.visibility(found.stage(), found.snapshotHash()))))
                    .chain(() -> readings.ofCandidacies(List.of(found)))
                    .map(noted -> Views.of(found, found.version()));
        });
    }

    private Uni<Response> own(UUID id) {
        return queries.ownOne(Objects.requireNonNull(caller.subject().userId()), id)
                .map(found -> {
                    if (found == null) {
                        throw new NotFound("candidacy", id);
                    }
                    caller.require("candidacy.read", Resource.of("candidacy", true, Visibility.SHOWN));
                    return Views.of(found, found.version());
                });
    }

    @POST
    @Path("/{id}/decision")
    @Action("candidacy.decide")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Decided",
            content = @Content(schema = @Schema(implementation = Step.class)))
    public Uni<Response> decide(
            @PathParam("id") UUID id, @NotNull @Valid Decision decision, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200,
                () -> steps.decide(id, expected, decision.pass(), decision.words())
                        .map(CandidacyResource::answer));
    }

    @POST
    @Path("/{id}/declining")
    @Action("candidacy.decline")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Declined",
            content = @Content(schema = @Schema(implementation = Step.class)))
    public Uni<Response> decline(
            @PathParam("id") UUID id, @NotNull @Valid Declining declining, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200,
                () -> steps.decline(id, expected, Words.required("/reason", declining.reason()))
                        .map(CandidacyResource::answer));
    }

    @POST
    @Path("/{id}/going-on")
    @Action("candidacy.go-on")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "What a meeting wanted adjusted is settled without other requirements",
            content = @Content(schema = @Schema(implementation = Step.class)))
    public Uni<Response> goOn(@PathParam("id") UUID id, @NotNull @Valid GoingOn goingOn) {
        return idempotency.once(
                200,
                () -> steps.goOn(id, Words.required("/reason", goingOn.reason()))
                        .map(CandidacyResource::answer));
    }

    @POST
    @Path("/{id}/withdrawal")
    @Action("candidacy.withdraw")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Withdrawn",
            content = @Content(schema = @Schema(implementation = Step.class)))
    public Uni<Response> withdraw(
            @PathParam("id") UUID id, @NotNull @Valid Withdrawal withdrawal, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return idempotency.once(
                200,
                () -> steps.withdraw(id, expected, Words.optional("/reason", withdrawal.reason()))
                        .map(CandidacyResource::answer));
    }

    /** What a step answers: enough for the next one. A talent or a client learns no internal stage by it. */
    @Schema(name = "CandidacyRef")
    public record Step(UUID candidacyId, UUID caseId, UUID positionId, long version) {
        static Step of(Candidacy candidacy) {
            return new Step(candidacy.candidacyId(), candidacy.caseId(), candidacy.positionId(), candidacy.version());
        }

        static Response created(Candidacy candidacy) {
            return Views.created(
                    URI.create("/api/v1/candidacies/" + candidacy.candidacyId()), of(candidacy), candidacy.version());
        }
    }

    private boolean coordinator() {
        return caller.subject().is(Role.COORDINATOR);
    }

    private static Response answer(Candidacy candidacy) {
        return Views.of(Step.of(candidacy), candidacy.version());
    }
}
