package jp.enishi.cases.account;

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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.enishi.cases.account.Accounts.Account;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Idempotency;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.Text;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * The accounts with which people sign in: who may do what, and who may sign in at all. An account has no version here, so
 * changes take no {@code If-Match}; a change to what is so already changes nothing.
 */
@Path("/api/v1/accounts")
public class AccountResource {
    static final String TYPE = "account";
    private static final int LONGEST_WORDS = 100;
    private static final Set<Role> LISTED = Set.of(Role.CLIENT, Role.COORDINATOR, Role.ADMIN, Role.AUDITOR);
    private static final int FURTHEST = 1_000_000;

    private final Accounts accounts;
    private final ChangeAccount change;
    private final Idempotency idempotency;
    private final Caller caller;

    AccountResource(Accounts accounts, ChangeAccount change, Idempotency idempotency, Caller caller) {
        this.accounts = accounts;
        this.change = change;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Action("account.list")
    @Operation(summary = "Accounts: those of an organisation, with a role, or with these words in the address")
    public Uni<Page<AccountView>> accounts(
            @BeanParam PageRequest page,
            @QueryParam("q") @Nullable String words,
            @QueryParam("role") @Nullable String role,
            @QueryParam("organization") @Nullable UUID organization) {
        caller.require("account.list", Resource.none(TYPE));
        String wanted = words(words);
        Role held = role(role);
        int from = from(page);
        Uni<List<Account>> found = organization != null
                ? accounts.members(organization, from, page.limit() + 1)
                : held != null
                        ? accounts.holders(held, from, page.limit() + 1)
                        : accounts.found(wanted, from, page.limit() + 1);
        return found.map(rows -> paged(rows, page.limit(), from).map(row -> view(row, null)));
    }

    @GET
    @Path("/organizations")
    @Action("account.organizations")
    @Operation(summary = "The organisations of clients")
    public Uni<Page<Accounts.Organization>> accountOrganizations(
            @BeanParam PageRequest page, @QueryParam("q") @Nullable String words) {
        caller.require("account.organizations", Resource.none(TYPE));
        int from = from(page);
        return accounts.organizations(words(words), from, page.limit() + 1)
                .map(rows -> paged(rows, page.limit(), from));
    }

    @GET
    @Path("/{id}")
    @Action("account.read")
    @Operation(summary = "An account with its organisations")
    public Uni<AccountView> account(@PathParam("id") UUID id) {
        caller.require("account.read", Resource.none(TYPE));
        return accounts.account(id)
                .chain(account -> accounts.organizationsOf(id).map(of -> view(account, of)));
    }

    @POST
    @Path("/{id}/roles")
    @Action("account.role")
    @Cancellable(false)
    @Operation(summary = "Give or take a role of staff")
    @APIResponse(
            responseCode = "200",
            description = "The account has the role, or has it no more",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Uni<Response> changeRole(@PathParam("id") UUID id, @NotNull @Valid RoleChange wanted) {
        return idempotency.once(
                200, () -> change.role(id, wanted.role().role(), wanted.given()).map(account -> view(account, null)));
    }

    @POST
    @Path("/{id}/access")
    @Action("account.access")
    @Cancellable(false)
    @Operation(summary = "Let an account sign in, or no longer")
    @APIResponse(
            responseCode = "200",
            description = "It may, or its sessions have ended",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Uni<Response> changeAccess(@PathParam("id") UUID id, @NotNull @Valid AccessChange wanted) {
        return idempotency.once(200, () -> change.access(id, wanted.enabled()).map(account -> view(account, null)));
    }

    @POST
    @Path("/{id}/password-mail")
    @Action("account.password")
    @Cancellable(false)
    @Operation(summary = "Mail a link for choosing another password")
    @APIResponse(
            responseCode = "200",
            description = "Mailed",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Uni<Response> mailPassword(@PathParam("id") UUID id) {
        return idempotency.once(200, () -> change.password(id).map(account -> view(account, null)));
    }

    private AccountView view(Account account, @Nullable List<Accounts.Organization> organizations) {
        return AccountView.of(account, caller.subject().userId(), organizations);
    }

    /** The identity provider counts; there are no keys to go on from. */
    private static int from(PageRequest page) {
        Cursor cursor = page.cursor(1);
        long from = cursor == null ? 0 : cursor.number(0);
        if (from < 0 || from > FURTHEST) {
            throw ValidationFailure.at("/cursor", "cursor-invalid");
        }
        return (int) from;
    }

    private static <T> Page<T> paged(List<T> rows, int limit, int from) {
        return Page.of(rows, limit, (T row) -> Cursor.of(Integer.toString(from + limit)));
    }

    /** Of talents there is no list: everybody who registers is one. */
    private static @Nullable Role role(@Nullable String name) {
        return name == null
                ? null
                : LISTED.stream()
                        .filter(role -> role.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> ValidationFailure.at("/role", "unknown-role"));
    }

    private static @Nullable String words(@Nullable String text) {
        if (text != null && text.length() > LONGEST_WORDS) {
            throw ValidationFailure.at("/q", "too-long", Map.of("max", LONGEST_WORDS));
        }
        return Text.canonicalOrNull(text);
    }
}
