package jp.enishi.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import jp.enishi.matching.team.domain.Pair;
import jp.enishi.matching.team.domain.Person;
import jp.enishi.matching.team.domain.Points;
import jp.enishi.matching.team.domain.PoolQuestion;
import jp.enishi.matching.team.domain.TeamQuestion;

/**
 * Several cases over one pool, from a seed: ten roles, people with one or two of them, and cases that all want the best.
 * Budgets are a little below what the best would cost, so that a case can't just take them.
 *
 * @param shortList how many are looked at for each position, as the service does; everybody when larger than the pool
 */
record Pools(String name, int cases, int seats, int people, int shortList) {
    private static final int ROLES = 10;
    private static final LocalDate START = LocalDate.of(2026, 12, 1);
    private static final int PERCENT = 100;

    private record Talent(
            UUID id, int quality, int role, int second, int capacity, long rate, LocalDate from, Set<String> skills) {}

    PoolQuestion question(int number) {
        Random random = new Random(770_000L + number);
        List<Talent> talents = new ArrayList<>();
        Map<UUID, Integer> capacity = new HashMap<>();
        for (int i = 0; i < people; i++) {
            Talent talent = talent(random);
            talents.add(talent);
            capacity.put(talent.id(), talent.capacity());
        }
        List<PoolQuestion.Share> shares = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            int load = List.of(40, 60, 80, 100).get(random.nextInt(4));
            shares.add(new PoolQuestion.Share(teamOf(random, talents, load), load));
        }
        return new PoolQuestion(shares, capacity);
    }

    private static Talent talent(Random random) {
        int quality = random.nextInt(3_500, 9_000);
        int role = random.nextInt(ROLES);
        int second = random.nextInt(3) == 0 ? random.nextInt(ROLES) : role;
        Set<String> skills = new HashSet<>();
        for (int of : List.of(role, second)) {
            for (int i = 0; i < 6; i++) {
                if (random.nextInt(9_000) < quality) {
                    skills.add(of + "-" + i);
                }
            }
        }
        return new Talent(
                new UUID(random.nextLong(), random.nextLong()),
                quality,
                role,
                second,
                List.of(60, 80, 100, 100).get(random.nextInt(4)),
                10_000L * (45 + quality / 150 + random.nextInt(30)),
                START.plusDays(random.nextInt(-30, 31)),
                skills);
    }

    private TeamQuestion teamOf(Random random, List<Talent> talents, int load) {
        int each = seats / cases;
        List<TeamQuestion.Opening> openings = new ArrayList<>();
        Map<String, Boolean> skills = new HashMap<>();
        Map<UUID, Map<UUID, Integer>> fits = new HashMap<>();
        for (int left = each; left > 0; ) {
            int heads = Math.min(left, each > 6 ? 1 + random.nextInt(2) : 1);
            left -= heads;
            int role = random.nextInt(ROLES);
            UUID positionId = new UUID(random.nextLong(), random.nextLong());
            openings.add(new TeamQuestion.Opening(positionId, heads));
            for (int i = 0; i < 3; i++) {
                skills.putIfAbsent(role + "-" + random.nextInt(6), i > 0);
            }
            Map<Talent, Integer> suited = new HashMap<>();
            for (Talent talent : talents) {
                if ((talent.role() == role || talent.second() == role) && talent.capacity() >= load) {
                    suited.put(
                            talent,
                            Math.min(
                                    Points.FULL_FIT,
                                    talent.quality() + random.nextInt(1_000) - (talent.role() == role ? 0 : 700)));
                }
            }
            shortList(suited)
                    .forEach(talent -> fits.computeIfAbsent(talent.id(), id -> new HashMap<>())
                            .put(positionId, suited.get(talent)));
        }
        List<Person> persons = talents.stream()
                .filter(talent -> fits.containsKey(talent.id()))
                .map(talent -> person(random, talent, load, fits.getOrDefault(talent.id(), Map.of()), skills.keySet()))
                .toList();
        return new TeamQuestion(
                openings,
                persons,
                skills,
                each * (800_000L + 50_000L * random.nextInt(5)) * load / PERCENT,
                START.plusDays(20),
                pairs(random, persons, each),
                pairs(random, persons, each * 4),
                Set.of());
    }

    /** Four fifths of the list are the best; the others are the cheapest and the earliest, half of each. */
    private Set<Talent> shortList(Map<Talent, Integer> suited) {
        Comparator<Talent> best = Comparator.comparing((Talent talent) -> -suited.getOrDefault(talent, 0))
                .thenComparing(Talent::id);
        Set<Talent> list = new LinkedHashSet<>();
        suited.keySet().stream().sorted(best).limit(shortList * 4L / 5).forEach(list::add);
        for (Comparator<Talent> order :
                List.of(Comparator.comparing(Talent::rate), Comparator.comparing(Talent::from))) {
            suited.keySet().stream()
                    .filter(talent -> !list.contains(talent))
                    .sorted(order.thenComparing(Talent::id))
                    .limit(shortList / 10)
                    .toList()
                    .forEach(list::add);
        }
        return list;
    }

    private static Person person(Random random, Talent talent, int load, Map<UUID, Integer> fits, Set<String> skills) {
        Set<String> has = new HashSet<>(talent.skills());
        has.retainAll(skills);
        Set<String> close = new HashSet<>();
        skills.stream()
                .sorted()
                .filter(skill -> !has.contains(skill) && random.nextInt(8) == 0)
                .forEach(close::add);
        return new Person(talent.id(), talent.rate() * load / PERCENT, talent.from(), fits, has, close);
    }

    private static Set<Pair> pairs(Random random, List<Person> people, int count) {
        Set<Pair> pairs = new HashSet<>();
        for (int i = 0; i < count && people.size() > 1; i++) {
            Person one = people.get(random.nextInt(people.size()));
            Person other = people.get(random.nextInt(people.size()));
            if (one != other) {
                pairs.add(new Pair(one.personId(), other.personId()));
            }
        }
        return pairs;
    }
}
