package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The contracts service: offers, orders and engagements. */
@RegisterRestClient(configKey = "contracts")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("/")
public interface ContractsService {
    @GET
    @Path("offers")
    Slice<OfferLine> offers(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("state") @Nullable String state);

    /** Those of one case. */
    @GET
    @Path("offers")
    Slice<OfferLine> offersOf(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("case") String caseId);

    @GET
    @Path("offers/{id}")
    Offer offer(@PathParam("id") String id);

    @GET
    @Path("orders")
    Slice<OrderLine> orders(@QueryParam("limit") int limit, @QueryParam("cursor") @Nullable String cursor);

    /** Those in one of these states, the newest first. */
    @GET
    @Path("orders")
    Slice<OrderLine> ordersIn(@QueryParam("limit") int limit, @QueryParam("state") List<String> states);

    /** Those of one case. */
    @GET
    @Path("orders")
    Slice<OrderLine> ordersOf(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("case") String caseId);

    /** That have this number, or a party with these words in its name. */
    @GET
    @Path("orders")
    Slice<OrderLine> named(@QueryParam("limit") int limit, @QueryParam("q") String words);

    @GET
    @Path("orders/{id}")
    Order order(@PathParam("id") String id);

    @GET
    @Path("engagements")
    Slice<EngagementLine> engagements(@QueryParam("limit") int limit, @QueryParam("cursor") @Nullable String cursor);

    /** The engagement that an order began, if it has begun. */
    @GET
    @Path("engagements")
    Slice<EngagementLine> begun(@QueryParam("order") String order);

    /** What is due in engagements, the most urgent first: for coordinators in all of them, for a party what its side is to do. */
    @GET
    @Path("engagements/due")
    Slice<EngagementDue> due(@QueryParam("limit") int limit, @QueryParam("cursor") @Nullable String cursor);

    @GET
    @Path("engagements/{id}")
    Engagement engagement(@PathParam("id") String id);

    @POST
    @Path("engagements/{id}/owner")
    Engagement own(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode assignment);

    @POST
    @Path("engagements/{id}/check-ins")
    Engagement checkIn(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode checkIn);

    @POST
    @Path("engagements/{id}/check-ins/{number}/report")
    Engagement report(
            @PathParam("id") String id,
            @PathParam("number") int number,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode report);

    @POST
    @Path("engagements/{id}/tickets")
    Engagement raise(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode ticket);

    @POST
    @Path("engagements/{id}/tickets/{number}/escalation")
    Engagement escalate(
            @PathParam("id") String id,
            @PathParam("number") int number,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode reason);

    @POST
    @Path("engagements/{id}/tickets/{number}/replies")
    Engagement reply(
            @PathParam("id") String id,
            @PathParam("number") int number,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode reply);

    @POST
    @Path("engagements/{id}/tickets/{number}/resolution")
    Engagement resolve(
            @PathParam("id") String id,
            @PathParam("number") int number,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode resolution);

    @POST
    @Path("engagements/{id}/notice")
    Engagement notice(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode notice);

    @POST
    @Path("engagements/{id}/ending")
    Engagement end(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version);
}
