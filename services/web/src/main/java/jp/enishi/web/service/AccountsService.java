package jp.enishi.web.service;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The accounts with which people sign in. */
@RegisterRestClient(configKey = "cases")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("accounts")
public interface AccountsService {
    @GET
    Slice<Account> accounts(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("q") @Nullable String words,
            @QueryParam("role") @Nullable String role,
            @QueryParam("organization") @Nullable String organization);

    @GET
    @Path("organizations")
    Slice<Account.Organization> organizations(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("q") @Nullable String words);

    @GET
    @Path("{id}")
    Account account(@PathParam("id") String id);

    @POST
    @Path("{id}/roles")
    Account role(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, Map<String, Object> change);

    @POST
    @Path("{id}/access")
    Account access(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, Map<String, Object> change);

    @POST
    @Path("{id}/password-mail")
    Account mailPassword(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key);
}
