package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The talents service where people say who may know their name, and read who did. */
@RegisterRestClient(configKey = "talents")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("/talents")
public interface DisclosuresService {
    @GET
    @Path("/{id}/consents")
    Slice<Consent> consents(
            @PathParam("id") String talentId,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor);

    @POST
    @Path("/{id}/consents")
    Consent consent(@PathParam("id") String talentId, @HeaderParam("Idempotency-Key") String key, JsonNode consent);

    @POST
    @Path("/{id}/consents/{consent}/withdrawal")
    Consent revoke(
            @PathParam("id") String talentId,
            @PathParam("consent") String consentId,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version);

    @GET
    @Path("/{id}/disclosures")
    Slice<Disclosure> disclosures(
            @PathParam("id") String talentId,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("organizationId") @Nullable String organizationId);

    /** The same by client, who saw something last first. */
    @GET
    @Path("/{id}/readerships")
    Slice<Readership> readerships(
            @PathParam("id") String talentId,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor);

    /** Of everybody, for coordinators; from a moment on, before another. */
    @GET
    @Path("/disclosures")
    Slice<Disclosure> all(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("talentId") @Nullable String talentId,
            @QueryParam("organizationId") @Nullable String organizationId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("before") @Nullable String before);

    /** The named résumé; each reading of it is recorded. */
    @GET
    @Path("/{id}/versions/{version}/disclosed")
    NamedResume disclosed(
            @PathParam("id") String talentId, @PathParam("version") long version, @QueryParam("caseId") String caseId);
}
