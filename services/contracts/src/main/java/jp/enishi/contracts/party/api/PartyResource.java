package jp.enishi.contracts.party.api;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.party.application.DeclareParty;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Forbidden;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The parties of contracts. The first declaration is made with {@code If-Match: "0"}. */
@Path("/api/v1/parties")
public class PartyResource {
    private final DeclareParty declareParty;
    private final Caller caller;

    PartyResource(DeclareParty declareParty, Caller caller) {
        this.declareParty = declareParty;
        this.caller = caller;
    }

    @GET
    @Path("/mine")
    @Action("party.read")
    @APIResponse(
            responseCode = "200",
            description = "The caller's own party",
            content = @Content(schema = @Schema(implementation = PartyView.class)))
    public Uni<Response> mine() {
        return read(own());
    }

    @PUT
    @Path("/mine")
    @Action("party.declare")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Declared",
            content = @Content(schema = @Schema(implementation = PartyView.class)))
    public Uni<Response> declareMine(@NotNull @Valid PartyDeclaration declaration, @Context HttpHeaders headers) {
        return declare(own(), declaration, headers);
    }

    @GET
    @Path("/{id}")
    @Action("party.read")
    @APIResponse(
            responseCode = "200",
            description = "The party",
            content = @Content(schema = @Schema(implementation = PartyView.class)))
    public Uni<Response> read(@PathParam("id") UUID id) {
        Resource party = resource(id);
        caller.require("party.read", party);
        return declareParty
                .read(id, party.ownership() == Ownership.OWN)
                .map(found -> Views.of(PartyView.of(found), found.version()));
    }

    @PUT
    @Path("/{id}")
    @Action("party.declare")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Declared",
            content = @Content(schema = @Schema(implementation = PartyView.class)))
    public Uni<Response> declare(
            @PathParam("id") UUID id, @NotNull @Valid PartyDeclaration declaration, @Context HttpHeaders headers) {
        caller.require("party.declare", resource(id));
        return declareParty
                .declare(id, Preconditions.version(headers), declaration.party())
                .map(declared -> Views.of(PartyView.of(declared), declared.version()));
    }

    @DELETE
    @Path("/{id}")
    @Action("party.forget")
    @Cancellable(false)
    @APIResponse(responseCode = "204", description = "Forgotten")
    public Uni<Void> forget(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        caller.require("party.forget", resource(id));
        return declareParty.forget(id, Preconditions.version(headers));
    }

    /** A client's only organisation, or the talent. Who is a member of several organisations names the one. */
    private UUID own() {
        Scope scope = Scope.of(caller.subject());
        if (caller.subject().is(Role.CLIENT) && scope.organizations().size() == 1) {
            return scope.organizations().iterator().next();
        }
        UUID talent = scope.talent();
        if (talent == null) {
            throw new Forbidden("party: the caller is no party");
        }
        return talent;
    }

    private Resource resource(UUID id) {
        Scope scope = Scope.of(caller.subject());
        boolean own = id.equals(scope.talent()) || scope.organizations().contains(id);
        return new Resource("party", Ownership.of(own), Resource.STATELESS);
    }
}
