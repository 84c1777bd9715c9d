package jp.enishi.web.ranking;

import io.quarkus.qute.TemplateExtension;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a reader narrows and orders the people of a position, and whom they ticked, as it stands in the page's address. */
public class Narrowed {
    /** The facets of the page, and the vocabulary that names their values. */
    private static final Map<String, String> FACETS =
            Map.of("ROLE", "roles", "SKILL", "skills", "INDUSTRY", "industries", "WORKPLACE", "workplaces");

    /** As many are compared at a time. */
    static final int MOST = 4;

    private static final List<String> FIELDS = List.of("q", "role", "skill", "industry", "workplace", "sort");
    private static final Predicate<String> IS_ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").asMatchPredicate();

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

    @QueryParam("cursor")
    @Nullable
    String cursor;

    @QueryParam("talent")
    List<String> talents = List.of();

    /** Those who are ticked to be compared, in their order; what is no id is nobody. */
    public List<String> ticked() {
        return talents.stream().filter(IS_ID).distinct().limit(MOST).toList();
    }

    /** Whether more are ticked than are compared. */
    public boolean tooMany() {
        return talents.stream().filter(IS_ID).distinct().count() > MOST;
    }

    public boolean ticked(String talentId) {
        return ticked().contains(talentId);
    }

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
            case "cursor" -> cursor;
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
        return FIELDS.stream()
                .filter(name -> value(name) != null)
                .map(this::parameter)
                .collect(Collectors.joining());
    }

    /** The same place of the list, with the same people ticked, as it stands in the address, with a sign before each. */
    public String place() {
        return query()
                + (value("cursor") == null ? "" : parameter("cursor"))
                + ticked().stream().map(talent -> "&talent=" + talent).collect(Collectors.joining());
    }

    /** The names of what says the place in the list, but for who is ticked. */
    public List<String> given() {
        return Stream.concat(FIELDS.stream(), Stream.of("cursor"))
                .filter(name -> value(name) != null)
                .toList();
    }

    private String parameter(String name) {
        return "&" + name + "=" + URLEncoder.encode(String.valueOf(value(name)), StandardCharsets.UTF_8);
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
