package jp.enishi.web.open;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jp.enishi.web.page.Now;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Listing;
import jp.enishi.web.service.Listings;
import jp.enishi.web.service.Money;
import jp.enishi.web.service.OwnCandidacy;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.ServiceProblem;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The published cases, for everybody. */
@Path("/listings")
@PermitAll
@RunOnVirtualThread
public class ListingPages {
    private static final int ROWS = 20;
    private static final int MOST = 100;
    private static final int MONTHS = 5;
    private static final List<Money> RATES = LongStream.of(50, 60, 70, 80, 90, 100, 120, 150)
            .mapToObj(man -> new Money(man * 10_000, "JPY"))
            .toList();

    private final CasesService cases;
    private final PipelineService pipeline;
    private final Pages pages;
    private final Now now;

    ListingPages(@RestClient CasesService cases, @RestClient PipelineService pipeline, Pages pages, Now now) {
        this.cases = cases;
        this.pipeline = pipeline;
        this.pages = pages;
        this.now = now;
    }

    /** What a reader looks for. */
    public record Filter(String role, String workplace, String q, String skill, String rate, String start) {
        public boolean set() {
            return !(role + workplace + q + skill + rate + start).isEmpty();
        }

        /** The filter as it stands in the address of the next page. */
        public String query() {
            return Stream.of(
                            pair("role", role),
                            pair("workplace", workplace),
                            pair("q", q),
                            pair("skill", skill),
                            pair("rate", rate),
                            pair("start", start))
                    .filter(pair -> !pair.isEmpty())
                    .collect(Collectors.joining("&"));
        }

        /** The filter with another value of a facet. */
        public String with(String facet, String value) {
            return changed(facet, value).query();
        }

        /** The filter without a facet. */
        public String without(String facet) {
            return changed(facet, "").query();
        }

        public boolean is(String facet, String value) {
            return value.equals(
                    switch (facet) {
                        case "role" -> role;
                        case "workplace" -> workplace;
                        default -> skill;
                    });
        }

        /** Where the names of a facet's values are found. */
        public String vocabulary(String facet) {
            return facet + "s";
        }

        private Filter changed(String facet, String value) {
            return switch (facet) {
                case "role" -> new Filter(value, workplace, q, skill, rate, start);
                case "workplace" -> new Filter(role, value, q, skill, rate, start);
                default -> new Filter(role, workplace, q, value, rate, start);
            };
        }

        private static String pair(String name, String value) {
            return value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }

        private static @Nullable String given(String text) {
            return text.isBlank() ? null : text;
        }
    }

    @CheckedTemplate(basePath = "open")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance listings(
                Listings listings, Filter filter, List<Money> rates, List<String> starts, boolean later, boolean keep);

        static native TemplateInstance listing(Listing listing, @Nullable OwnCandidacy own, String posting);

        static native TemplateInstance gone(List<Listing> others);
    }

    @GET
    public Response listings(
            @QueryParam("role") @Nullable String role,
            @QueryParam("workplace") @Nullable String workplace,
            @QueryParam("q") @Nullable String q,
            @QueryParam("skill") @Nullable String skill,
            @QueryParam("rate") @Nullable String rate,
            @QueryParam("start") @Nullable String start,
            @QueryParam("cursor") @Nullable String cursor) {
        var filter = new Filter(
                text(role),
                text(workplace),
                text(q).strip(),
                text(skill),
                text(rate).strip(),
                text(start));
        var found = cases.listings(
                ROWS,
                cursor,
                Filter.given(filter.role()),
                Filter.given(filter.workplace()),
                Filter.given(filter.q()),
                Filter.given(filter.skill()),
                Filter.given(filter.rate()),
                Filter.given(filter.start()));
        return pages.ok(Templates.listings(
                found,
                filter,
                RATES,
                starts(filter.start()),
                cursor != null,
                filter.set() && (pages.page().is("talent") || !pages.page().signedIn())));
    }

    /** The last days of this month and the next ones, and whatever day is chosen. */
    private List<String> starts(String chosen) {
        var month = YearMonth.from(now.today());
        return Stream.concat(
                        IntStream.rangeClosed(0, MONTHS)
                                .mapToObj(ahead ->
                                        month.plusMonths(ahead).atEndOfMonth().toString()),
                        Stream.of(chosen))
                .filter(day -> !day.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    @GET
    @Path("/{caseId}")
    public Response listing(@PathParam("caseId") String caseId) {
        try {
            var listing = cases.listing(caseId);
            String address = pages.page().absolute(pages.language().tag());
            return pages.ok(Templates.listing(listing, own(caseId), JobPosting.of(listing, pages.language(), address)));
        } catch (ServiceProblem problem) {
            if (problem.status() == 410) {
                return pages.show(410, Templates.gone(others()));
            }
            throw problem;
        }
    }

    /**
     * Signing up to apply. The case is remembered before the visitor leaves for Keycloak, since the mail that confirms their
     * address may lead back by another way.
     */
    @GET
    @Path("/{caseId}/registration")
    public Response register(@PathParam("caseId") String caseId) {
        String known = cases.listing(caseId).caseId();
        return Pages.wanting(known, Pages.seeOther("/login?to=%2Flistings%2F" + known + "%2Fapplication&register=1"));
    }

    /** Where a talent stands for the case, so that nobody applies twice. */
    private @Nullable OwnCandidacy own(String caseId) {
        if (!pages.page().is("talent")) {
            return null;
        }
        try {
            return pipeline.mine(MOST, null).items().stream()
                    .filter(each -> each.caseId().equals(caseId))
                    .findFirst()
                    .orElse(null);
        } catch (ServiceProblem problem) {
            if (problem.status() == 403 || problem.status() == 404) {
                return null;
            }
            throw problem;
        }
    }

    private List<Listing> others() {
        return cases.newest(3, null).items();
    }

    private static String text(@Nullable String parameter) {
        return parameter == null ? "" : parameter;
    }
}
