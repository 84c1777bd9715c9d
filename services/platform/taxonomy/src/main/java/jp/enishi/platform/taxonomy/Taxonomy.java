package jp.enishi.platform.taxonomy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The words of the trade: skills, roles, phases, industries, places and levels, with names in Japanese and English,
 * synonyms and closeness. Immutable and safe to share; {@link #version()} changes with the content. What a release ships can
 * be added to, see {@link #with}.
 */
public final class Taxonomy {
    private static final String SKILLS = "/taxonomy/skills.json";
    private static final String FACETS = "/taxonomy/facets.json";

    private final Taxonomy shipped;
    private final String version;
    private final Map<String, Skill> skills;
    private final Map<String, Role> roles;
    private final Map<String, Phase> phases;
    private final Map<String, Industry> industries;
    private final Map<String, Facet> industryMajors;
    private final Map<String, Prefecture> prefectures;
    private final Map<String, Facet> workplaces;
    private final Map<String, Facet> levels;
    private final Map<String, Facet> languageLevels;
    private final Map<String, Skill> byKey = new HashMap<>();
    private final List<Name> names = new ArrayList<>();
    private final Map<String, Role> rolesByKey = new HashMap<>();
    private final Map<String, Map<String, Edge>> edges;
    private final Map<String, Set<String>> ancestors;
    private final Set<String> everyday;
    private final Tagger tagger;

    private Taxonomy(byte[] skillsFile, byte[] facetsFile) throws IOException {
        shipped = this;
        version = hash(skillsFile, facetsFile);
        var json = new JsonMapper();
        var skillsDocument = json.readTree(skillsFile);
        var facets = json.readTree(facetsFile);
        skills = skills(skillsDocument);
        roles = index(
                facets.path("roles"),
                node -> new Role(
                        text(node, "id"),
                        text(node, "ja"),
                        text(node, "en"),
                        texts(node, "synonyms"),
                        numbers(node.path("closeness"))));
        phases = index(
                facets.path("phases"),
                node -> new Phase(
                        text(node, "id"),
                        text(node, "ja"),
                        text(node, "en"),
                        texts(node, "synonyms"),
                        text(node, "skill")));
        industries = index(
                facets.path("industries"),
                node -> new Industry(
                        text(node, "id"),
                        text(node, "ja"),
                        text(node, "en"),
                        texts(node, "synonyms"),
                        text(node, "major")));
        prefectures = index(
                facets.path("prefectures"),
                node -> new Prefecture(
                        text(node, "id"),
                        text(node, "ja"),
                        text(node, "en"),
                        texts(node, "synonyms"),
                        texts(node, "neighbours")));
        industryMajors = index(facets.path("industryMajors"), Taxonomy::facet);
        workplaces = index(facets.path("workplaces"), Taxonomy::facet);
        levels = index(facets.path("levels"), Taxonomy::facet);
        languageLevels = index(facets.path("languageLevels"), Taxonomy::facet);
        edges = new HashMap<>();
        ancestors = new HashMap<>();
        connect();
        everyday = Set.copyOf(
                texts(skillsDocument, "everyday").stream().map(Spelling::key).toList());
        name();
        tagger = new Tagger(skills.values(), everyday);
    }

    /** The shipped one with other synonyms: what skills and roles are to each other stays. */
    private Taxonomy(Taxonomy shipped, String version, Map<String, Skill> skills, Map<String, Role> roles) {
        this.shipped = shipped;
        this.version = version;
        this.skills = skills;
        this.roles = roles;
        phases = shipped.phases;
        industries = shipped.industries;
        prefectures = shipped.prefectures;
        industryMajors = shipped.industryMajors;
        workplaces = shipped.workplaces;
        levels = shipped.levels;
        languageLevels = shipped.languageLevels;
        edges = shipped.edges;
        ancestors = shipped.ancestors;
        everyday = shipped.everyday;
        name();
        tagger = new Tagger(skills.values(), everyday);
    }

    private void name() {
        for (var skill : skills.values()) {
            for (var term : terms(skill)) {
                var key = Spelling.key(term);
                byKey.putIfAbsent(key, skill);
                names.add(new Name(skill, term, key));
            }
        }
        for (var role : roles.values()) {
            rolesByKey.put(Spelling.key(role.id()), role);
            rolesByKey.put(Spelling.key(role.ja()), role);
            rolesByKey.put(Spelling.key(role.en()), role);
            role.synonyms().forEach(synonym -> rolesByKey.put(Spelling.key(synonym), role));
        }
    }

    /** The taxonomy on the class path; the first call reads it, later ones share it. */
    public static Taxonomy load() {
        return Holder.INSTANCE;
    }

    /**
     * What the release ships together with these words, as synonyms of its skills and roles; words that were added before
     * don't count. A word that means something already, or belongs to what this release doesn't know, is passed over: others
     * may run another release.
     *
     * @param revision of the words, told in the version; 0 is what was shipped
     */
    public Taxonomy with(long revision, Collection<AddedWord> words) {
        if (revision == 0) {
            return shipped;
        }
        var added = new HashMap<String, List<String>>();
        var keys = new HashSet<String>();
        for (var word : words) {
            boolean known = shipped.skills.containsKey(word.concept()) || shipped.roles.containsKey(word.concept());
            if (known && shipped.meaning(word.word()).isEmpty() && keys.add(Spelling.key(word.word()))) {
                added.computeIfAbsent(word.concept(), ignored -> new ArrayList<>())
                        .add(word.word());
            }
        }
        var more = new LinkedHashMap<String, Skill>(shipped.skills);
        var moreRoles = new LinkedHashMap<String, Role>(shipped.roles);
        added.forEach((concept, synonyms) -> {
            more.computeIfPresent(concept, (id, skill) -> skill.with(synonyms));
            if (!more.containsKey(concept)) {
                moreRoles.computeIfPresent(concept, (id, role) -> role.with(synonyms));
            }
        });
        return new Taxonomy(
                shipped,
                shipped.version + "+" + revision,
                Collections.unmodifiableMap(more),
                Collections.unmodifiableMap(moreRoles));
    }

    /** Twelve hexadecimal digits made from what is shipped, and the revision of what was added to it. */
    public String version() {
        return version;
    }

    public Optional<Skill> skill(String id) {
        return Optional.ofNullable(skills.get(id));
    }

    public Optional<Role> role(String id) {
        return Optional.ofNullable(roles.get(id));
    }

    public Optional<Phase> phase(String id) {
        return Optional.ofNullable(phases.get(id));
    }

    public Optional<Industry> industry(String id) {
        return Optional.ofNullable(industries.get(id));
    }

    public Optional<Prefecture> prefecture(String id) {
        return Optional.ofNullable(prefectures.get(id));
    }

    public Optional<Facet> workplace(String id) {
        return Optional.ofNullable(workplaces.get(id));
    }

    public Collection<Skill> skills() {
        return skills.values();
    }

    public Collection<Role> roles() {
        return roles.values();
    }

    public Collection<Phase> phases() {
        return phases.values();
    }

    public Collection<Industry> industries() {
        return industries.values();
    }

    /** The divisions of the Japan Standard Industrial Classification that industries refer to. */
    public Collection<Facet> industryMajors() {
        return industryMajors.values();
    }

    public Collection<Prefecture> prefectures() {
        return prefectures.values();
    }

    public Collection<Facet> workplaces() {
        return workplaces.values();
    }

    /** ITSS levels 1 to 7. */
    public Collection<Facet> levels() {
        return levels.values();
    }

    public Collection<Facet> languageLevels() {
        return languageLevels.values();
    }

    /** The skill of that id, name or synonym in either language, however it is spelled. */
    public Optional<Skill> find(String text) {
        return Optional.ofNullable(byKey.get(Spelling.key(text)));
    }

    /** The role of that id, name or synonym in either language. */
    public Optional<Role> findRole(String text) {
        return Optional.ofNullable(rolesByKey.get(Spelling.key(text)));
    }

    /** The skill, else the role, that a word names in either language, however it is spelled. */
    public Optional<Term> meaning(String word) {
        return find(word).map(Term.class::cast).or(() -> findRole(word));
    }

    /** How near an available skill comes to a wanted one; null when they have nothing to do with each other. */
    public @Nullable Edge closeness(String wanted, String has) {
        var edge = edges.get(wanted);
        return edge == null ? null : edge.get(has);
    }

    /** Every skill that counts for the wanted one, itself included. */
    public Map<String, Edge> neighbours(String wanted) {
        return edges.getOrDefault(wanted, Map.of());
    }

    /** All broader skills, nearest first; a holder of the skill has these too. */
    public Set<String> ancestors(String skill) {
        return ancestors.getOrDefault(skill, Set.of());
    }

    /** How well someone with one role fills a position of another, in [0, 1]; 0 for unknown roles. */
    public double roleCloseness(String needed, String has) {
        var role = roles.get(needed);
        return role == null ? 0 : role.closeness().getOrDefault(has, 0.0);
    }

    /** 1 for the same industry, 0.5 within the same JSIC division, else 0. */
    public double industryCloseness(String wanted, String has) {
        var one = industries.get(wanted);
        var other = industries.get(has);
        if (one == null || other == null) {
            return 0;
        }
        return wanted.equals(has) ? 1 : one.major().equals(other.major()) ? 0.5 : 0;
    }

    /** The skills named in a text with their place in it, left to right, longest match, without overlap. */
    public List<Span> tag(String text) {
        return tagger.tag(text);
    }

    /**
     * Skills for what someone has typed so far: names that begin with it first, then synonyms that begin with it, then
     * names and synonyms that contain it; within each group by name.
     */
    public List<Skill> suggest(String prefix, Language language, int limit) {
        var key = Spelling.key(prefix);
        if (key.isEmpty()) {
            return List.of();
        }
        var groups = new LinkedHashMap<Skill, Integer>();
        for (var name : names) {
            int own = name.term().equals(name.skill().name(language)) ? 0 : 1;
            if (name.key().equals(key)) {
                groups.merge(name.skill(), -1, Math::min);
            } else if (name.key().startsWith(key)) {
                groups.merge(name.skill(), own, Math::min);
            } else if (name.key().contains(key)) {
                groups.merge(name.skill(), 2 + own, Math::min);
            }
        }
        return groups.entrySet().stream()
                .sorted(Map.Entry.<Skill, Integer>comparingByValue()
                        .thenComparing(group -> group.getKey().name(language)))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** One way to write a skill, and how that is compared. */
    private record Name(Skill skill, String term, String key) {}

    /** Every way to write a skill: id, names, synonyms, and those that only count as a whole. */
    static List<String> terms(Skill skill) {
        var terms = new ArrayList<String>();
        terms.add(skill.ja());
        terms.add(skill.en());
        terms.addAll(skill.synonyms());
        terms.addAll(skill.whole());
        terms.add(skill.id());
        return terms;
    }

    private void connect() {
        for (var id : skills.keySet()) {
            ancestors.put(id, ancestorsOf(id).keySet());
        }
        for (var skill : skills.values()) {
            var related = new LinkedHashMap<String, Edge>();
            related.put(skill.id(), Edge.EXACT);
            skill.related().forEach((id, closeness) -> related.put(id, new Edge(Relation.RELATED, closeness)));
            edges.put(skill.id(), related);
        }
        for (var id : skills.keySet()) {
            ancestorsOf(id).forEach((ancestor, steps) -> {
                edges(id).put(ancestor, new Edge(Relation.BROADER, Math.pow(Edge.BROADER_STEP, steps)));
                edges(ancestor).put(id, Edge.NARROWER);
            });
        }
    }

    private Map<String, Edge> edges(String id) {
        return edges.computeIfAbsent(id, ignored -> new LinkedHashMap<>());
    }

    private Map<String, Integer> ancestorsOf(String id) {
        var steps = new LinkedHashMap<String, Integer>();
        var open = new ArrayDeque<String>(List.of(id));
        steps.put(id, 0);
        while (!open.isEmpty()) {
            var current = open.remove();
            int next = steps.getOrDefault(current, 0) + 1;
            var skill = skills.get(current);
            for (var broader : skill == null ? List.<String>of() : skill.broader()) {
                if (steps.putIfAbsent(broader, next) == null) {
                    open.add(broader);
                }
            }
        }
        steps.remove(id);
        return steps;
    }

    private static Map<String, Skill> skills(JsonNode document) {
        var related = new HashMap<String, Map<String, Double>>();
        for (var pair : document.path("related")) {
            var one = pair.path(0).asText();
            var other = pair.path(1).asText();
            double closeness = pair.path(2).asDouble();
            related.computeIfAbsent(one, ignored -> new LinkedHashMap<>()).put(other, closeness);
            related.computeIfAbsent(other, ignored -> new LinkedHashMap<>()).put(one, closeness);
        }
        var unknown = new LinkedHashSet<>(related.keySet());
        var skills = index(
                document.path("skills"),
                node -> new Skill(
                        text(node, "id"),
                        text(node, "kind"),
                        text(node, "ja"),
                        text(node, "en"),
                        texts(node, "synonyms"),
                        texts(node, "whole"),
                        texts(node, "broader"),
                        Map.copyOf(related.getOrDefault(text(node, "id"), Map.of()))));
        unknown.removeAll(skills.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("The taxonomy relates unknown skills: " + unknown);
        }
        return skills;
    }

    private static <T extends Term> Map<String, T> index(JsonNode items, Function<JsonNode, T> read) {
        var index = new LinkedHashMap<String, T>();
        for (var item : items) {
            var term = read.apply(item);
            if (index.put(term.id(), term) != null) {
                throw new IllegalStateException("The taxonomy names " + term.id() + " twice");
            }
        }
        return Collections.unmodifiableMap(index);
    }

    private static Facet facet(JsonNode node) {
        return new Facet(text(node, "id"), text(node, "ja"), text(node, "en"), texts(node, "synonyms"));
    }

    private static String text(JsonNode node, String field) {
        var value = node.path(field).asText();
        if (value.isBlank()) {
            throw new IllegalStateException("The taxonomy lacks " + field + " in " + node);
        }
        return value;
    }

    private static List<String> texts(JsonNode node, String field) {
        var values = new ArrayList<String>();
        node.path(field).forEach(value -> values.add(value.asText()));
        return List.copyOf(values);
    }

    private static Map<String, Double> numbers(JsonNode node) {
        var values = new LinkedHashMap<String, Double>();
        node.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asDouble()));
        return Collections.unmodifiableMap(values);
    }

    private static String hash(byte[]... files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files) {
                digest.update(file);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(String resource) throws IOException {
        try (var in = Taxonomy.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Not on the class path: " + resource);
            }
            return in.readAllBytes();
        }
    }

    private static final class Holder {
        static final Taxonomy INSTANCE = create();

        private static Taxonomy create() {
            try {
                return new Taxonomy(read(SKILLS), read(FACETS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
