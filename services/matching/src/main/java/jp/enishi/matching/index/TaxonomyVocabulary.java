package jp.enishi.matching.index;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.platform.taxonomy.Term;

/**
 * The taxonomy as scoring sees it; what is asked again and again is computed once. It may become another one while it is read:
 * each question is answered by one of the two.
 */
public final class TaxonomyVocabulary implements Vocabulary {
    private record Asked(String skill, double minimum) {}

    /** A taxonomy with what was computed of it. */
    private record Known(
            Taxonomy taxonomy, Map<Asked, Map<String, Edge>> satisfying, Map<Asked, Set<String>> satisfiedBy) {
        static Known of(Taxonomy taxonomy) {
            return new Known(taxonomy, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    private volatile Known known;

    public TaxonomyVocabulary(Taxonomy taxonomy) {
        known = Known.of(taxonomy);
    }

    /** From now on these words count; what was made with those before knows it by the version. */
    void become(Taxonomy taxonomy) {
        known = Known.of(taxonomy);
    }

    @Override
    public String version() {
        return known.taxonomy().version();
    }

    @Override
    public Map<String, Edge> satisfying(String wanted, double minimum) {
        return satisfying(known, wanted, minimum);
    }

    private static Map<String, Edge> satisfying(Known known, String wanted, double minimum) {
        if (known.taxonomy().skill(wanted).isEmpty()) {
            return Map.of(wanted, new Edge("EXACT", 1));
        }
        Asked asked = new Asked(wanted, minimum);
        Map<String, Edge> found = known.satisfying().get(asked);
        return found == null
                ? known.satisfying().computeIfAbsent(asked, key -> neighbours(known.taxonomy(), wanted, minimum))
                : found;
    }

    @Override
    public Set<String> satisfiedBy(String has, double minimum) {
        Known now = known;
        if (now.taxonomy().skill(has).isEmpty()) {
            return Set.of(has);
        }
        return now.satisfiedBy()
                .computeIfAbsent(
                        new Asked(has, minimum),
                        asked -> now.taxonomy().skills().stream()
                                .map(Term::id)
                                .filter(wanted ->
                                        satisfying(now, wanted, minimum).containsKey(has))
                                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public double roleCloseness(String wanted, String has) {
        return wanted.equals(has) ? 1 : known.taxonomy().roleCloseness(wanted, has);
    }

    @Override
    public Set<String> roles() {
        return known.taxonomy().roles().stream().map(Term::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public double industryCloseness(String wanted, String has) {
        return wanted.equals(has) ? 1 : known.taxonomy().industryCloseness(wanted, has);
    }

    @Override
    public List<Mention> mentions(String text) {
        return known.taxonomy().tag(text).stream()
                .map(span -> new Mention(span.skillId(), span.start(), span.end()))
                .toList();
    }

    @Override
    public Set<String> names() {
        return known.taxonomy().skills().stream()
                .flatMap(skill -> Stream.concat(
                        Stream.of(skill.ja(), skill.en()),
                        Stream.concat(skill.synonyms().stream(), skill.whole().stream())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public List<String> namesOf(String concept) {
        return known.taxonomy()
                .skill(concept)
                .map(skill -> Stream.concat(Stream.of(skill.ja(), skill.en()), skill.synonyms().stream())
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    @Override
    public Optional<String> roleNamed(String text) {
        return known.taxonomy().findRole(text).map(Term::id);
    }

    private static Map<String, Edge> neighbours(Taxonomy taxonomy, String wanted, double minimum) {
        Map<String, Edge> close = new LinkedHashMap<>();
        taxonomy.neighbours(wanted).entrySet().stream()
                .filter(neighbour -> neighbour.getValue().closeness() >= minimum)
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(neighbour -> close.put(
                        neighbour.getKey(),
                        new Edge(
                                neighbour.getValue().relation().name(),
                                neighbour.getValue().closeness())));
        close.put(wanted, new Edge("EXACT", 1));
        return Map.copyOf(close);
    }
}
