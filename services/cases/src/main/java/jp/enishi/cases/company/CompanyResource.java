package jp.enishi.cases.company;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.company.Organizations.Member;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Preconditions;
import jp.enishi.platform.http.Views;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** Client companies. */
@Path("/api/v1/companies")
public class CompanyResource {
    /** Many questions at the identity provider at the same time would only wait for each other. */
    private static final int AT_ONCE = 5;

    private final CompanyChanges changes;
    private final CompanyQueries queries;
    private final Organizations organizations;
    private final Idempotency idempotency;
    private final Caller caller;

    CompanyResource(
            CompanyChanges changes,
            CompanyQueries queries,
            Organizations organizations,
            Idempotency idempotency,
            Caller caller) {
        this.changes = changes;
        this.queries = queries;
        this.organizations = organizations;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Action("company.create")
    @Cancellable(false)
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = CompanyView.class)))
    public Uni<Response> register(@NotNull @Valid CompanyDraft draft, @Context HttpHeaders headers) {
        String key = headers.getHeaderString("Idempotency-Key");
        // Without a key nothing is made: it is refused below.
        Uni<CompanyDraft> organized =
                key == null ? Uni.createFrom().item(draft) : changes.organized(draft, organizationKey(key));
        return organized.chain(complete -> idempotency.once(
                201,
                () -> changes.register(complete)
                        .map(view -> Views.created(
                                URI.create("/api/v1/companies/" + view.companyId()), view, view.version()))));
    }

    /** Whoever sends the same request again gets the same organisation. */
    private UUID organizationKey(String key) {
        return UUID.nameUUIDFromBytes(
                ("company " + caller.subject().userId() + " " + key).getBytes(StandardCharsets.UTF_8));
    }

    @GET
    @Path("/{id}/members")
    @Action("company.members")
    @Operation(summary = "Who may act for the company")
    public Uni<List<Member>> members(@PathParam("id") UUID id) {
        return found(id, "company.members").chain(view -> organizations.members(view.organizationId()));
    }

    @GET
    @Path("/members")
    @Action("company.colleagues")
    @Operation(summary = "The people of the caller's own companies")
    public Uni<List<OwnCompany>> colleagues() {
        caller.require("company.colleagues", Resource.own("company"));
        var own = OrganizationScope.own(caller.subject());
        return queries.list(own, null, null, own.organizations().size())
                .chain(companies -> companies.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : Uni.join()
                                .all(companies.stream().map(this::withPeople).toList())
                                .usingConcurrencyOf(AT_ONCE)
                                .andFailFast());
    }

    private Uni<OwnCompany> withPeople(CompanyView company) {
        return organizations
                .people(company.organizationId())
                .map(people -> new OwnCompany(company.companyId(), company.name(), people));
    }

    @POST
    @Path("/{id}/members")
    @Action("company.invite")
    @Cancellable(false)
    @Operation(summary = "Invite somebody to act for the company")
    @APIResponse(
            responseCode = "201",
            description = "Invited",
            content = @Content(schema = @Schema(implementation = Member.class)))
    public Uni<Response> invite(@PathParam("id") UUID id, @NotNull @Valid Invitation invitation) {
        return idempotency.once(
                201,
                () -> found(id, "company.invite")
                        .chain(view -> organizations
                                .invite(
                                        view.organizationId(),
                                        invitation.person(),
                                        invitation.email(),
                                        invitation.language().name())
                                .call(() -> changes.invited(id, view.version()))));
    }

    private Uni<CompanyView> found(UUID id, String action) {
        return queries.find(id, OrganizationScope.of(caller.subject())).map(view -> {
            if (view == null) {
                throw new NotFound("company", id);
            }
            caller.require(action, Resource.none("company"));
            return view;
        });
    }

    @GET
    @Action("company.list")
    public Uni<Page<CompanyView>> list(@BeanParam PageRequest page, @QueryParam("q") @Nullable String name) {
        caller.require("company.list", Resource.none("company"));
        Cursor cursor = page.cursor(1);
        return queries.list(
                        OrganizationScope.of(caller.subject()),
                        name == null || name.isBlank() ? null : name.strip(),
                        cursor == null ? null : cursor.uuid(0),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows, page.limit(), view -> Cursor.of(view.companyId().toString())));
    }

    @GET
    @Path("/{id}")
    @Action("company.read")
    @APIResponse(
            responseCode = "200",
            description = "The company",
            content = @Content(schema = @Schema(implementation = CompanyView.class)))
    public Uni<Response> read(@PathParam("id") UUID id) {
        return queries.find(id, OrganizationScope.of(caller.subject())).map(view -> {
            if (view == null) {
                throw new NotFound("company", id);
            }
            boolean own = caller.subject().belongsTo(view.organizationId().toString());
            caller.require("company.read", new Resource("company", Ownership.of(own), Resource.STATELESS));
            return Views.of(view, view.version());
        });
    }

    @PUT
    @Path("/{id}")
    @Action("company.revise")
    @Cancellable(false)
    @APIResponse(
            responseCode = "200",
            description = "Revised; the listings of its published cases too",
            content = @Content(schema = @Schema(implementation = CompanyView.class)))
    public Uni<Response> revise(
            @PathParam("id") UUID id, @NotNull @Valid CompanyDraft draft, @Context HttpHeaders headers) {
        return changes.revise(id, Preconditions.version(headers), draft).map(view -> Views.of(view, view.version()));
    }
}
