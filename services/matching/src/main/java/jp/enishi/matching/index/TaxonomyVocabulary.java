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

/** The taxonomy as scoring sees it; what is asked again and again is computed once. */
public final class TaxonomyVocabulary implements Vocabulary {
    private record Asked(String skill, double minimum) {}

    private final Taxonomy taxonomy;
    private final Map<Asked, Map<String, Edge>> satisfying = new ConcurrentHashMap<>();
    private final Map<Asked, Set<String>> satisfiedBy = new ConcurrentHashMap<>();

    public TaxonomyVocabulary(Taxonomy taxonomy) {
        this.taxonomy = taxonomy;
    }

    @Override
    public String version() {
        return taxonomy.version();
    }

    @Override
    public Map<String, Edge> satisfying(String wanted, double minimum) {
        if (taxonomy.skill(wanted).isEmpty()) {
            return Map.of(wanted, new Edge("EXACT", 1));
        }
        Asked asked = new Asked(wanted, minimum);
        Map<String, Edge> known = satisfying.get(asked);
        return known == null ? satisfying.computeIfAbsent(asked, key -> neighbours(wanted, minimum)) : known;
    }

    @Override
    public Set<String> satisfiedBy(String has, double minimum) {
        if (taxonomy.skill(has).isEmpty()) {
            return Set.of(has);
        }
        return satisfiedBy.computeIfAbsent(
                new Asked(has, minimum),
                asked -> taxonomy.skills().stream()
                        .map(Term::id)
                        .filter(wanted -> satisfying(wanted, minimum).containsKey(has))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public double roleCloseness(String wanted, String has) {
        return wanted.equals(has) ? 1 : taxonomy.roleCloseness(wanted, has);
    }

    @Override
    public Set<String> roles() {
        return taxonomy.roles().stream().map(Term::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public double industryCloseness(String wanted, String has) {
        return wanted.equals(has) ? 1 : taxonomy.industryCloseness(wanted, has);
    }

    @Override
    public List<Mention> mentions(String text) {
        return taxonomy.tag(text).stream()
                .map(span -> new Mention(span.skillId(), span.start(), span.end()))
                .toList();
    }

    @Override
    public Set<String> names() {
        return taxonomy.skills().stream()
                .flatMap(skill -> Stream.concat(
                        Stream.of(skill.ja(), skill.en()),
                        Stream.concat(skill.synonyms().stream(), skill.whole().stream())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public List<String> namesOf(String concept) {
        return taxonomy.skill(concept)
                .map(skill -> Stream.concat(Stream.of(skill.ja(), skill.en()), skill.synonyms().stream())
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    @Override
    public Optional<String> roleNamed(String text) {
        return taxonomy.findRole(text).map(Term::id);
    }

    private Map<String, Edge> neighbours(String wanted, double minimum) {
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
