package jp.enishi.cases.inquiry.keycloak;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.KeycloakAccount;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The part of Keycloak's admin API that makes clients: organisations, accounts, their roles and memberships. */
@RegisterRestClient(configKey = "keycloak-clients")
@Path("/admin/realms/enishi")
@Consumes(MediaType.APPLICATION_JSON)
interface KeycloakClients {
    String AUTHORIZATION = "Authorization";

    @GET
    @Path("/organizations")
    Uni<List<Organization>> organizations(
            @HeaderParam(AUTHORIZATION) String authorization,
            @QueryParam("q") String attributes,
            @QueryParam("max") int most);

    @POST
    @Path("/organizations")
    Uni<Void> create(@HeaderParam(AUTHORIZATION) String authorization, NewOrganization organization);

    /** @param userId the id in quotes */
    @POST
    @Path("/organizations/{id}/members")
    Uni<Void> join(@HeaderParam(AUTHORIZATION) String authorization, @PathParam("id") UUID id, String userId);

    @GET
    @Path("/organizations/{id}/members")
    Uni<List<Person>> members(
            @HeaderParam(AUTHORIZATION) String authorization,
            @PathParam("id") UUID id,
            @QueryParam("max") int most,
            @QueryParam("briefRepresentation") boolean brief);

    @GET
    @Path("/roles/{role}/users")
    Uni<List<Person>> holders(
            @HeaderParam(AUTHORIZATION) String authorization,
            @PathParam("role") String role,
            @QueryParam("max") int most);

    @GET
    @Path("/users")
    Uni<List<User>> users(
            @HeaderParam(AUTHORIZATION) String authorization,
            @QueryParam("email") String email,
            @QueryParam("exact") boolean exact);

    @POST
    @Path("/users")
    Uni<Void> create(@HeaderParam(AUTHORIZATION) String authorization, NewUser user);

    @GET
    @Path("/users/{id}/role-mappings/realm")
    Uni<List<Role>> roles(@HeaderParam(AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    @GET
    @Path("/users/{id}/role-mappings/realm/available")
    Uni<List<Role>> rolesToGive(@HeaderParam(AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    @POST
    @Path("/users/{id}/role-mappings/realm")
    Uni<Void> give(@HeaderParam(AUTHORIZATION) String authorization, @PathParam("id") UUID id, List<Role> roles);

    @DELETE
    @Path("/users/{id}/role-mappings/realm")
    Uni<Void> take(@HeaderParam(AUTHORIZATION) String authorization, @PathParam("id") UUID id, List<Role> roles);

    /** @param address a part of it */
    @GET
    @Path("/users")
    Uni<List<Login>> logins(
            @HeaderParam(AUTHORIZATION) String authorization,
            @QueryParam("email") @Nullable String address,
            @QueryParam("first") int first,
            @QueryParam("max") int most);

    @GET
    @Path("/roles/{role}/users")
    Uni<List<Login>> holdersFrom(
            @HeaderParam(AUTHORIZATION) String authorization,
            @PathParam("role") String role,
            @QueryParam("first") int first,
            @QueryParam("max") int most);

    @GET
    @Path("/organizations/{id}/members")
    Uni<List<Login>> membersFrom(
            @HeaderParam(AUTHORIZATION) String authorization,
            @PathParam("id") UUID id,
            @QueryParam("first") int first,
            @QueryParam("max") int most);

    @GET
    @Path("/users/{id}")
    Uni<Login> login(@HeaderParam(AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /** What isn't named stays as it is. */
    @PUT
    @Path("/users/{id}")
    Uni<Void> change(@HeaderParam(AUTHORIZATION) String authorization, @PathParam("id") UUID id, Access access);

    @POST
    @Path("/users/{id}/logout")
    Uni<Void> endSessions(@HeaderParam(AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    @GET
    @Path("/organizations/members/{id}/organizations")
    Uni<List<Organization>> organizationsOf(
            @HeaderParam(AUTHORIZATION) String authorization, @PathParam("id") UUID userId);

    /** @param name a part of it */
    @GET
    @Path("/organizations")
    Uni<List<Organization>> organizations(
            @HeaderParam(AUTHORIZATION) String authorization,
            @QueryParam("search") @Nullable String name,
            @QueryParam("first") int first,
            @QueryParam("max") int most);

    @DELETE
    @Path("/users/{id}")
    Uni<Void> delete(@HeaderParam(AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /** Mails the person a link under which they do the actions. */
    @PUT
    @Path("/users/{id}/execute-actions-email")
    Uni<Void> ask(
            @HeaderParam(AUTHORIZATION) String authorization,
            @PathParam("id") UUID id,
            @QueryParam("client_id") String client,
            @QueryParam("lifespan") long seconds,
            List<String> actions);

    /** An organisation, as far as it matters here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Organization(UUID id, String alias, @Nullable String name) {}

    /** An organisation to be made. */
    record NewOrganization(String name, String alias, boolean enabled, Map<String, List<String>> attributes) {}

    /** A realm role, named as Keycloak wants it named. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Role(String id, String name) {}

    /** What matters of an account; its text form says nothing of the person. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record User(
            UUID id,
            boolean enabled,
            boolean emailVerified,
            @Nullable Map<String, List<String>> attributes) {
        boolean shut() {
            return KeycloakAccount.shut(enabled, attributes);
        }

        @Override
        public String toString() {
            return "User " + id;
        }
    }

    /** With what somebody signs in; its text form says nothing of the person. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Login(
            UUID id,
            @Nullable String username,
            @Nullable String email,
            boolean enabled,
            @Nullable Boolean emailVerified) {
        boolean verified() {
            return Boolean.TRUE.equals(emailVerified);
        }

        @Nullable
        String address() {
            return email == null ? username : email;
        }

        /** Whether a part of the system signs in with it. */
        boolean machine() {
            return username != null && username.startsWith("service-account-");
        }

        @Override
        public String toString() {
            return "Login " + id;
        }
    }

    /** Whether an account may sign in. */
    record Access(boolean enabled) {}

    /** A member of an organisation; its text form says nothing of the person. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Person(
            UUID id,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable Boolean emailVerified,
            boolean enabled,
            @Nullable Map<String, List<String>> attributes) {
        boolean shut() {
            return KeycloakAccount.shut(enabled, attributes);
        }

        /** Whether the mail address is proved; short forms of an account don't tell. */
        boolean verified() {
            return Boolean.TRUE.equals(emailVerified);
        }

        /** The language that the account is set to. */
        @Nullable
        String locale() {
            List<String> set = attributes == null ? null : attributes.get("locale");
            return set == null || set.isEmpty() ? null : set.getFirst();
        }

        @Override
        public String toString() {
            return "Person " + id;
        }
    }

    /** An account to be made; its text form says nothing of the person. */
    record NewUser(
            String username,
            String email,
            boolean emailVerified,
            boolean enabled,
            String firstName,
            String lastName,
            Map<String, List<String>> attributes,
            List<String> requiredActions) {
        @Override
        public String toString() {
            return "NewUser";
        }
    }
}
