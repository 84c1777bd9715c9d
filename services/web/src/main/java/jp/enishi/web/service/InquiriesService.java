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

/** The cases service before there is a case: what visitors ask, and what people cost. */
@RegisterRestClient(configKey = "cases")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("/")
public interface InquiriesService {
    @GET
    @Path("inquiries/form")
    FormIssue form();

    @POST
    @Path("inquiries")
    Receipt ask(@HeaderParam("Idempotency-Key") String key, JsonNode inquiry);

    @GET
    @Path("inquiries")
    Slice<Inquiry> inquiries(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("state") @Nullable String state,
            @QueryParam("mine") @Nullable Boolean mine);

    /** Whose reference or sender has these words. */
    @GET
    @Path("inquiries")
    Slice<Inquiry> named(@QueryParam("limit") int limit, @QueryParam("q") String words);

    /** To whom an inquiry can be handed. */
    @GET
    @Path("coordinators")
    List<Colleague> coordinators();

    @GET
    @Path("inquiries/{id}")
    Inquiry inquiry(@PathParam("id") String id);

    /** A step of a coordinator: assignment, contacts, qualification or closing. */
    @POST
    @Path("inquiries/{id}/{step}")
    JsonNode step(
            @PathParam("id") String id,
            @PathParam("step") String step,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode said);

    @GET
    @Path("rates")
    Rates rates(
            @QueryParam("role") @Nullable String role,
            @QueryParam("utilisation") @Nullable String utilisation,
            @QueryParam("workplace") @Nullable String workplace);

    /** When a form was handed out, signed. */
    record FormIssue(String formIssued) {}

    /** That an inquiry has arrived. */
    record Receipt(String reference) {}
}
