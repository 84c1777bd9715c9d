package jp.enishi.web.ranking;

import io.quarkus.qute.TemplateExtension;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a reader narrows and orders the people of a position, as it stands in the page's address. */
public class Narrowed {
    /** The facets of the page, and the vocabulary that names their values. */
    private static final Map<String, String> FACETS =
            Map.of("ROLE", "roles", "SKILL", "skills", "INDUSTRY", "industries", "WORKPLACE", "workplaces");

    @QueryParam("q")
    @Nullable
    String q;

    @QueryParam("role")
    @Nullable
    String role;

    @QueryParam("skill")
    @Nullable
    String skill;

    @QueryParam("industry")
    @Nullable
    String industry;

    @QueryParam("workplace")
    @Nullable
    String workplace;

    @QueryParam("sort")
    @Nullable
    String sort;

    /** What was typed; null when nothing was. */
    public @Nullable String words() {
        return q == null || q.isBlank() ? null : q.strip();
    }

    /** The value of a field; null when it is not narrowed by it. */
    public @Nullable String value(String name) {
        String value = switch (name) {
            case "role" -> role;
            case "skill" -> skill;
            case "industry" -> industry;
            case "workplace" -> workplace;
            case "sort" -> sort;
            default -> words();
        };
        return value == null || value.isBlank() ? null : value;
    }

    /** Whether people are left out by it. */
    public boolean set() {
        return Stream.of("q", "role", "skill", "industry", "workplace").anyMatch(name -> value(name) != null);
    }

    /** Whether the field has the value. */
    public boolean has(String name, String value) {
        return value.equals(value(name));
    }

    /** It all as it stands in the address, with a sign before each. */
    public String query() {
        return Stream.of("q", "role", "skill", "industry", "workplace", "sort")
                .filter(name -> value(name) != null)
                .map(name -> "&" + name + "=" + URLEncoder.encode(String.valueOf(value(name)), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    /** What templates ask. */
    @TemplateExtension(namespace = "narrow")
    static final class Words {
        private Words() {}

        /** The orders that can be asked for. */
        static List<String> sorts() {
            return List.of("score", "rate", "available");
        }

        /** The vocabulary of a facet's values; empty when the page has no field for it. */
        static String vocabulary(String facet) {
            return FACETS.getOrDefault(facet, "");
        }

        /** The field of a facet. */
        static String field(String facet) {
            return facet.toLowerCase(Locale.ROOT);
        }
    }
}
