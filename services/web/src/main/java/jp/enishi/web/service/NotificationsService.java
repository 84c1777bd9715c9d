package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The notifications service: the inbox and how a reader wants to be told. */
@RegisterRestClient(configKey = "notifications")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("/notifications")
public interface NotificationsService {
    @GET
    Slice<Notification> inbox(@QueryParam("limit") int limit, @QueryParam("cursor") @Nullable String cursor);

    @POST
    @Path("/{id}/reading")
    JsonNode read(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key);

    @GET
    @Path("/unread")
    Unread unread();

    /** Marks all as read up to the newest that the reader was shown. */
    @POST
    @Path("/reading")
    JsonNode readAll(@HeaderParam("Idempotency-Key") String key, JsonNode newest);

    @GET
    @Path("/preferences")
    Preferences preferences();

    @PUT
    @Path("/preferences")
    Preferences prefer(@HeaderParam("If-Match") String version, JsonNode preferences);
}
