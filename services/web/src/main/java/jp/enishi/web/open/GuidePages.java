package jp.enishi.web.open;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jp.enishi.web.page.Pages;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What one reads before deciding: how it goes in six steps, what everybody agrees to, and for whom the pages are made. */
@Path("/")
@PermitAll
@RunOnVirtualThread
public class GuidePages {
    private final TermsOfUse terms;
    private final Pages pages;
    private final String contact;

    GuidePages(TermsOfUse terms, Pages pages, @ConfigProperty(name = "enishi.contact") String contact) {
        this.terms = terms;
        this.pages = pages;
        this.contact = contact;
    }

    @CheckedTemplate(basePath = "open")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance how();

        static native TemplateInstance terms(int version, String since, String contact);

        static native TemplateInstance accessibility(String contact);
    }

    @GET
    @Path("how")
    public Response how() {
        return pages.ok(Templates.how());
    }

    /** What everybody agrees to who registers or asks. */
    @GET
    @Path("terms")
    public Response terms() {
        return pages.ok(Templates.terms(terms.version(), terms.since(), contact));
    }

    /** The statement of JIS X 8341-3. */
    @GET
    @Path("accessibility")
    public Response accessibility() {
        return pages.ok(Templates.accessibility(contact));
    }
}
