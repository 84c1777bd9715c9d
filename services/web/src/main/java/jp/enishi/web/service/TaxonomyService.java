package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The words of talents that administrators add to the taxonomy. */
@RegisterRestClient(configKey = "talents")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("taxonomy/edits")
public interface TaxonomyService {
    @GET
    OwnWords added();

    @POST
    OwnWords edit(@HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String revision, JsonNode edit);
}
