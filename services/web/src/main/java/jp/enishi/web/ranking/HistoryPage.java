package jp.enishi.web.ranking;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.ClientCase;
import jp.enishi.web.service.RequirementsVersion;
import jp.enishi.web.service.Slice;
import jp.enishi.web.service.Text;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** How the requirements of a case came to be what they are, the same for its client and for coordinators. */
@RequestScoped
public class HistoryPage {
    private static final int ROWS = 20;

    private final CasesService cases;
    private final Pages pages;

    HistoryPage(@RestClient CasesService cases, Pages pages) {
        this.cases = cases;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "ranking")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance history(
                ClientCase it,
                Slice<RequirementsVersion> versions,
                String company,
                String here,
                String back,
                boolean later);
    }

    public Response show(String caseId, @Nullable String cursor, String here, String back) {
        var found = cases.find(caseId);
        return pages.ok(Templates.history(
                found, cases.versions(caseId, ROWS, cursor), company(found), here, back, cursor != null));
    }

    /** The name of the case's company in the reader's language. */
    public String company(ClientCase found) {
        String id = found.companyId();
        Text name = id == null ? null : cases.company(id).name();
        return name == null ? "" : name.in(pages.language());
    }
}
