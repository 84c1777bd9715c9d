package jp.enishi.web.admin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import jp.enishi.web.page.Pages;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What whoever runs Enishi may do, and where: accounts in Keycloak, the system on its command line. */
@Path("/admin")
@RolesAllowed("admin")
@RunOnVirtualThread
public class AdminPage {
    private static final Map<String, String> COMMANDS = Map.of(
            "state", "./enishi status",
            "audit", "./enishi audit",
            "demo", "./enishi demo");

    private final Pages pages;
    private final String accounts;

    AdminPage(Pages pages, @ConfigProperty(name = "quarkus.oidc.token.issuer") String issuer) {
        this.pages = pages;
        this.accounts = issuer.replaceFirst("/realms/([^/]+)$", "/admin/$1/console/");
    }

    @CheckedTemplate(basePath = "admin")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance admin(String accounts, Map<String, String> commands);
    }

    @GET
    public Response admin() {
        return pages.ok(Templates.admin(accounts, COMMANDS));
    }
}
