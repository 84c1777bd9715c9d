package jp.enishi.web.open;

import java.util.List;
import java.util.Objects;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Language;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Vocabulary;
import jp.enishi.web.service.Listing;
import jp.enishi.web.service.Text;
import org.jspecify.annotations.Nullable;

/** The newest cases as an Atom feed, whose items can be told apart for ever. */
final class Feed {
    private static final String EMPTY_SINCE = "2026-01-01T00:00:00Z";

    private Feed() {}

    static String of(String publicUrl, List<Listing> listings, Language language) {
        String suffix = "?lang=" + language.tag();
        Xml xml = new Xml().open("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", language.tag());
        xml.element("id", publicUrl + "/feed.atom" + suffix);
        xml.element("title", "Enishi | " + Messages.text(language, "nav_listings"));
        xml.element(
                "updated",
                listings.stream()
                        .map(Listing::publishedAt)
                        .filter(Objects::nonNull)
                        .max(String::compareTo)
                        .orElse(EMPTY_SINCE));
        xml.open("link", "rel", "self", "type", "application/atom+xml", "href", publicUrl + "/feed.atom" + suffix)
                .close();
        xml.open("link", "rel", "alternate", "type", "text/html", "href", publicUrl + "/listings" + suffix)
                .close();
        listings.forEach(listing -> entry(xml, publicUrl, listing, language, suffix));
        return xml.close().toString();
    }

    private static void entry(Xml xml, String publicUrl, Listing listing, Language language, String suffix) {
        String published = Objects.requireNonNullElse(listing.publishedAt(), EMPTY_SINCE);
        xml.open("entry").element("id", "urn:uuid:" + listing.caseId());
        xml.element("title", said(listing.title(), language));
        xml.element("updated", published).element("published", published);
        xml.open("author")
                .element("name", said(listing.recruiterName(), language))
                .close();
        xml.open(
                        "link",
                        "rel",
                        "alternate",
                        "type",
                        "text/html",
                        "href",
                        publicUrl + "/listings/" + listing.caseId() + suffix)
                .close();
        listing.positions()
                .forEach(position -> xml.open(
                                "category",
                                "term",
                                Objects.requireNonNullElse(position.role(), ""),
                                "label",
                                Vocabulary.name("roles", position.role(), language))
                        .close());
        // The six items that every telling of a case carries: who, where they are and are reached, what, where, for how
        // much.
        xml.element(
                "summary",
                String.join(
                        "\n",
                        said(listing.workContent(), language),
                        line("/recruiterName", said(listing.recruiterName(), language), language),
                        line("/recruiterAddress", said(listing.recruiterAddress(), language), language),
                        line("/recruiterContact", Objects.requireNonNullElse(listing.recruiterContact(), ""), language),
                        line("/place", said(listing.place(), language), language),
                        line("/fee", said(listing.fee(), language), language),
                        line("/closesOn", Formats.date(listing.closesOn(), language), language)));
        xml.close();
    }

    private static String line(String field, String content, Language language) {
        return jp.enishi.web.page.Labels.of(field, language) + ": " + content;
    }

    private static String said(@Nullable Text text, Language language) {
        return text == null ? "" : text.in(language);
    }
}
