package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The rules of contracts by the day from which they hold. */
@RegisterRestClient(configKey = "contracts")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("rules")
public interface RulesService {
    @GET
    List<DatedRule> rules();

    @POST
    JsonNode add(@HeaderParam("Idempotency-Key") String key, JsonNode addition);
}
