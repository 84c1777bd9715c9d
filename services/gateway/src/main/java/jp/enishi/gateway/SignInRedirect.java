package jp.enishi.gateway;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Opens Keycloak in the reader's language, and at its registration form when {@code /login?register=1} asked for it. */
@ApplicationScoped
@Unremovable
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
public class SignInRedirect implements OidcRedirectFilter {
    @Override
    public void filter(OidcRedirectContext context) {
        var request = context.routingContext().request();
        context.additionalQueryParams().add("ui_locales", Language.of(request));
        @Nullable String register = request.getParam("register");
        if ("1".equals(register)) {
            context.additionalQueryParams().add("prompt", "create");
        }
    }
}
