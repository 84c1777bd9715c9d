package jp.enishi.matching.team;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import jp.enishi.matching.team.domain.Pair;
import jp.enishi.matching.team.domain.Person;
import jp.enishi.matching.team.domain.Points;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.TeamQuestion;

/** Questions from a seed: the same seed is the same question. */
public final class Questions {
    public static final LocalDate START = LocalDate.of(2026, 12, 1);

    private final Random random;

    public Questions(long seed) {
        random = new Random(seed);
    }

    /** So many positions and people; the tighter, the less the budget and the more pairs are apart. */
    public TeamQuestion question(int positions, int mostSeats, int people, double tightness) {
        List<TeamQuestion.Opening> openings = new ArrayList<>();
        for (int i = 0; i < positions; i++) {
            openings.add(new TeamQuestion.Opening(id(), 1 + random.nextInt(mostSeats)));
        }
        Map<String, Boolean> skills = new HashMap<>();
        for (int i = 0; i < 2 + positions * 2; i++) {
            skills.put("skill-" + i, random.nextBoolean());
        }
        List<Person> pool = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            pool.add(person(openings, skills.keySet()));
        }
        int seats = openings.stream().mapToInt(TeamQuestion.Opening::seats).sum();
        Set<Pair> apart = pairs(pool, (int) (people * tightness));
        Set<Pair> together = pairs(pool, people / 2);
        Long budget = random.nextInt(4) == 0 ? null : (long) (seats * (900_000 - 350_000 * tightness));
        LocalDate by = random.nextInt(3) == 0 ? null : START.plusDays((long) (60 - 50 * tightness));
        Set<Seating> pinned = new HashSet<>();
        if (random.nextInt(4) == 0) {
            Person first = pool.getFirst();
            first.fits().keySet().stream()
                    .sorted()
                    .findFirst()
                    .ifPresent(position -> pinned.add(new Seating(position, first.personId())));
        }
        return new TeamQuestion(openings, pool, skills, budget, by, apart, together, pinned);
    }

    private Person person(List<TeamQuestion.Opening> openings, Set<String> skills) {
        Map<UUID, Integer> fits = new HashMap<>();
        for (TeamQuestion.Opening opening : openings) {
            if (random.nextInt(5) < 2) {
                fits.put(opening.positionId(), random.nextInt(3_000, Points.FULL_FIT));
            }
        }
        Set<String> has = new HashSet<>();
        Set<String> close = new HashSet<>();
        for (String skill : skills.stream().sorted().toList()) {
            switch (random.nextInt(5)) {
                case 0 -> has.add(skill);
                case 1 -> close.add(skill);
                default -> {}
            }
        }
        long cost = 10_000L * random.nextInt(50, 120);
        return new Person(id(), cost, START.plusDays(random.nextInt(-30, 60)), fits, has, close);
    }

    private Set<Pair> pairs(List<Person> people, int count) {
        Set<Pair> pairs = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Person one = people.get(random.nextInt(people.size()));
            Person other = people.get(random.nextInt(people.size()));
            if (one != other) {
                pairs.add(new Pair(one.personId(), other.personId()));
            }
        }
        return pairs;
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
