package jp.enishi.web.open;

import java.util.List;
import jp.enishi.web.page.Language;
import jp.enishi.web.service.Listing;
import org.jspecify.annotations.Nullable;

/** The map of the public site: each page in each language, which names its twin. */
final class Sitemap {
    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final List<String> PAGES =
            List.of("/", "/listings", "/how", "/rates", "/inquiry", "/terms", "/privacy", "/accessibility");

    private Sitemap() {}

    static String of(String publicUrl, List<Listing> listings) {
        Xml xml = new Xml().open("urlset", "xmlns", NAMESPACE, "xmlns:xhtml", "http://www.w3.org/1999/xhtml");
        PAGES.forEach(page -> page(xml, publicUrl + page, null));
        listings.forEach(listing -> page(xml, publicUrl + "/listings/" + listing.caseId(), listing.publishedAt()));
        return xml.close().toString();
    }

    private static void page(Xml xml, String address, @Nullable String changed) {
        for (Language language : Language.values()) {
            xml.open("url").element("loc", address + "?lang=" + language.tag());
            if (changed != null) {
                xml.element("lastmod", changed);
            }
            for (Language twin : Language.values()) {
                xml.open(
                                "xhtml:link",
                                "rel",
                                "alternate",
                                "hreflang",
                                twin.tag(),
                                "href",
                                address + "?lang=" + twin.tag())
                        .close();
            }
            xml.close();
        }
    }
}
