package jp.enishi.web.coordinator;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.Sheet;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.TalentSummary;
import jp.enishi.web.service.TalentsService;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The talents, for coordinators: the list, and each one's anonymised sheet. */
@Path("/coordinator/talents")
@RolesAllowed("coordinator")
@RunOnVirtualThread
public class TalentPages {
    private static final int ROWS = 50;

    private final TalentsService talents;
    private final Pages pages;

    TalentPages(@RestClient TalentsService talents, Pages pages) {
        this.talents = talents;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "coordinator")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance talents(Slice<TalentSummary> talents, boolean later);

        static native TemplateInstance sheet(Sheet sheet);
    }

    @GET
    public Response talents(@QueryParam("cursor") @Nullable String cursor) {
        return pages.ok(Templates.talents(talents.talents(ROWS, cursor), cursor != null));
    }

    @GET
    @Path("/{id}")
    public Response sheet(@PathParam("id") String id) {
        return pages.ok(Templates.sheet(talents.sheet(id)));
    }
}
