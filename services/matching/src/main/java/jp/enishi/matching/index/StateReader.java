package jp.enishi.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import jp.enishi.matching.score.LanguageLevel;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Profile.Ability;
import jp.enishi.matching.score.Profile.Engagement;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.SkillNeed;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Workplace;
import org.jspecify.annotations.Nullable;

/**
 * Reads the newest state of a talent or case from an event's body, or from what the index stored of it. Only the named
 * fields are read, so nothing else of a body can reach the index. A body that can't be read is an
 * {@link IllegalArgumentException}.
 */
public final class StateReader {
    /** Days are counted where the market is. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final List<String> SHEET_FIELDS =
            List.of("initials", "headline", "summary", "roles", "skills", "languages", "engagements");
    private static final List<String> ENGAGEMENT_FIELDS =
            List.of("title", "from", "to", "role", "industry", "phases", "teamSize", "tasks", "skills");
    private static final int FULL_TIME_DAYS = 5;
    private static final int FULL_TIME = 100;
    private static final String LINE = Character.toString('\n');

    private final Vocabulary vocabulary;

    public StateReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    public static JsonNode json(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node == null || !node.isObject()) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return node;
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    static byte[] bytes(Object node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part of a talent event that the index keeps: no contact, no language of mails, nothing unknown. */
    public static ObjectNode keepTalent(JsonNode data, long version, Instant time) {
        ObjectNode kept = pick(data, List.of("talentId", "userId", "status", "complete", "availability", "wishes"));
        ObjectNode sheet = pick(data.path("sheet"), SHEET_FIELDS);
        ArrayNode engagements = JSON.createArrayNode();
        data.path("sheet")
                .path("engagements")
                .forEach(engagement -> engagements.add(pick(engagement, ENGAGEMENT_FIELDS)));
        sheet.set("engagements", engagements);
        kept.set("sheet", sheet);
        kept.put("version", version);
        kept.put("time", time.toString());
        return kept;
    }

    /** The part of a case event that the index keeps. */
    public static ObjectNode keepCase(JsonNode data, long version) {
        ObjectNode kept =
                pick(data, List.of("caseId", "organizationId", "status", "requirementsVersion", "requirements"));
        if (data.path("listing").hasNonNull("closesOn")) {
            kept.put("closesOn", data.path("listing").path("closesOn").asText());
        }
        kept.put("version", version);
        return kept;
    }

    public TalentState talent(JsonNode kept) {
        try {
            UUID talentId = uuid(kept, "talentId");
            Instant time = Instant.parse(text(kept, "time"));
            LocalDate updatedOn = LocalDate.ofInstant(time, ZONE);
            JsonNode sheet = kept.path("sheet");
            List<Engagement> engagements = list(sheet.path("engagements"), StateReader::engagement);
            List<Ability> declared = list(
                    sheet.path("skills"),
                    node -> new Ability(
                            text(node, "skill").intern(),
                            number(node, "years"),
                            integer(node, "level"),
                            month(node, "lastUsed")));
            Map<String, Double> roles = new TreeMap<>();
            engagements.forEach(engagement -> roles.putIfAbsent(engagement.role(), 0.0));
            sheet.path("roles")
                    .forEach(node -> roles.merge(text(node, "role").intern(), number(node, "years"), Math::max));
            Map<String, Ability> abilities = Profile.abilities(declared, engagements, YearMonth.from(updatedOn));
            String shown = shownText(sheet);
            JsonNode availability = kept.get("availability");
            JsonNode wishes = kept.get("wishes");
            boolean active = "ACTIVE".equals(text(kept, "status"))
                    && kept.path("complete").asBoolean(false)
                    && availability != null
                    && wishes != null;
            Profile profile = new Profile(
                    talentId,
                    active,
                    roles,
                    abilities,
                    languages(sheet.path("languages")),
                    sheet.path("summary").asText(""),
                    engagements,
                    availability == null ? LocalDate.MAX : LocalDate.parse(text(availability, "from")),
                    availability == null
                            ? 0
                            : availability.path("utilisation").path("minimum").asInt(0),
                    availability == null
                            ? 0
                            : availability.path("utilisation").path("maximum").asInt(0),
                    wishes(wishes),
                    updatedOn,
                    kept.has("concepts") ? strings(kept.path("concepts")) : concepts(shown));
            return new TalentState(
                    talentId,
                    kept.path("version").asLong(),
                    kept.hasNonNull("userId") ? uuid(kept, "userId") : null,
                    profile,
                    Shown.of(sheet),
                    availability == null ? null : Shown.of(availability),
                    wishes == null ? null : Shown.of(wishes.path("rate").path("wish")),
                    shown);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("talent with an unreadable date", e);
        }
    }

    public CaseState caseOf(JsonNode kept) {
        try {
            UUID caseId = uuid(kept, "caseId");
            JsonNode requirements = kept.path("requirements");
            String text = String.join(LINE, texts(requirements, "title", "background", "tasks"));
            Set<String> concepts = concepts(text);
            List<Requirement> positions = new ArrayList<>();
            for (JsonNode position : requirements.path("positions")) {
                positions.add(requirement(caseId, requirements, position, concepts));
            }
            return new CaseState(
                    caseId,
                    kept.path("version").asLong(),
                    text(kept, "organizationId"),
                    CaseState.Status.valueOf(text(kept, "status")),
                    kept.path("requirementsVersion").asInt(1),
                    kept.hasNonNull("closesOn") ? LocalDate.parse(text(kept, "closesOn")) : null,
                    positions,
                    requirements,
                    text);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("case with an unreadable date", e);
        }
    }

    private Requirement requirement(UUID caseId, JsonNode requirements, JsonNode position, Set<String> concepts) {
        JsonNode place = requirements.path("workplace");
        JsonNode period = requirements.path("period");
        JsonNode upper = requirements.path("budget").path("upper").path("amount");
        Integer utilisation = integer(requirements, "utilisation");
        return new Requirement(
                caseId,
                uuid(position, "positionId"),
                text(position, "role"),
                Math.max(1, position.path("headCount").asInt(1)),
                list(position.path("must"), StateReader::need),
                list(position.path("nice"), StateReader::need),
                strings(position.path("phases")),
                languages(position.path("languages")),
                requirements.hasNonNull("industry") ? text(requirements, "industry") : null,
                place.hasNonNull("kind") ? workplace(place) : null,
                utilisation,
                period.hasNonNull("start") ? LocalDate.parse(text(period, "start")) : null,
                period.path("months").asInt(1),
                fullTime(upper, utilisation),
                integer(requirements, "rateTolerance"),
                concepts);
    }

    /** A budget is stated for the utilisation that the case asks for, a rate for all of a month: made comparable. */
    private static @Nullable Long fullTime(JsonNode amount, @Nullable Integer utilisation) {
        if (!amount.canConvertToLong()) {
            return null;
        }
        return utilisation == null || utilisation <= 0 ? amount.asLong() : amount.asLong() * FULL_TIME / utilisation;
    }

    private static Workplace workplace(JsonNode place) {
        Workplace.Kind kind = Workplace.Kind.valueOf(text(place, "kind"));
        int days = switch (kind) {
            case ON_SITE -> FULL_TIME_DAYS;
            case REMOTE -> 0;
            case HYBRID -> place.path("onSiteDays").asInt(0);
        };
        return new Workplace(kind, days, place.hasNonNull("prefecture") ? text(place, "prefecture") : null);
    }

    private static SkillNeed need(JsonNode node) {
        return new SkillNeed(
                text(node, "skill"),
                node.hasNonNull("years") ? number(node, "years") : null,
                integer(node, "level"),
                node.path("knockOut").asBoolean(false));
    }

    private static Engagement engagement(JsonNode node) {
        return new Engagement(
                node.path("title").asText(""),
                YearMonth.parse(text(node, "from")),
                node.hasNonNull("to") ? YearMonth.parse(text(node, "to")) : null,
                node.path("role").asText("").intern(),
                node.path("industry").asText("").intern(),
                strings(node.path("phases")),
                node.path("tasks").asText(""),
                List.copyOf(strings(node.path("skills"))));
    }

    private static Profile.Wishes wishes(@Nullable JsonNode wishes) {
        if (wishes == null) {
            return new Profile.Wishes(0, 0, Set.of(), 0, Set.of(), Set.of(), Set.of());
        }
        Set<Workplace.Kind> workplaces = new HashSet<>();
        strings(wishes.path("workplaces")).forEach(kind -> workplaces.add(Workplace.Kind.valueOf(kind)));
        return new Profile.Wishes(
                wishes.path("rate").path("minimum").path("amount").asLong(0),
                wishes.path("rate").path("wish").path("amount").asLong(0),
                workplaces,
                wishes.path("maximumOnSiteDays").asInt(0),
                strings(wishes.path("prefectures")),
                strings(wishes.path("roles")),
                strings(wishes.path("industries")));
    }

    private static Map<String, LanguageLevel> languages(JsonNode nodes) {
        Map<String, LanguageLevel> languages = new HashMap<>();
        nodes.forEach(node -> languages.put(text(node, "language"), LanguageLevel.valueOf(text(node, "level"))));
        return languages;
    }

    private static String shownText(JsonNode sheet) {
        List<String> parts = new ArrayList<>();
        parts.add(sheet.path("headline").asText(""));
        parts.add(sheet.path("summary").asText(""));
        sheet.path("engagements").forEach(engagement -> {
            parts.add(engagement.path("title").asText(""));
            parts.add(engagement.path("tasks").asText(""));
        });
        return String.join(LINE, parts);
    }

    static ArrayNode array(Set<String> words) {
        ArrayNode array = JSON.createArrayNode();
        new TreeSet<>(words).forEach(array::add);
        return array;
    }

    private Set<String> concepts(String text) {
        Set<String> concepts = new TreeSet<>();
        vocabulary.mentions(text).forEach(mention -> concepts.add(mention.concept()));
        return concepts;
    }

    private static List<String> texts(JsonNode node, String... names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            texts.add(node.path(name).path("ja").asText(""));
            texts.add(node.path(name).path("en").asText(""));
        }
        return texts;
    }

    private static ObjectNode pick(JsonNode node, List<String> names) {
        ObjectNode picked = JSON.createObjectNode();
        names.forEach(name -> {
            if (node.hasNonNull(name)) {
                picked.set(name, node.get(name));
            }
        });
        return picked;
    }

    private static <T> List<T> list(JsonNode nodes, Function<JsonNode, T> read) {
        List<T> items = new ArrayList<>();
        nodes.forEach(node -> items.add(read.apply(node)));
        return items;
    }

    private static Set<String> strings(JsonNode nodes) {
        Set<String> strings = new TreeSet<>();
        nodes.forEach(node -> strings.add(node.asText().intern()));
        return strings;
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("no text at " + name);
        }
        return value.textValue();
    }

    private static UUID uuid(JsonNode node, String name) {
        return UUID.fromString(text(node, name));
    }

    private static double number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("no number at " + name);
        }
        return value.doubleValue();
    }

    private static @Nullable YearMonth month(JsonNode node, String name) {
        return node.hasNonNull(name) ? YearMonth.parse(text(node, name)) : null;
    }

    private static @Nullable Integer integer(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.path(name).asInt() : null;
    }
}
