package jp.enishi.web.service;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The matching service: who fits a case, which cases fit a talent. */
@RegisterRestClient(configKey = "matching")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("/matches")
public interface MatchingService {
    @GET
    @Path("/cases/{id}")
    Ranking ranking(
            @PathParam("id") String caseId,
            @QueryParam("position") @Nullable String position,
            @QueryParam("q") @Nullable String words,
            @QueryParam("role") @Nullable String role,
            @QueryParam("skill") @Nullable String skill,
            @QueryParam("industry") @Nullable String industry,
            @QueryParam("workplace") @Nullable String workplace,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor);

    @GET
    @Path("/talents/{id}")
    Slice<FittingCase> fitting(
            @PathParam("id") String talentId,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor);
}
