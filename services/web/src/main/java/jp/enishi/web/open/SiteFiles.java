package jp.enishi.web.open;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import jp.enishi.web.page.Pages;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Listing;
import jp.enishi.web.service.Slice;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What machines read of the public site: the map of it, the feed of cases, and what crawlers may look at. */
@Path("/")
@PermitAll
@RunOnVirtualThread
public class SiteFiles {
    /** More than a map may hold is never published at once. */
    private static final int MOST = 2_000;

    private static final int ROWS = 100;
    private static final int NEWS = 30;
    private static final String FRESH = "public, max-age=300";

    private final CasesService cases;
    private final Pages pages;
    private final String publicUrl;

    SiteFiles(
            @RestClient CasesService cases, Pages pages, @ConfigProperty(name = "enishi.public-url") String publicUrl) {
        this.cases = cases;
        this.pages = pages;
        this.publicUrl = publicUrl;
    }

    @GET
    @Path("sitemap.xml")
    public Response sitemap() {
        List<Listing> listings = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Slice<Listing> slice = cases.newest(ROWS, cursor);
            listings.addAll(slice.items());
            cursor = slice.next();
        } while (cursor != null && listings.size() < MOST);
        return file("application/xml;charset=UTF-8", Sitemap.of(publicUrl, listings));
    }

    /** The newest cases in the reader's language. */
    @GET
    @Path("feed.atom")
    public Response feed() {
        return file(
                "application/atom+xml;charset=UTF-8",
                Feed.of(publicUrl, cases.newest(NEWS, null).items(), pages.language()));
    }

    @GET
    @Path("robots.txt")
    public Response robots() {
        return file("text/plain;charset=UTF-8", """
                User-agent: *
                Disallow: /api/
                Disallow: /login
                Disallow: /start
                Sitemap: %s/sitemap.xml
                """.formatted(publicUrl));
    }

    private static Response file(String type, String content) {
        return Response.ok(content)
                .header("Content-Type", type)
                .header("Cache-Control", FRESH)
                .header("Vary", "Accept-Language, Cookie")
                .build();
    }
}
