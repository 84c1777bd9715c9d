package jp.enishi.notifications.people;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.KeycloakAccount;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The part of Keycloak's admin API that this service has a right to: looking at users, and who belongs where. */
@RegisterRestClient(configKey = "keycloak-admin")
@Path("/admin/realms/enishi")
interface KeycloakAccounts {
    @GET
    @Path("/users/{id}")
    Uni<Account> user(@HeaderParam("Authorization") String authorization, @PathParam("id") UUID id);

    /** @param email a part of the address */
    @GET
    @Path("/users")
    Uni<List<Member>> withAddress(
            @HeaderParam("Authorization") String authorization,
            @QueryParam("email") String email,
            @QueryParam("max") int max);

    @GET
    @Path("/organizations/{id}/members")
    Uni<List<Member>> members(
            @HeaderParam("Authorization") String authorization, @PathParam("id") UUID id, @QueryParam("max") int max);

    @GET
    @Path("/roles/{role}/users")
    Uni<List<Member>> holders(
            @HeaderParam("Authorization") String authorization,
            @PathParam("role") String role,
            @QueryParam("max") int max);

    /** What matters of an account; its text form says nothing of the person. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Account(
            boolean enabled,
            boolean emailVerified,
            @Nullable String email,
            @Nullable Map<String, List<String>> attributes) {
        boolean shut() {
            return KeycloakAccount.shut(enabled, attributes);
        }

        @Override
        public String toString() {
            return "Account";
        }
    }

    /** Somebody who belongs to an organisation or has a role; its text form says nothing of the person. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Member(UUID id, boolean enabled, @Nullable Map<String, List<String>> attributes) {
        boolean shut() {
            return KeycloakAccount.shut(enabled, attributes);
        }

        @Override
        public String toString() {
            return "Member " + id;
        }
    }
}
