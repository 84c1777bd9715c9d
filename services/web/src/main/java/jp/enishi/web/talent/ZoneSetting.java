package jp.enishi.web.talent;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import jp.enishi.web.page.Pages;
import jp.enishi.web.page.Zones;
import org.jspecify.annotations.Nullable;

/** In which zone a reader wants to read times, on this device; by itself the device's own. */
@Path("/settings/zone")
@Authenticated
public class ZoneSetting {
    private static final int A_YEAR = 365 * 24 * 3600;

    /** What is no zone is the device's. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response choose(@FormParam("zone") @Nullable String zone) {
        String chosen = Zones.of(zone).map(ZoneId::getId).orElse("");
        return Response.fromResponse(Pages.seeOther("/settings/notifications?saved=1#zone"))
                .cookie(new NewCookie.Builder(Zones.CHOSEN)
                        .value(URLEncoder.encode(chosen, StandardCharsets.UTF_8))
                        .path("/")
                        .maxAge(chosen.isEmpty() ? 0 : A_YEAR)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }
}
