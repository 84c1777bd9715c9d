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
import java.util.List;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Listing;
import jp.enishi.web.service.OwnCandidacy;
import jp.enishi.web.service.PipelineService;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The published cases, for everybody. */
@Path("/listings")
@PermitAll
@RunOnVirtualThread
public class ListingPages {
    private static final int ROWS = 20;
    private static final int MOST = 100;

    private final CasesService cases;
    private final PipelineService pipeline;
    private final Pages pages;

    ListingPages(@RestClient CasesService cases, @RestClient PipelineService pipeline, Pages pages) {
        this.cases = cases;
        this.pipeline = pipeline;
        this.pages = pages;
    }

    /** What a reader looks for. */
    public record Filter(String role, String workplace, String q) {
        public boolean set() {
            return !(role + workplace + q).isEmpty();
        }

        /** The filter as it stands in the address of the next page. */
        public String query() {
            return "role=" + encode(role) + "&workplace=" + encode(workplace) + "&q=" + encode(q);
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        private static @Nullable String given(String text) {
            return text.isBlank() ? null : text;
        }
    }

    @CheckedTemplate(basePath = "open")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance listings(Slice<Listing> listings, Filter filter, boolean later, boolean keep);

        static native TemplateInstance listing(Listing listing, @Nullable OwnCandidacy own);

        static native TemplateInstance gone(List<Listing> others);
    }

    @GET
    public Response listings(
            @QueryParam("role") @Nullable String role,
            @QueryParam("workplace") @Nullable String workplace,
            @QueryParam("q") @Nullable String q,
            @QueryParam("cursor") @Nullable String cursor) {
        var filter = new Filter(text(role), text(workplace), text(q).strip());
        var found = cases.listings(
                ROWS, cursor, Filter.given(filter.role()), Filter.given(filter.workplace()), Filter.given(filter.q()));
        return pages.ok(Templates.listings(
                found,
                filter,
                cursor != null,
                filter.set() && (pages.page().is("talent") || !pages.page().signedIn())));
    }

    @GET
    @Path("/{caseId}")
    public Response listing(@PathParam("caseId") String caseId) {
        try {
            return pages.ok(Templates.listing(cases.listing(caseId), own(caseId)));
        } catch (ServiceProblem problem) {
            if (problem.status() == 410) {
                return pages.show(410, Templates.gone(others()));
            }
            throw problem;
        }
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
        return cases.listings(3, null, null, null, null).items();
    }

    private static String text(@Nullable String parameter) {
        return parameter == null ? "" : parameter;
    }
}
