package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What search engines and readers of feeds get: structured cases, a map, a feed, and pages that know their twins. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class SearchEnginesTest {
    private static final String LISTING = "/listings/" + StubServices.CASE;
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern ALTERNATE =
            Pattern.compile("<link rel=\"alternate\" hreflang=\"([^\"]+)\" href=\"([^\"]+)\">");
    private static final Pattern CANONICAL = Pattern.compile("<link rel=\"canonical\" href=\"([^\"]+)\">");
    private static final String SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    @BeforeEach
    void answers() {
        StubServices.reset();
        StubServices.answer("GET /rates", 200, StubServices.read("rates"));
        StubServices.answer("GET /inquiries/form", 200, "{\"formIssued\":\"sealed-time\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void aCaseIsAJobPosting(String language) throws Exception {
        JsonNode posting = posting(
                as("anonymous").queryParam("lang", language).get(LISTING).asString());

        assertThat(posting.get("@context").asText()).isEqualTo("https://schema.org");
        assertThat(posting.get("@type").asText()).isEqualTo("JobPosting");
        // required
        assertThat(posting.get("title").asText())
                .isEqualTo(language.equals("ja") ? "社内業務システム改善支援" : "Improving the in-house budget system");
        assertThat(posting.get("description").asText()).isNotBlank();
        assertThat(Instant.parse(posting.get("datePosted").asText())).isNotNull();
        assertThat(posting.at("/hiringOrganization/@type").asText()).isEqualTo("Organization");
        assertThat(posting.at("/hiringOrganization/name").asText()).isNotBlank();
        assertThat(posting.at("/jobLocation/@type").asText()).isEqualTo("Place");
        assertThat(posting.at("/jobLocation/address/@type").asText()).isEqualTo("PostalAddress");
        assertThat(posting.at("/jobLocation/address/addressCountry").asText()).isEqualTo("JP");
        assertThat(posting.at("/jobLocation/address/addressRegion").asText())
                .isEqualTo(language.equals("ja") ? "東京都" : "Tokyo");
        // recommended
        assertThat(OffsetDateTime.parse(posting.get("validThrough").asText()))
                .isEqualTo(OffsetDateTime.parse("2026-12-20T23:59:59+09:00"));
        assertThat(posting.get("employmentType").asText()).isEqualTo("CONTRACTOR");
        assertThat(posting.at("/identifier/value").asText()).isEqualTo(StubServices.CASE);
        assertThat(posting.at("/baseSalary/currency").asText()).isEqualTo("JPY");
        assertThat(posting.at("/baseSalary/value/minValue").asLong()).isEqualTo(850_000);
        assertThat(posting.at("/baseSalary/value/maxValue").asLong()).isEqualTo(1_000_000);
        assertThat(posting.at("/baseSalary/value/unitText").asText()).isEqualTo("MONTH");
        assertThat(posting.get("directApply").asBoolean()).isTrue();
        assertThat(posting.get("totalJobOpenings").asInt()).isEqualTo(3);
    }

    @Test
    void aRemoteCaseSaysWhereItsPeopleMayBe() throws Exception {
        StubServices.answer(
                "GET " + LISTING,
                200,
                StubServices.read("listing").replace("\"kind\":\"HYBRID\"", "\"kind\":\"REMOTE\""));

        JsonNode posting = posting(as("anonymous").get(LISTING).asString());

        assertThat(posting.get("jobLocationType").asText()).isEqualTo("TELECOMMUTE");
        assertThat(posting.at("/applicantLocationRequirements/name").asText()).isEqualTo("Japan");
        assertThat(posting.has("jobLocation")).isFalse();
    }

    @Test
    void whatPeopleWroteDoesNotLeaveTheScript() throws Exception {
        StubServices.answer(
                "GET " + LISTING,
                200,
                StubServices.read("listing").replace("社内業務システム改善支援", "</script><b onclick='x()'>&quot;"));

        String html = as("anonymous").queryParam("lang", "ja").get(LISTING).asString();

        assertThat(posting(html).get("title").asText()).isEqualTo("</script><b onclick='x()'>&quot;");
        assertThat(html).doesNotContain("<b onclick");
    }

    @Test
    void aClosedCaseIsGoneAndIsNoPosting() {
        var gone = as("anonymous").get("/listings/" + StubServices.CLOSED);

        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.asString()).doesNotContain("application/ld+json").contains("noindex");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/listings",
                "/how",
                "/rates",
                "/inquiry",
                "/privacy",
                "/terms",
                "/accessibility",
                "/listings?role=PMO"
            })
    void eachPageKnowsItsTwinAndItself(String path) {
        Map<String, Map<String, String>> alternates = new HashMap<>();
        for (String language : List.of("ja", "en")) {
            String html = as("anonymous").queryParam("lang", language).get(path).asString();
            alternates.put(language, alternates(html));
            Matcher canonical = CANONICAL.matcher(html);
            assertThat(canonical.find()).isTrue();
            assertThat(canonical.group(1)).isEqualTo(alternates.get(language).get(language));
            for (String property : List.of(
                    "og:title",
                    "og:type",
                    "og:url",
                    "og:description",
                    "og:site_name",
                    "og:locale",
                    "og:image",
                    "og:image:alt",
                    "og:image:width",
                    "og:image:height")) {
                assertThat(html).containsPattern("<meta property=\"" + property + "\" content=\"[^\"]+\">");
            }
        }
        assertThat(alternates.get("ja")).isEqualTo(alternates.get("en")).containsOnlyKeys("ja", "en", "x-default");

        // Without a language in the address it is the page for everybody, which is no other than itself.
        Matcher own = CANONICAL.matcher(as("anonymous").get(path).asString());
        assertThat(own.find()).isTrue();
        assertThat(own.group(1))
                .isEqualTo(alternates.get("ja").get("x-default"))
                .endsWith(path);
    }

    @Test
    void theImageOfTheSiteIsOneOfTheSizeThatIsSaid() throws Exception {
        String html = as("anonymous").get("/").asString();
        var address = Pattern.compile("property=\"og:image\" content=\"https?://[^/]+(/assets/[0-9a-f]+/og\\.png)\"")
                .matcher(html);
        assertThat(address.find()).isTrue();
        byte[] file = as("anonymous").get(address.group(1)).asByteArray();
        var image = ImageIO.read(new ByteArrayInputStream(file));

        assertThat(html)
                .contains("og:image:width\" content=\"" + image.getWidth() + "\"")
                .contains("og:image:height\" content=\"" + image.getHeight() + "\"")
                .contains("name=\"twitter:card\" content=\"summary_large_image\"");
        assertThat(file).hasSizeLessThan(60_000);
    }

    /** The properties of each type that may be used, as schema.org has them. */
    private static final Map<String, Set<String>> SCHEMA = Map.of(
            "JobPosting",
            Set.of(
                    "title",
                    "description",
                    "url",
                    "datePosted",
                    "validThrough",
                    "employmentType",
                    "directApply",
                    "identifier",
                    "hiringOrganization",
                    "jobLocation",
                    "jobLocationType",
                    "applicantLocationRequirements",
                    "baseSalary",
                    "jobStartDate",
                    "totalJobOpenings",
                    "skills"),
            "PropertyValue",
            Set.of("name", "value"),
            "Organization",
            Set.of("name"),
            "Place",
            Set.of("address"),
            "PostalAddress",
            Set.of("addressCountry", "addressRegion", "streetAddress"),
            "Country",
            Set.of("name"),
            "MonetaryAmount",
            Set.of("currency", "value"),
            "QuantitativeValue",
            Set.of("minValue", "maxValue", "unitText"));

    @ParameterizedTest
    @ValueSource(strings = {"HYBRID", "REMOTE", "ON_SITE"})
    void aPostingHasNothingThatSchemaOrgDoesNotKnow(String workplace) throws Exception {
        StubServices.answer(
                "GET " + LISTING,
                200,
                StubServices.read("listing").replace("\"kind\":\"HYBRID\"", "\"kind\":\"" + workplace + "\""));

        known(posting(as("anonymous").get(LISTING).asString()));
    }

    private static void known(JsonNode typed) {
        Set<String> properties = SCHEMA.get(typed.path("@type").asText());
        assertThat(properties).as(typed.toString()).isNotNull();
        typed.properties().forEach(member -> {
            if (!member.getKey().startsWith("@")) {
                assertThat(properties).contains(member.getKey());
                assertThat(member.getValue().isObject()
                                || !member.getValue().asText().isBlank())
                        .as(member.getKey())
                        .isTrue();
            }
            if (member.getValue().isObject()) {
                known(member.getValue());
            }
        });
    }

    @Test
    void theMapFollowsItsSchemaAndItsPairsAreSymmetric() throws Exception {
        var answer = as("anonymous").get("/sitemap.xml");
        Document map = parsed(answer.asString());

        assertThat(answer.contentType()).startsWith("application/xml");
        assertThat(map.getDocumentElement().getNamespaceURI()).isEqualTo(SITEMAP);
        assertThat(map.getDocumentElement().getLocalName()).isEqualTo("urlset");
        Map<String, Set<String>> twins = new HashMap<>();
        for (Element url : elements(map.getElementsByTagNameNS(SITEMAP, "url"))) {
            List<Element> places = elements(url.getElementsByTagNameNS(SITEMAP, "loc"));
            assertThat(places).hasSize(1);
            assertThat(places.getFirst().getTextContent()).matches("https?://.{1,2000}");
            elements(url.getElementsByTagNameNS(SITEMAP, "lastmod"))
                    .forEach(changed ->
                            assertThat(Instant.parse(changed.getTextContent())).isNotNull());
            Set<String> known = new java.util.TreeSet<>();
            for (Element link : elements(url.getElementsByTagNameNS(XHTML, "link"))) {
                assertThat(link.getAttribute("rel")).isEqualTo("alternate");
                known.add(link.getAttribute("href"));
            }
            twins.put(places.getFirst().getTextContent(), known);
        }
        assertThat(twins).hasSizeGreaterThan(14);
        twins.forEach((page, known) -> {
            assertThat(known).hasSize(2).contains(page);
            known.forEach(twin -> assertThat(twins.get(twin)).isEqualTo(known));
        });
        assertThat(as("anonymous").get("/robots.txt").asString()).contains("/sitemap.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void theFeedFollowsTheRulesOfAtomAndCarriesTheSixItems(String language) throws Exception {
        var answer = as("anonymous").queryParam("lang", language).get("/feed.atom");
        Document feed = parsed(answer.asString());
        Element root = feed.getDocumentElement();

        assertThat(answer.contentType()).startsWith("application/atom+xml");
        assertThat(root.getNamespaceURI()).isEqualTo(ATOM);
        assertThat(root.getLocalName()).isEqualTo("feed");
        assertThat(root.getAttribute("xml:lang")).isEqualTo(language);
        for (String once : List.of("id", "title", "updated")) {
            assertThat(children(root, once)).as(once).hasSize(1);
        }
        assertThat(Instant.parse(children(root, "updated").getFirst().getTextContent()))
                .isNotNull();
        assertThat(children(root, "link"))
                .extracting(link -> link.getAttribute("rel"))
                .containsExactly("self", "alternate");
        List<Element> entries = children(root, "entry");
        Map<String, JsonNode> listings = new HashMap<>();
        new ObjectMapper()
                .readTree(StubServices.read("listings"))
                .get("items")
                .forEach(listing ->
                        listings.put("urn:uuid:" + listing.get("caseId").asText(), listing));
        assertThat(entries).hasSameSizeAs(listings.keySet());
        for (Element entry : entries) {
            for (String once : List.of("id", "title", "updated", "author", "summary", "link")) {
                assertThat(children(entry, once)).as(once).hasSize(1);
            }
            assertThat(children(entry, "id").getFirst().getTextContent()).startsWith("urn:uuid:");
            assertThat(Instant.parse(children(entry, "updated").getFirst().getTextContent()))
                    .isNotNull();
            assertThat(children(children(entry, "author").getFirst(), "name")).hasSize(1);
            assertThat(children(entry, "summary").getFirst().getTextContent())
                    .contains(sixItems(
                            listings.get(children(entry, "id").getFirst().getTextContent()), language));
        }
        assertThat(entries.stream()
                        .map(entry -> children(entry, "id").getFirst().getTextContent()))
                .doesNotHaveDuplicates();
    }

    private static List<String> sixItems(JsonNode listing, String language) {
        List<String> items = new ArrayList<>();
        items.add(listing.get("recruiterContact").asText());
        for (String item : List.of("recruiterName", "recruiterAddress", "workContent", "place", "fee")) {
            items.add(listing.at("/" + item + "/" + language)
                    .asText(listing.at("/" + item + "/ja").asText()));
        }
        return items;
    }

    @Test
    void casesAreNarrowedByWhatThereIs() {
        String html = as("anonymous")
                .get("/listings?lang=en&role=PMO&q=SAP&rate=800000&start=2027-01-31")
                .asString();

        assertThat(StubServices.seen("GET", "/listings")).hasSize(1);
        assertThat(html)
                .contains("href=\"/listings?q=SAP&amp;rate=800000&amp;start=2027-01-31\" aria-current=\"true\"")
                .contains("href=\"/listings?role=PM&amp;q=SAP&amp;rate=800000&amp;start=2027-01-31\"")
                .contains("skill=issue-management")
                .contains("<option value=\"800000\" selected>")
                .contains("<option value=\"2027-01-31\" selected>")
                .contains("hx-target=\"#found\"")
                .containsPattern("<script src=\"/assets/[0-9a-f]+/htmx\\.js\" defer></script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/how", "/accessibility"})
    void theGuidesAreThereInBothLanguages(String path) {
        for (String language : List.of("ja", "en")) {
            var answer = as("anonymous").queryParam("lang", language).get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString())
                    .contains("<html lang=\"" + language + "\">")
                    .doesNotContainPattern("\\b(how|accessibility)_(\\w+)\\b");
        }
    }

    private static JsonNode posting(String html) throws Exception {
        Matcher data = DATA.matcher(html);
        assertThat(data.find()).isTrue();
        JsonNode posting = new ObjectMapper().readTree(data.group(1));
        assertThat(data.find()).isFalse();
        return posting;
    }

    private static Map<String, String> alternates(String html) {
        Map<String, String> found = new HashMap<>();
        ALTERNATE.matcher(html).results().forEach(link -> found.put(link.group(1), link.group(2)));
        return found;
    }

    private static Document parsed(String xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }
}
