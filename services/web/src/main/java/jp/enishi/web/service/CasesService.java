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

/** The cases service: companies, cases and listings. */
@RegisterRestClient(configKey = "cases")
@RegisterProvider(TokenRelay.class)
@RegisterProvider(ProblemReader.class)
@Path("/")
public interface CasesService {
    @GET
    @Path("companies")
    Slice<Company> companies(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("q") @Nullable String name);

    @GET
    @Path("companies/{id}")
    Company company(@PathParam("id") String id);

    @POST
    @Path("companies")
    Company register(@HeaderParam("Idempotency-Key") String key, JsonNode company);

    @PUT
    @Path("companies/{id}")
    Company revise(@PathParam("id") String id, @HeaderParam("If-Match") String version, JsonNode company);

    @GET
    @Path("companies/{id}/members")
    List<Member> members(@PathParam("id") String id);

    /** The reader's own companies. */
    @GET
    @Path("companies/members")
    List<OwnCompany> ownCompanies();

    @POST
    @Path("companies/{id}/members")
    Member invite(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, JsonNode person);

    /** What some coordinators are called. */
    @GET
    @Path("coordinators/named")
    List<Colleague> coordinators(@QueryParam("id") List<String> ids);

    @GET
    @Path("cases")
    Slice<CaseSummary> cases(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("status") @Nullable String status);

    /** Whose title or company has these words. */
    @GET
    @Path("cases")
    Slice<CaseSummary> named(@QueryParam("limit") int limit, @QueryParam("q") String words);

    /** Some of them, at most fifty. */
    @GET
    @Path("cases")
    Slice<CaseSummary> some(@QueryParam("limit") int limit, @QueryParam("case") List<String> ids);

    @GET
    @Path("cases/{id}")
    ClientCase find(@PathParam("id") String id);

    @POST
    @Path("cases")
    ClientCase open(@HeaderParam("Idempotency-Key") String key, JsonNode draft);

    /** The versions of the requirements, newest first. */
    @GET
    @Path("cases/{id}/requirements/versions")
    Slice<RequirementsVersion> versions(
            @PathParam("id") String id, @QueryParam("limit") int limit, @QueryParam("cursor") @Nullable String cursor);

    @PUT
    @Path("cases/{id}/requirements")
    ClientCase require(@PathParam("id") String id, @HeaderParam("If-Match") String version, JsonNode body);

    @POST
    @Path("cases/{id}/publication")
    ClientCase publish(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode body);

    @POST
    @Path("cases/{id}/closing")
    ClientCase close(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("If-Match") String version,
            JsonNode body);

    @GET
    @Path("listings")
    Listings listings(
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("role") @Nullable String role,
            @QueryParam("workplace") @Nullable String workplace,
            @QueryParam("q") @Nullable String words,
            @QueryParam("skill") @Nullable String skill,
            @QueryParam("rate") @Nullable String rate,
            @QueryParam("startBy") @Nullable String startBy);

    /** The newest ones, page by page. */
    @GET
    @Path("listings")
    Slice<Listing> newest(@QueryParam("limit") int limit, @QueryParam("cursor") @Nullable String cursor);

    @GET
    @Path("listings/{id}")
    Listing listing(@PathParam("id") String id);
}
