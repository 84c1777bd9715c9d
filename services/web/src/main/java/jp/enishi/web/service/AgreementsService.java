package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.DELETE;
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

/** The contracts service where the two sides agree: parties, offers and answers, orders in writing, amendments, the archive. */
@RegisterRestClient(configKey = "contracts")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("/")
public interface AgreementsService {
    @GET
    @Path("parties/mine")
    Party party();

    @PUT
    @Path("parties/mine")
    Party declare(@HeaderParam("If-Match") String version, JsonNode party);

    @DELETE
    @Path("parties/{id}")
    void forget(@PathParam("id") String partyId, @HeaderParam("If-Match") String version);

    @POST
    @Path("offers")
    Offer offer(@HeaderParam("Idempotency-Key") String key, JsonNode draft);

    @POST
    @Path("team-offers")
    JsonNode offerTeam(@HeaderParam("Idempotency-Key") String key, JsonNode draft);

    @POST
    @Path("offers/{id}/versions")
    Offer counter(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode counter);

    /** An answer: acceptance, refusal or withdrawal. */
    @POST
    @Path("offers/{id}/{answer}")
    Offer answer(
            @PathParam("id") String id,
            @PathParam("answer") String answer,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode body);

    @POST
    @Path("orders/{id}/placement")
    Order place(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version);

    @POST
    @Path("orders/{id}/confirmation")
    Order confirm(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode confirmation);

    @POST
    @Path("orders/{id}/tasks/{task}/settling")
    Order settle(
            @PathParam("id") String id,
            @PathParam("task") String task,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode settling);

    @POST
    @Path("engagements/{id}/amendments")
    Engagement amend(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode amendment);

    @POST
    @Path("engagements/{id}/amendments/{number}/signature")
    Engagement sign(
            @PathParam("id") String id,
            @PathParam("number") int number,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode signature);

    @POST
    @Path("engagements/{id}/amendments/{number}/{answer}")
    Engagement end(
            @PathParam("id") String id,
            @PathParam("number") int number,
            @PathParam("answer") String answer,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode reason);

    @GET
    @Path("archive")
    Slice<ArchiveEntry> archive(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("amountFrom") @Nullable String amountFrom,
            @QueryParam("amountTo") @Nullable String amountTo,
            @QueryParam("counterparty") @Nullable String counterparty);
}
