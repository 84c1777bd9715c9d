package jp.enishi.web.service;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What every service that reads events has for whoever runs it, at each service's own address. */
public interface UpkeepService {
    @GET
    @Path("upkeep/{service}/parked")
    Slice<ParkedAggregate> parked(
            @PathParam("service") String service,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor);

    @GET
    @Path("upkeep/{service}/parked/{aggregateId}")
    List<ParkedEvent> events(
            @PathParam("service") String service,
            @PathParam("aggregateId") String aggregateId,
            @QueryParam("consumer") String consumer);

    @POST
    @Path("upkeep/{service}/parked/{aggregateId}/replay")
    ReplayResult replay(
            @PathParam("service") String service,
            @PathParam("aggregateId") String aggregateId,
            @HeaderParam("Idempotency-Key") String key,
            Map<String, String> consumer);

    @RegisterRestClient(configKey = "talents")
    @RegisterProvider(TokenRelay.class)
    @RegisterProvider(ProblemReader.class)
    @Path("/")
    interface Talents extends UpkeepService {}

    @RegisterRestClient(configKey = "cases")
    @RegisterProvider(TokenRelay.class)
    @RegisterProvider(ProblemReader.class)
    @Path("/")
    interface Cases extends UpkeepService {}

    @RegisterRestClient(configKey = "matching")
    @RegisterProvider(TokenRelay.class)
    @RegisterProvider(ProblemReader.class)
    @Path("/")
    interface Matching extends UpkeepService {}

    @RegisterRestClient(configKey = "notifications")
    @RegisterProvider(TokenRelay.class)
    @RegisterProvider(ProblemReader.class)
    @Path("/")
    interface Notifications extends UpkeepService {}

    @RegisterRestClient(configKey = "meetings")
    @RegisterProvider(TokenRelay.class)
    @RegisterProvider(ProblemReader.class)
    @Path("/")
    interface Meetings extends UpkeepService {}

    @RegisterRestClient(configKey = "contracts")
    @RegisterProvider(TokenRelay.class)
    @RegisterProvider(ProblemReader.class)
    @Path("/")
    interface Contracts extends UpkeepService {}
}
