package jp.enishi.web.admin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.enishi.web.act.Act;
import jp.enishi.web.act.ActPage;
import jp.enishi.web.act.AdminActs;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Account;
import jp.enishi.web.service.AccountsService;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The accounts with which people sign in, their roles and companies. */
@Path("/admin/accounts")
@RolesAllowed("admin")
@RunOnVirtualThread
public class AccountPages {
    private static final int ROWS = 10;
    private static final int COMPANIES = 50;
    private static final String HOME = "/admin/accounts";

    /** The roles that are given and taken here. */
    private static final List<String> STAFF = List.of("COORDINATOR", "AUDITOR", "ADMIN");

    private static final List<String> LISTED = List.of("COORDINATOR", "AUDITOR", "ADMIN", "CLIENT");

    private final AccountsService accounts;
    private final ActPage acts;
    private final Pages pages;

    AccountPages(@RestClient AccountsService accounts, ActPage acts, Pages pages) {
        this.accounts = accounts;
        this.acts = acts;
        this.pages = pages;
    }

    /**
     * What was looked for.
     *
     * @param company the name of the organisation, which only the link to it tells
     */
    record Sought(String words, String role, String organization, String company, String query) {}

    @CheckedTemplate(basePath = "admin")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance accounts(
                Slice<Account> accounts, AccountPages.Sought sought, List<String> roles, boolean later);

        static native TemplateInstance account(Account account, List<String> staff, String saved);

        static native TemplateInstance organizations(
                Slice<Account.Organization> organizations, String words, boolean later);
    }

    @GET
    public Response accounts(
            @QueryParam("q") @Nullable String words,
            @QueryParam("role") @Nullable String role,
            @QueryParam("organization") @Nullable String organization,
            @QueryParam("company") @Nullable String company,
            @QueryParam("cursor") @Nullable String cursor) {
        String held = role != null && LISTED.contains(role) ? role : null;
        var found = accounts.accounts(ROWS, cursor, orNull(words), held, orNull(organization));
        var sought = new Sought(
                text(words),
                text(held),
                text(organization),
                text(company),
                "q=" + encoded(words) + "&role=" + encoded(held) + "&organization=" + encoded(organization)
                        + "&company=" + encoded(company));
        return pages.ok(Templates.accounts(found, sought, LISTED, cursor != null));
    }

    @GET
    @Path("/companies")
    public Response companies(@QueryParam("q") @Nullable String words, @QueryParam("cursor") @Nullable String cursor) {
        var found = accounts.organizations(COMPANIES, cursor, orNull(words));
        return pages.ok(Templates.organizations(found, text(words), cursor != null));
    }

    @GET
    @Path("/{id}")
    public Response account(@PathParam("id") String id, @QueryParam("saved") @Nullable String saved) {
        return pages.ok(Templates.account(accounts.account(id), STAFF, text(saved)));
    }

    @GET
    @Path("/{id}/roles/{role}/{change:giving|taking}")
    public Response askForRole(
            @PathParam("id") String id, @PathParam("role") String role, @PathParam("change") String change) {
        return acts.ask(roleAct(change), subject(id, staff(role)));
    }

    @POST
    @Path("/{id}/roles/{role}/{change:giving|taking}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response role(
            @PathParam("id") String id,
            @PathParam("role") String role,
            @PathParam("change") String change,
            MultivaluedMap<String, String> fields) {
        boolean given = change.equals("giving");
        return send(
                roleAct(change),
                id,
                staff(role),
                fields,
                key -> accounts.role(id, key, Map.of("role", role, "given", given)));
    }

    @GET
    @Path("/{id}/locking")
    public Response askWhetherToLock(@PathParam("id") String id) {
        return acts.ask(AdminActs.LOCKING, subject(id, null));
    }

    @POST
    @Path("/{id}/locking")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response lock(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return send(AdminActs.LOCKING, id, null, fields, key -> accounts.access(id, key, Map.of("enabled", false)));
    }

    @GET
    @Path("/{id}/unlocking")
    public Response askWhetherToUnlock(@PathParam("id") String id) {
        return acts.ask(AdminActs.UNLOCKING, subject(id, null));
    }

    @POST
    @Path("/{id}/unlocking")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response unlock(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return send(AdminActs.UNLOCKING, id, null, fields, key -> accounts.access(id, key, Map.of("enabled", true)));
    }

    @GET
    @Path("/{id}/password")
    public Response askWhetherToMail(@PathParam("id") String id) {
        return acts.ask(AdminActs.PASSWORD_MAIL, subject(id, null));
    }

    @POST
    @Path("/{id}/password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response mailPassword(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        return send(AdminActs.PASSWORD_MAIL, id, null, fields, key -> accounts.mailPassword(id, key));
    }

    private interface Change {
        Account of(String key);
    }

    private Response send(
            Act act, String id, @Nullable String role, MultivaluedMap<String, String> fields, Change change) {
        return acts.send(
                act,
                fields,
                () -> subject(id, role),
                (form, said) -> change.of(form.key()),
                HOME + "/" + id + "?saved=" + act.name());
    }

    private ActPage.Subject subject(String id, @Nullable String role) {
        var account = accounts.account(id);
        String address = account.called();
        return new ActPage.Subject(
                HOME + "/" + id,
                0,
                role == null ? address : Messages.text(pages.language(), "account_role_" + role) + " – " + address);
    }

    private static Act roleAct(String change) {
        return change.equals("giving") ? AdminActs.ROLE_GIVING : AdminActs.ROLE_TAKING;
    }

    private static String staff(String role) {
        if (!STAFF.contains(role)) {
            throw new NotFoundException();
        }
        return role;
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(text(text), StandardCharsets.UTF_8);
    }
}
