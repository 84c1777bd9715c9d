package jp.enishi.matching.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import jp.enishi.matching.search.Criteria;
import jp.enishi.matching.search.KeepSearches;
import jp.enishi.matching.search.SavedSearch;
import jp.enishi.matching.search.Side;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** The caller's saved searches: of cases for talent, of talent for clients. */
@Path("/api/v1/searches")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@NonBlocking
public class SearchResource {
    private final KeepSearches searches;
    private final Idempotency idempotency;

    SearchResource(KeepSearches searches, Idempotency idempotency) {
        this.searches = searches;
        this.idempotency = idempotency;
    }

    /** What is kept, as its owner gives it. */
    @Schema(name = "SearchDraft")
    public record Draft(
            @NotBlank @Size(max = 60) String name,
            @NotNull @Valid Criteria criteria,
            @Nullable Boolean paused) {}

    /** What is kept. */
    @Schema(name = "SavedSearch")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(UUID searchId, long version, Side side, String name, Criteria criteria, boolean paused) {
        static View of(SavedSearch search) {
            return new View(
                    search.searchId(),
                    search.version(),
                    search.side(),
                    search.name(),
                    search.criteria(),
                    search.paused());
        }
    }

    /** All of them: there are at most {@value KeepSearches#MOST}. */
    @GET
    @Action("search.list")
    public Uni<Page<View>> list() {
        return searches.list()
                .map(kept -> new Page<>(kept.stream().map(View::of).toList(), null));
    }

    @POST
    @Action("search.create")
    @Cancellable(false)
    @APIResponse(
            responseCode = "201",
            description = "Saved; it finds what appears from now on",
            content = @Content(schema = @Schema(implementation = View.class)))
    public Uni<Response> save(@NotNull @Valid Draft draft) {
        return idempotency.once(
                201,
                () -> searches.save(draft.name(), draft.criteria(), Boolean.TRUE.equals(draft.paused()))
                        .map(saved -> Views.created(
                                URI.create("/api/v1/searches/" + saved.searchId()), View.of(saved), saved.version())));
    }

    @GET
    @Path("/{searchId}")
    @Action("search.read")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = View.class)))
    public Uni<Response> find(@PathParam("searchId") UUID searchId) {
        return searches.find(searchId).map(found -> Views.of(View.of(found), found.version()));
    }

    @PUT
    @Path("/{searchId}")
    @Action("search.revise")
    @Cancellable(false)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = View.class)))
    public Uni<Response> change(
            @PathParam("searchId") UUID searchId, @NotNull @Valid Draft draft, @Context HttpHeaders headers) {
        long expected = Preconditions.version(headers);
        return searches.change(searchId, expected, draft.name(), draft.criteria(), Boolean.TRUE.equals(draft.paused()))
                .map(changed -> Views.of(View.of(changed), changed.version()));
    }

    @DELETE
    @Path("/{searchId}")
    @Action("search.delete")
    @Cancellable(false)
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Response> delete(@PathParam("searchId") UUID searchId, @Context HttpHeaders headers) {
        return searches.delete(searchId, Preconditions.version(headers))
                .replaceWith(Response.noContent().build());
    }
}
