package jp.enishi.web.open;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Listing;
import jp.enishi.web.service.ServiceProblem;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** The first page: what Enishi does, in one look. It is there even when the listings are not. */
@Path("/")
@PermitAll
@RunOnVirtualThread
public class HomePage {
    private static final Logger LOG = Logger.getLogger(HomePage.class);
    private static final int NEWEST = 6;

    private final CasesService cases;
    private final Pages pages;

    HomePage(@RestClient CasesService cases, Pages pages) {
        this.cases = cases;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "open")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance home(List<Listing> listings, boolean available);
    }

    @GET
    public Response home() {
        try {
            return pages.ok(Templates.home(cases.newest(NEWEST, null).items(), true));
        } catch (ServiceProblem | ProcessingException unavailable) {
            LOG.warn("The newest listings are missing on the first page", unavailable);
            return pages.ok(Templates.home(List.of(), false));
        }
    }
}
