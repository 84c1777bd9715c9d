package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The meetings service: the poll for a date, the booking and the outcomes. */
@RegisterRestClient(configKey = "meetings")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("/meetings")
public interface MeetingsService {
    @GET
    Slice<Meeting> meetings(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("state") List<String> states);

    /** Those of one case. */
    @GET
    Slice<Meeting> ofCase(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("case") String caseId);

    @POST
    Meeting call(@HeaderParam("Idempotency-Key") String key, JsonNode call);

    @GET
    @Path("/{id}")
    Meeting meeting(@PathParam("id") String id);

    @GET
    @Path("/{id}/suggestions")
    Suggestions suggestions(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to);

    @PUT
    @Path("/{id}/answers")
    Meeting answer(@PathParam("id") String id, @HeaderParam("If-Match") String version, JsonNode answers);

    @POST
    @Path("/{id}/booking")
    Meeting book(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode booking);

    @PUT
    @Path("/{id}/booking")
    Meeting move(@PathParam("id") String id, @HeaderParam("If-Match") String version, JsonNode booking);

    @POST
    @Path("/{id}/cancellation")
    Meeting cancel(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode reason);

    @PUT
    @Path("/{id}/outcome")
    Meeting outcome(@PathParam("id") String id, @HeaderParam("If-Match") String version, JsonNode outcome);

    @GET
    @Path("/{id}/calendar.ics")
    @Produces("text/calendar")
    String calendar(@PathParam("id") String id);

    /** Times that suit everybody's zone and calendar. */
    record Suggestions(List<Suggestion> items) {
        public Suggestions {
            items = items == null ? List.of() : items;
        }

        /** One of them. */
        public record Suggestion(String start) {}
    }
}
