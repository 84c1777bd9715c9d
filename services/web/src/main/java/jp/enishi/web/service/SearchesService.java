package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The matching service's saved searches of the reader. */
@RegisterRestClient(configKey = "matching")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("/searches")
public interface SearchesService {
    @GET
    Slice<SavedSearch> list();

    @POST
    JsonNode save(@HeaderParam("Idempotency-Key") String key, JsonNode draft);

    @GET
    @Path("/{id}")
    SavedSearch find(@PathParam("id") String id);

    @PUT
    @Path("/{id}")
    JsonNode change(@PathParam("id") String id, @HeaderParam("If-Match") String version, JsonNode draft);

    @DELETE
    @Path("/{id}")
    void delete(@PathParam("id") String id, @HeaderParam("If-Match") String version);
}
