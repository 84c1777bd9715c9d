package jp.enishi.web.open;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import jp.enishi.web.page.Pages;

/** Where signing in leads who was going nowhere in particular: the page on which their own work begins. */
@Path("/start")
@Authenticated
@RunOnVirtualThread
public class StartPage {
    /** Who is several things begins with the first of them. */
    private static final Map<String, String> STARTS = starts();

    private final Pages pages;

    StartPage(Pages pages) {
        this.pages = pages;
    }

    @GET
    public Response start() {
        return Pages.seeOther(STARTS.entrySet().stream()
                .filter(start -> pages.page().is(start.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("/"));
    }

    private static Map<String, String> starts() {
        var starts = new LinkedHashMap<String, String>();
        starts.put("coordinator", "/coordinator");
        starts.put("client", "/client/cases");
        starts.put("talent", "/talent");
        starts.put("auditor", "/orders");
        starts.put("admin", "/admin");
        return starts;
    }
}
