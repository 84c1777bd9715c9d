package jp.enishi.platform.mail;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.KeycloakAccount;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The part of Keycloak's admin API that this service has a right to: looking at one user. */
@RegisterRestClient(configKey = "keycloak-users")
@Path("/admin/realms/enishi/users")
interface KeycloakUsers {
    @GET
    @Path("/{id}")
    Uni<User> user(@HeaderParam("Authorization") String authorization, @PathParam("id") UUID id);

    /** What matters of an account; its text form says nothing of the person. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record User(
            boolean enabled,
            boolean emailVerified,
            @Nullable String email,
            @Nullable Map<String, List<String>> attributes) {
        boolean shut() {
            return KeycloakAccount.shut(enabled, attributes);
        }

        @Override
        public String toString() {
            return "User";
        }
    }
}
