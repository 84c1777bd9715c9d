package jp.enishi.cases.inquiry.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.enishi.cases.Parameters;
import jp.enishi.cases.company.Organizations;
import jp.enishi.cases.company.Organizations.Colleague;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The coordinators by their names: to whom an inquiry can be handed, who wrote what about it, and who looks after whom. */
@Path("/api/v1/coordinators")
@Tag(name = "inquiries")
public class CoordinatorsResource {
    private static final int MOST_IDS = 10;
    /** What they are called hardly ever changes, and each page of a meeting or an engagement asks. */
    private static final Duration KNOWN = Duration.ofMinutes(1);

    private final Organizations organizations;
    private final Caller caller;
    private final Clock clock;
    private volatile @Nullable Names known;

    CoordinatorsResource(Organizations organizations, Caller caller, Clock clock) {
        this.organizations = organizations;
        this.caller = caller;
        this.clock = clock;
    }

    private record Names(List<Colleague> all, Instant until) {}

    @GET
    @Action("inquiry.assignees")
    @Operation(summary = "The coordinators")
    public Uni<List<Colleague>> coordinators() {
        caller.require("inquiry.assignees", Resource.none("inquiry"));
        return organizations.coordinators();
    }

    @GET
    @Path("/named")
    @Action("coordinator.named")
    @Operation(summary = "What some coordinators are called; who is none any more is left out")
    public Uni<List<Colleague>> named(
            @QueryParam("id") @Parameter(description = "An account; repeated, at most ten.") @Nullable
                    List<String> ids) {
        caller.require("coordinator.named", Resource.none("coordinator"));
        var wanted = Parameters.ids("id", ids, MOST_IDS, "unknown-account");
        return wanted.isEmpty()
                ? Uni.createFrom().item(List.of())
                : names().map(all -> all.stream()
                        .filter(one -> wanted.contains(one.userId()))
                        .toList());
    }

    private Uni<List<Colleague>> names() {
        Names last = known;
        return last != null && clock.instant().isBefore(last.until())
                ? Uni.createFrom().item(last.all())
                : organizations
                        .coordinators()
                        .invoke(all -> known = new Names(all, clock.instant().plus(KNOWN)));
    }
}
