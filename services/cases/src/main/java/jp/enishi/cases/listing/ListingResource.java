package jp.enishi.cases.listing;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.Parameters;
import jp.enishi.cases.clientcase.domain.Listing;
import jp.enishi.cases.clientcase.domain.WorkplaceKind;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.http.Public;
import jp.enishi.platform.http.Refusal;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.Text;
import jp.enishi.platform.kernel.ValidationFailure;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Published cases, for everybody. */
@Path("/api/v1/listings")
public class ListingResource {
    private static final int SECONDS_FRESH = 15;
    private static final List<String> FACETS = List.of("role", "workplace", "skill");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final ListingQueries queries;

    ListingResource(ListingQueries queries) {
        this.queries = queries;
    }

    @GET
    @Public
    @APIResponse(
            responseCode = "200",
            description = "Open listings, newest first",
            content = @Content(schema = @Schema(implementation = ListingPage.class)))
    public Uni<Response> list(
            @BeanParam PageRequest page,
            @QueryParam("role") @Nullable String role,
            @QueryParam("workplace") @Nullable String workplace,
            @QueryParam("q") @Nullable String words,
            @QueryParam("skill") @Nullable String skill,
            @QueryParam("rate") @Nullable String rate,
            @QueryParam("startBy") @Nullable String startBy) {
        var wanted = new ListingQueries.Wanted(
                Text.canonicalOrNull(role),
                Parameters.constant(WorkplaceKind.class, "workplace", workplace, "unknown-workplace"),
                Parameters.words("q", words),
                Text.canonicalOrNull(skill),
                rate(rate),
                startBy(startBy));
        var after = place(page.cursor(2));
        return queries.list(wanted, after, page.limit() + 1)
                .map(found -> Page.of(
                        found,
                        page.limit(),
                        listing -> Cursor.of(
                                listing.publishedAt().toString(),
                                listing.caseId().toString())))
                .flatMap(listings -> after == null
                        ? queries.counts(wanted).map(counts -> ListingPage.first(listings, counts))
                        : Uni.createFrom().item(new ListingPage(listings.items(), listings.next(), null, null)))
                .map(listings -> Response.ok(listings).cacheControl(fresh()).build());
    }

    @GET
    @Path("/{caseId}")
    @Public
    @APIResponse(
            responseCode = "200",
            description = "The listing",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    @APIResponse(responseCode = "410", description = "Filled, cancelled or past its last day")
    public Uni<Response> read(@PathParam("caseId") UUID caseId, @Context Request request) {
        return queries.find(caseId).map(found -> {
            if (found == null) {
                throw new NotFound("listing", caseId);
            }
            if (!found.open()) {
                throw new Refusal(410, "listing-closed");
            }
            var tag = new EntityTag(Long.toString(found.version()));
            var unchanged = request.evaluatePreconditions(tag);
            var answer = unchanged == null ? Response.ok(found.listing()) : unchanged;
            return answer.tag(tag).cacheControl(fresh()).build();
        });
    }

    /** A page of listings; the first one also tells how many there are, and how many with each value of a facet. */
    record ListingPage(
            List<Listing> items,
            @Nullable String next,
            @Nullable Long total,
            @Nullable List<Facet> facets) {
        static ListingPage first(Page<Listing> listings, List<ListingQueries.Count> counts) {
            return new ListingPage(
                    listings.items(),
                    listings.next(),
                    counts.stream()
                            .filter(count -> count.facet().equals("total"))
                            .mapToLong(ListingQueries.Count::count)
                            .sum(),
                    FACETS.stream()
                            .map(name -> new Facet(
                                    name,
                                    counts.stream()
                                            .filter(count -> count.facet().equals(name))
                                            .map(count -> new Value(count.value(), count.count()))
                                            .toList()))
                            .toList());
        }
    }

    /** What one may narrow a search by, and how many listings there are with each value. */
    record Facet(String name, List<Value> values) {}

    record Value(String value, long count) {}

    private static @Nullable Long rate(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,9}")) {
            throw ValidationFailure.at("/rate", "not-a-whole-number");
        }
        return Long.valueOf(text);
    }

    private static @Nullable LocalDate startBy(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            if (text.length() != "yyyy-mm-dd".length()) {
                throw new DateTimeException("no day of ours");
            }
            return LocalDate.parse(text);
        } catch (DateTimeException noDay) {
            throw ValidationFailure.at("/startBy", "date-unreadable");
        }
    }

    private static CacheControl fresh() {
        var control = new CacheControl();
        control.setMaxAge(SECONDS_FRESH);
        control.setNoTransform(false);
        return control;
    }

    private static ListingQueries.@Nullable Place place(@Nullable Cursor cursor) {
        if (cursor == null) {
            return null;
        }
        return new ListingQueries.Place(time(cursor.key(0)).atOffset(ZoneOffset.UTC), cursor.uuid(1));
    }

    /** A time that the database can hold. */
    private static Instant time(String text) {
        try {
            var time = Instant.parse(text);
            if (time.isAfter(Instant.EPOCH) && time.isBefore(LAST)) {
                return time;
            }
            throw new DateTimeException("no time of ours");
        } catch (DateTimeException notOurs) {
            throw ValidationFailure.at("/cursor", "cursor-invalid");
        }
    }
}
