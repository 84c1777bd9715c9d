package jp.enishi.platform.upkeep;

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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.messaging.Parked;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * Events that this service could not apply, and applying them again. The service is named in the path, so that one door
 * leads to all of them; another one's name leads nowhere. Every replay is in the audit trail with who asked for it.
 */
@Path("/api/v1/upkeep/{service}/parked")
@Tag(name = "upkeep", description = "運用 — events that could not be applied, and their replay")
public class ParkedResource {
    private static final String TYPE = "parked";
    private static final int LONGEST_NAME = 100;

    private final Parked parked;
    private final Audit audit;
    private final Idempotency idempotency;
    private final Caller caller;
    private final String here;

    ParkedResource(
            Parked parked,
            Audit audit,
            Idempotency idempotency,
            Caller caller,
            @ConfigProperty(name = "quarkus.application.name") String here) {
        this.parked = parked;
        this.audit = audit;
        this.idempotency = idempotency;
        this.caller = caller;
        this.here = here;
    }

    @GET
    @Action("parked.list")
    @Operation(summary = "Aggregates that wait for a replay, the oldest first")
    public Uni<Page<ParkedAggregate>> parkedAggregates(
            @PathParam("service") String service, @BeanParam PageRequest page) {
        permit("parked.list", service);
        Cursor cursor = page.cursor(1);
        return parked.aggregates(cursor == null ? 0 : cursor.number(0), page.limit() + 1)
                .map(rows -> Page.of(
                                rows, page.limit(), (Parked.Aggregate row) -> Cursor.of(Long.toString(row.position())))
                        .map(ParkedAggregate::of));
    }

    @GET
    @Path("/{aggregateId}")
    @Action("parked.read")
    @Operation(summary = "What waits of one aggregate at one consumer, in the order of a replay")
    public Uni<List<ParkedEvent>> parkedEvents(
            @PathParam("service") String service,
            @PathParam("aggregateId") UUID aggregateId,
            @QueryParam("consumer") @Nullable String consumer) {
        permit("parked.read", service);
        if (consumer == null || consumer.isBlank() || consumer.length() > LONGEST_NAME) {
            throw ValidationFailure.at("/consumer", "required");
        }
        return parked.events(consumer, aggregateId)
                .map(events -> events.stream().map(ParkedEvent::of).toList());
    }

    @POST
    @Path("/{aggregateId}/replay")
    @Action("parked.replay")
    @Cancellable(false)
    @Operation(summary = "Apply again what waits, in order, as far as it goes")
    @APIResponse(
            responseCode = "200",
            description = "Tried",
            content = @Content(schema = @Schema(implementation = ReplayResult.class)))
    public Uni<Response> replayParked(
            @PathParam("service") String service,
            @PathParam("aggregateId") UUID aggregateId,
            @NotNull @Valid ReplayRequest request) {
        permit("parked.replay", service);
        String consumer = request.consumer();
        return idempotency.once(
                200,
                () -> parked.events(consumer, aggregateId)
                        .chain(events -> parked.replay(consumer, aggregateId)
                                .call(() -> audit.record(new AuditEntry(
                                        caller.subject().userId(),
                                        Role.ADMIN.name(),
                                        "parked.replay",
                                        TYPE,
                                        aggregateId,
                                        Objects.requireNonNullElse(
                                                events.getFirst().version(), 0L),
                                        consumer))))
                        .map(ReplayResult::of));
    }

    private void permit(String action, String service) {
        if (!service.equals(here)) {
            throw new NotFound(TYPE, service);
        }
        caller.require(action, Resource.none(TYPE));
    }
}
