package jp.enishi.matching.team.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * For which case a team is looked for, and among whom. A person takes one seat of it at most.
 *
 * @param budget the most that the whole team may cost, yen a month; null when nothing limits it
 * @param startBy the last day on which everybody must be free; null when nothing limits it
 * @param apart pairs that must not be in one team
 * @param together pairs that worked together before
 * @param pinned who is seated whatever it costs the team
 */
public record TeamQuestion(
        List<Opening> openings,
        List<Person> people,
        Map<String, Boolean> skills,
        @Nullable Long budget,
        @Nullable LocalDate startBy,
        Set<Pair> apart,
        Set<Pair> together,
        Set<Seating> pinned) {

    /** A position and how many people it needs. */
    public record Opening(UUID positionId, int seats) {}

    /** {@code skills} says of each skill of the case whether it is a must-have of a position. People in order of their ids. */
    public TeamQuestion {
        openings = List.copyOf(openings);
        people = people.stream()
                .sorted(Comparator.comparing(person -> person.personId().toString()))
                .toList();
        skills = Map.copyOf(skills);
        apart = Set.copyOf(apart);
        together = Set.copyOf(together);
        pinned = Set.copyOf(pinned);
    }

    public int seats() {
        return openings.stream().mapToInt(Opening::seats).sum();
    }

    public Optional<Person> person(UUID personId) {
        return people.stream()
                .filter(person -> person.personId().equals(personId))
                .findFirst();
    }

    public Map<UUID, Person> byId() {
        return people.stream()
                .collect(Collectors.toMap(Person::personId, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    /** Whether somebody is free in time. */
    public boolean inTime(Person person) {
        return startBy == null || !person.from().isAfter(startBy);
    }

    /** What a skill is worth in full. */
    public int points(String skill) {
        return skills.getOrDefault(skill, false) ? Points.MUST : Points.NICE;
    }

    public TeamQuestion among(List<Person> others) {
        return new TeamQuestion(openings, others, skills, budget, startBy, apart, together, pinned);
    }
}
