package jp.enishi.web.service;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The talents service: profiles and résumés. */
@RegisterRestClient(configKey = "talents")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("/talents")
public interface TalentsService {
    @GET
    @Path("/me")
    Talent me();

    /**
     * The reader's own record.
     *
     * @throws NotRegistered when there is none yet, whose page is that of the registration
     */
    default Talent mine() {
        try {
            return me();
        } catch (ServiceProblem problem) {
            throw problem.status() == 404 ? new NotRegistered(problem) : problem;
        }
    }

    @POST
    Talent register(@HeaderParam("Idempotency-Key") String key, JsonNode registration);

    /** Whose name the reader's company knows in a case. */
    @GET
    @Path("/named")
    Slice<NamedTalent> named(@QueryParam("caseId") String caseId);

    @GET
    @Path("/{id}")
    Talent talent(@PathParam("id") String id);

    /** Replaces a part: profile, resume, availability or wishes. */
    @PUT
    @Path("/{id}/{part}")
    Talent revise(
            @PathParam("id") String id,
            @PathParam("part") String part,
            @HeaderParam("If-Match") String version,
            JsonNode body);

    /** For good. */
    @POST
    @Path("/{id}/erasure")
    void erase(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version);

    /** Which versions of the terms of use a talent agreed to, newest first. */
    @GET
    @Path("/{id}/terms")
    Slice<AgreedTerms> agreedTerms(
            @PathParam("id") String id, @QueryParam("limit") int limit, @QueryParam("cursor") @Nullable String cursor);

    /** The reader agrees to a version. */
    @POST
    @Path("/{id}/terms")
    AgreedTerms agree(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, JsonNode agreement);

    @GET
    @Path("/{id}/sheet")
    Sheet sheet(@PathParam("id") String id);

    /** The sheet as it would be with this résumé. */
    @PUT
    @Path("/{id}/sheet/preview")
    Sheet preview(@PathParam("id") String id, JsonNode resume);

    /** The versions of a talent, newest first. */
    @GET
    @Path("/{id}/versions")
    Slice<TalentVersion> versions(@PathParam("id") String id, @QueryParam("limit") int limit);

    @GET
    Slice<TalentSummary> talents(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("q") @Nullable String words,
            @QueryParam("role") @Nullable String role,
            @QueryParam("skill") @Nullable String skill);

    /** What these are called, at most fifty; who is not there any more is left out. */
    @GET
    @Path("/names")
    Slice<NamedTalent> names(@QueryParam("talent") List<String> ids);
}
