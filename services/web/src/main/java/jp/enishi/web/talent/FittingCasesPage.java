package jp.enishi.web.talent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.FittingCase;
import jp.enishi.web.service.MatchingService;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.TalentsService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The open cases that fit a talent, and why. */
@Path("/talent/cases")
@RolesAllowed("talent")
@RunOnVirtualThread
public class FittingCasesPage {
    private static final int ROWS = 10;

    private final TalentsService talents;
    private final MatchingService matching;
    private final Pages pages;

    FittingCasesPage(@RestClient TalentsService talents, @RestClient MatchingService matching, Pages pages) {
        this.talents = talents;
        this.matching = matching;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance cases(Slice<FittingCase> fitting, boolean ready, boolean later);
    }

    @GET
    public Response cases(@QueryParam("cursor") @Nullable String cursor) {
        var talent = talents.mine();
        var completeness = talent.completeness();
        boolean ready = completeness == null || completeness.complete();
        return pages.ok(Templates.cases(fitting(talent.talentId(), cursor), ready, cursor != null));
    }

    /** A talent whom matching does not know yet has no fitting cases. */
    private Slice<FittingCase> fitting(String talentId, @Nullable String cursor) {
        try {
            return matching.fitting(talentId, ROWS, cursor);
        } catch (ServiceProblem problem) {
            if (problem.status() == 404) {
                return new Slice<>(java.util.List.of(), null);
            }
            throw problem;
        }
    }
}
