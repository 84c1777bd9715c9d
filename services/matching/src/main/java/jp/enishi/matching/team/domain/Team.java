package jp.enishi.matching.team.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * People on the seats of a case, judged: what they are worth and cost together, when the last of them can start, who has
 * which skill of the case, and which rules are broken. The one place where these are counted; solvers are held against it.
 *
 * @param start null when nobody is seated
 */
public record Team(
        List<Seating> seatings,
        Points points,
        long cost,
        @Nullable LocalDate start,
        List<Coverage> coverage,
        List<Broken> broken) {

    /** Who has a skill of the case: in full, and in part. */
    public record Coverage(String skill, boolean must, List<UUID> full, List<UUID> partly) {
        public boolean covered() {
            return !full.isEmpty() || !partly.isEmpty();
        }
    }

    public Team {
        seatings = List.copyOf(seatings);
        coverage = List.copyOf(coverage);
        broken = List.copyOf(broken);
    }

    /** Judges who sits where, whether or not they may. Somebody whom the question doesn't know costs and has nothing. */
    public static Team of(TeamQuestion question, Collection<Seating> seated) {
        List<Seating> seatings = seated.stream().distinct().sorted().toList();
        Map<UUID, Person> known = question.byId();
        Set<UUID> ids = new TreeSet<>(Comparator.comparing(UUID::toString));
        seatings.forEach(seating -> ids.add(seating.personId()));
        List<Person> people =
                ids.stream().map(known::get).filter(Objects::nonNull).toList();
        List<Coverage> coverage = coverage(question, people);
        long fit = seatings.stream()
                .mapToLong(seating -> fit(known.get(seating.personId()), seating.positionId()))
                .sum();
        long covered = coverage.stream()
                .mapToLong(skill -> question.points(skill.skill()) * half(skill) / 2)
                .sum();
        long together = question.together().stream()
                        .filter(pair -> ids.contains(pair.first()) && ids.contains(pair.second()))
                        .count()
                * Points.TOGETHER;
        long cost = people.stream().mapToLong(Person::cost).sum();
        return new Team(
                seatings,
                new Points(fit, covered, together),
                cost,
                people.stream().map(Person::from).max(Comparator.naturalOrder()).orElse(null),
                coverage,
                broken(question, seatings, known, ids, cost));
    }

    private static int fit(@Nullable Person person, UUID positionId) {
        return person == null ? 0 : person.fits().getOrDefault(positionId, 0);
    }

    /** 2 when somebody has it in full, 1 in part. */
    private static int half(Coverage skill) {
        return !skill.full().isEmpty() ? 2 : skill.covered() ? 1 : 0;
    }

    private static List<Coverage> coverage(TeamQuestion question, List<Person> people) {
        List<Coverage> coverage = new ArrayList<>();
        new TreeMap<>(question.skills())
                .forEach((skill, must) -> coverage.add(new Coverage(
                        skill,
                        must,
                        people.stream()
                                .filter(person -> person.has().contains(skill))
                                .map(Person::personId)
                                .toList(),
                        people.stream()
                                .filter(person -> person.close().contains(skill)
                                        && !person.has().contains(skill))
                                .map(Person::personId)
                                .toList())));
        return coverage;
    }

    private static List<Broken> broken(
            TeamQuestion question, List<Seating> seatings, Map<UUID, Person> known, Set<UUID> ids, long cost) {
        List<Broken> broken = new ArrayList<>();
        Map<UUID, Long> taken =
                seatings.stream().collect(Collectors.groupingBy(Seating::positionId, Collectors.counting()));
        for (TeamQuestion.Opening opening : question.openings()) {
            long open = opening.seats() - taken.getOrDefault(opening.positionId(), 0L);
            if (open != 0) {
                broken.add(new Broken(
                        open > 0 ? Broken.Rule.SEAT_OPEN : Broken.Rule.SEAT_DOUBLED,
                        opening.positionId(),
                        List.of(),
                        Math.abs(open),
                        null));
            }
        }
        Set<UUID> openings = question.openings().stream()
                .map(TeamQuestion.Opening::positionId)
                .collect(Collectors.toSet());
        Set<UUID> once = new HashSet<>();
        Map<UUID, Person> late = new LinkedHashMap<>();
        for (Seating seating : seatings) {
            Person person = known.get(seating.personId());
            if (person == null
                    || !openings.contains(seating.positionId())
                    || !person.fits().containsKey(seating.positionId())) {
                broken.add(Broken.of(Broken.Rule.NOT_SUITED, seating.positionId(), List.of(seating.personId())));
            }
            if (!once.add(seating.personId())) {
                broken.add(Broken.of(Broken.Rule.SEATED_TWICE, seating.positionId(), List.of(seating.personId())));
            }
            if (person != null && !question.inTime(person) && late.putIfAbsent(person.personId(), person) == null) {
                broken.add(new Broken(
                        Broken.Rule.TOO_LATE, seating.positionId(), List.of(person.personId()), 0, person.from()));
            }
        }
        question.apart().stream()
                .filter(pair -> ids.contains(pair.first()) && ids.contains(pair.second()))
                .sorted(Comparator.comparing(Pair::toString))
                .forEach(pair ->
                        broken.add(Broken.of(Broken.Rule.PAIR_APART, null, List.of(pair.first(), pair.second()))));
        Long budget = question.budget();
        if (budget != null && cost > budget) {
            broken.add(new Broken(Broken.Rule.OVER_BUDGET, null, List.of(), cost - budget, null));
        }
        return broken;
    }

    /** The rules that this team breaks and the other doesn't, or breaks by less. */
    public List<Broken> breaksBeyond(Team other) {
        return broken.stream()
                .filter(own -> other.broken.stream().noneMatch(before -> before.asBadAs(own)))
                .toList();
    }

    public Set<UUID> people() {
        return seatings.stream().map(Seating::personId).collect(Collectors.toUnmodifiableSet());
    }
}
