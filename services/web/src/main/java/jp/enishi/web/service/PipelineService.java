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

/** The cases service from the first candidate to the decision: candidacies and proposals. */
@RegisterRestClient(configKey = "cases")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("/")
public interface PipelineService {
    @GET
    @Path("cases/{id}/candidacies")
    Slice<Candidacy> candidacies(
            @PathParam("id") String caseId,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor);

    /** With the history of each. */
    @GET
    @Path("cases/{id}/candidacies")
    Slice<Candidacy> candidacies(
            @PathParam("id") String caseId,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("history") boolean history);

    /** Those of all cases on these stages, for coordinators. */
    @GET
    @Path("candidacies")
    Slice<Candidacy> people(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("stage") List<String> stages);

    /** What these candidacies are about, of whom the reader may see them: at most fifty. */
    @GET
    @Path("candidacies/seats")
    Slice<CandidacySeat> seats(@QueryParam("candidacy") List<String> ids);

    @POST
    @Path("cases/{id}/candidacies")
    CandidacyRef select(@PathParam("id") String caseId, @HeaderParam("Idempotency-Key") String key, JsonNode selection);

    @POST
    @Path("listings/{id}/applications")
    CandidacyRef apply(
            @PathParam("id") String caseId, @HeaderParam("Idempotency-Key") String key, JsonNode application);

    @GET
    @Path("candidacies/mine")
    Slice<OwnCandidacy> mine(@QueryParam("limit") int limit, @QueryParam("cursor") @Nullable String cursor);

    /** As a talent sees it. */
    @GET
    @Path("candidacies/{id}")
    OwnCandidacy mine(@PathParam("id") String candidacyId);

    /** As coordinators and clients see it. */
    @GET
    @Path("candidacies/{id}")
    Candidacy candidacy(@PathParam("id") String candidacyId);

    @POST
    @Path("candidacies/{id}/decision")
    CandidacyRef decide(
            @PathParam("id") String candidacyId,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode decision);

    @POST
    @Path("candidacies/{id}/declining")
    CandidacyRef decline(
            @PathParam("id") String candidacyId,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode reason);

    @POST
    @Path("candidacies/{id}/going-on")
    CandidacyRef goOn(@PathParam("id") String candidacyId, @HeaderParam("Idempotency-Key") String key, JsonNode reason);

    @POST
    @Path("candidacies/{id}/withdrawal")
    CandidacyRef withdraw(
            @PathParam("id") String candidacyId,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode reason);

    @GET
    @Path("cases/{case}/proposals")
    Slice<Proposal> proposals(
            @PathParam("case") String caseId,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor);

    @POST
    @Path("cases/{case}/proposals")
    ProposalRef propose(@PathParam("case") String caseId, @HeaderParam("Idempotency-Key") String key, JsonNode draft);

    /** Those of all cases, for coordinators. */
    @GET
    @Path("proposals")
    Slice<ProposalLine> desk(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("state") @Nullable String state);

    @GET
    @Path("proposals/{id}")
    Proposal proposal(@PathParam("id") String proposalId);

    @PUT
    @Path("proposals/{id}")
    ProposalRef rewrite(@PathParam("id") String proposalId, @HeaderParam("If-Match") String version, JsonNode draft);

    @POST
    @Path("proposals/{id}/sending")
    ProposalRef send(
            @PathParam("id") String proposalId,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode sending);

    @POST
    @Path("proposals/{id}/withdrawal")
    ProposalRef recall(
            @PathParam("id") String proposalId,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version);
}
