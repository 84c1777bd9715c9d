package jp.enishi.platform.http;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import org.jboss.resteasy.reactive.server.Cancellable;

@Path("/things")
@Produces(MediaType.APPLICATION_JSON)
public class ThingResource {
    public record Part(@NotBlank String title, @Max(7) int level) {}

    public record Draft(
            @NotBlank String name,
            int pauseMillis,
            List<@Valid @NotNull Part> parts,
            LocalDate from,
            Map<String, String> notes) {}

    public record View(UUID id, String name, long version) {}

    @Inject
    MakeThing make;

    @Inject
    Idempotency idempotency;

    @Inject
    Caller caller;

    @POST
    @Action("case.create")
    @Cancellable(false)
    public Uni<Response> create(@Valid @NotNull Draft draft) {
        return idempotency.once(
                201,
                () -> make.make(draft.name(), draft.pauseMillis())
                        .map(thing -> Views.created(
                                URI.create("/things/" + thing.id),
                                new View(thing.id, thing.name, thing.version),
                                thing.version)));
    }

    @POST
    @Path("/open")
    @Public
    @Cancellable(false)
    public Uni<Response> open(@Valid @NotNull Draft draft) {
        return idempotency.once(201, () -> make.make(draft.name(), 0).map(thing -> new View(thing.id, thing.name, 0)));
    }

    @POST
    @Path("/{id}/reading")
    @Public
    public Uni<Response> noBody(@PathParam("id") UUID id) {
        return idempotency.once(200, () -> Uni.createFrom().item(Map.of("id", id)));
    }

    @GET
    @Path("/{id}")
    @Public
    public Uni<UUID> read(@PathParam("id") UUID id) {
        return Uni.createFrom().item(id);
    }

    @PUT
    @Path("/{id}")
    @Action("case.revise")
    @Cancellable(false)
    public Uni<Response> revise(@PathParam("id") UUID id, @Valid @NotNull Draft draft, @Context HttpHeaders headers) {
        StaleVersion.check(Preconditions.version(headers), 3);
        return Uni.createFrom().item(Views.of(Map.of("id", id), 4));
    }

    @GET
    @Path("/list")
    @Public
    public Uni<Page<String>> list(@BeanParam PageRequest page) {
        return Uni.createFrom().item(new Page<>(List.of("limit " + page.limit()), null));
    }

    @GET
    @Path("/who")
    @Action("notification.list")
    public Map<String, Object> who() {
        caller.require("notification.list", Resource.own("notification"));
        return Map.of(
                "subject",
                String.valueOf(caller.subject().userId()),
                "roles",
                caller.subject().roles(),
                "organizations",
                caller.subject().organizations(),
                "trace",
                caller.traceId());
    }

    @GET
    @Path("/foreign")
    @Action("company.read")
    public String foreign() {
        caller.require("company.read", Resource.of("company", false, State.NONE));
        return "";
    }

    @GET
    @Path("/undeclared")
    public String undeclared() {
        return "";
    }

    @GET
    @Path("/fails")
    @Public
    public String fails(@QueryParam("how") String how) {
        throw switch (how) {
            case "hidden" -> new NotFound("thing", "secret-id");
            case "class" -> new IllegalStateException("select * from secret_table");
            case "json" ->
                new java.io.UncheckedIOException(new com.fasterxml.jackson.core.JsonParseException(null, "stored"));
            default -> new jakarta.ws.rs.WebApplicationException(Integer.parseInt(how));
        };
    }

    @GET
    @Path("/sql")
    @Public
    public Uni<String> sql(@QueryParam("q") String statement) {
        return Panache.withTransaction(() -> Panache.getSession()
                        .flatMap(session -> session.createNativeQuery(statement).executeUpdate()))
                .map(String::valueOf);
    }

    enum State {
        NONE
    }
}
