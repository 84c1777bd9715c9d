package jp.enishi.web.talent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Zones;
import org.jspecify.annotations.Nullable;

/** In which zone a reader wants to read times, on this device; by itself the device's own. */
@Path("/settings/zone")
@Authenticated
public class ZoneSetting {
    private static final int A_YEAR = 365 * 24 * 3600;

    private final Pages pages;

    ZoneSetting(Pages pages) {
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "talent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance zone(List<String> common, List<String> zones, String chosen, boolean saved);
    }

    /** For who has nothing else to set, as auditors, whom nobody notifies. */
    @GET
    @RunOnVirtualThread
    public Response zone(@QueryParam("saved") @Nullable String saved) {
        return pages.ok(Templates.zone(Zones.common(), Zones.others(), pages.chosenZone(), saved != null));
    }

    /** What is no zone is the device's. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response choose(@FormParam("zone") @Nullable String zone) {
        String chosen = Zones.of(zone).map(ZoneId::getId).orElse("");
        return Response.fromResponse(Pages.seeOther(
                        pages.page().notified() ? "/settings/notifications?saved=1#zone" : "/settings/zone?saved=1"))
                .cookie(new NewCookie.Builder(Zones.CHOSEN)
                        .value(URLEncoder.encode(chosen, StandardCharsets.UTF_8))
                        .path("/")
                        .maxAge(chosen.isEmpty() ? 0 : A_YEAR)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }
}
