package jp.enishi.web.service;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
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

    /** The ranking's people of whom alone it is asked; nobody else counts as shown. */
    @GET
    @Path("/cases/{id}")
    Ranking chosen(
            @PathParam("id") String caseId,
            @QueryParam("position") @Nullable String position,
            @QueryParam("talent") List<String> talents,
            @QueryParam("limit") int limit);

    @GET
    @Path("/cases/{id}/teams")
    CaseTeams teams(
            @PathParam("id") String caseId,
            @QueryParam("budget") @Nullable String budget,
            @QueryParam("startBy") @Nullable String startBy,
            @QueryParam("apart") List<String> apart);

    @GET
    @Path("/cases/{id}/team")
    TeamScore team(
            @PathParam("id") String caseId,
            @QueryParam("budget") @Nullable String budget,
            @QueryParam("startBy") @Nullable String startBy,
            @QueryParam("apart") List<String> apart,
            @QueryParam("seat") List<String> seats,
            @QueryParam("was") List<String> before,
            @QueryParam("pin") List<String> pins);

    @GET
    @Path("/team-plans")
    TeamPlans plans(@QueryParam("case") List<String> cases, @QueryParam("pin") List<String> pins);

    @GET
    @Path("/talents/{id}")
    Slice<FittingCase> fitting(
            @PathParam("id") String talentId,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor);
}
