package jp.enishi.matching.team.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import jp.enishi.matching.team.domain.Pair;
import jp.enishi.matching.team.domain.Person;
import jp.enishi.matching.team.domain.PoolQuestion;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.Team;
import jp.enishi.matching.team.domain.TeamQuestion;

/** A question in tables of numbers, so that a move is counted without looking anything up by its id. */
public final class PoolTable {
    /** One case: everything by the place of a member in the pool; {@code null} or -1 for those it doesn't know. */
    static final class Share {
        final int load;
        final long budget;
        /** Of each skill half of what it is worth. */
        final long[] half;

        final long[] cost;
        /** By position and member. */
        final int[][] fit;

        final int[][] full;
        final int[][] any;
        final int[][] apart;
        final int[][] together;

        private Share(PoolQuestion.Share share, Map<UUID, Member> members) {
            TeamQuestion question = share.question();
            Long most = question.budget();
            List<String> skills = List.copyOf(new TreeMap<>(question.skills()).keySet());
            load = share.load();
            budget = most == null ? Long.MAX_VALUE : most;
            half = skills.stream()
                    .mapToLong(skill -> question.points(skill) / 2)
                    .toArray();
            int size = members.size();
            cost = new long[size];
            fit = new int[question.openings().size()][size];
            full = new int[size][0];
            any = new int[size][0];
            for (Person person : question.people()) {
                int number = number(members, person.personId());
                cost[number] = person.cost();
                full[number] = places(skills, person.has(), Set.of());
                any[number] = places(skills, person.has(), person.close());
                for (int position = 0; position < fit.length; position++) {
                    fit[position][number] = person.fits()
                            .getOrDefault(question.openings().get(position).positionId(), 0);
                }
            }
            apart = neighbours(question.apart(), question, members);
            together = neighbours(question.together(), question, members);
        }

        private static int[] places(List<String> skills, Set<String> has, Set<String> close) {
            Set<String> all = new HashSet<>(has);
            all.addAll(close);
            return java.util.stream.IntStream.range(0, skills.size())
                    .filter(skill -> all.contains(skills.get(skill)))
                    .toArray();
        }

        private static int[][] neighbours(Set<Pair> pairs, TeamQuestion question, Map<UUID, Member> members) {
            Set<UUID> known = question.byId().keySet();
            List<Set<Integer>> lists = new ArrayList<>();
            members.forEach((id, member) -> lists.add(new TreeSet<>()));
            for (Pair pair : pairs) {
                if (known.contains(pair.first())
                        && known.contains(pair.second())
                        && !pair.first().equals(pair.second())) {
                    int first = number(members, pair.first());
                    int second = number(members, pair.second());
                    lists.get(first).add(second);
                    lists.get(second).add(first);
                }
            }
            return lists.stream()
                    .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                    .toArray(int[][]::new);
        }
    }

    final List<Share> shares = new ArrayList<>();
    final int[] capacity;

    private final PoolQuestion pool;
    private final Map<UUID, Member> members = new HashMap<>();

    public PoolTable(PoolQuestion pool) {
        this.pool = pool;
        Set<UUID> ids = new TreeSet<>(Comparator.comparing(UUID::toString));
        pool.cases().forEach(share -> ids.addAll(share.question().byId().keySet()));
        ids.forEach(id -> members.put(id, new Member(members.size(), id)));
        capacity =
                ids.stream().mapToInt(id -> pool.capacity().getOrDefault(id, 0)).toArray();
        pool.cases().forEach(share -> shares.add(new Share(share, members)));
    }

    private static int number(Map<UUID, Member> members, UUID personId) {
        Member member = members.get(personId);
        if (member == null) {
            throw new IllegalStateException("nobody in the pool is " + personId);
        }
        return member.number();
    }

    /** Seats as the teams have them; those of pins don't change. */
    public SeatingPlan plan(List<Team> start) {
        List<Seat> seats = new ArrayList<>();
        for (int share = 0; share < pool.cases().size(); share++) {
            TeamQuestion question = pool.cases().get(share).question();
            Set<Seating> seated = new TreeSet<>(question.pinned());
            seated.addAll(start.get(share).seatings());
            for (int position = 0; position < question.openings().size(); position++) {
                TeamQuestion.Opening opening = question.openings().get(position);
                List<Member> suited = suited(question, opening.positionId());
                List<Seating> here = seated.stream()
                        .filter(seating -> seating.positionId().equals(opening.positionId()))
                        .sorted(Comparator.comparing(
                                        (Seating seating) -> !question.pinned().contains(seating))
                                .thenComparing(Comparator.naturalOrder()))
                        .toList();
                for (int i = 0; i < opening.seats(); i++) {
                    Seating taken = i < here.size() ? here.get(i) : null;
                    seats.add(new Seat(
                            seats.size(),
                            share,
                            position,
                            suited,
                            taken == null ? null : members.get(taken.personId()),
                            taken != null && question.pinned().contains(taken)));
                }
            }
        }
        return new SeatingPlan(this, seats);
    }

    private List<Member> suited(TeamQuestion question, UUID positionId) {
        List<Member> suited = new ArrayList<>();
        for (Person person : question.people()) {
            Member member = members.get(person.personId());
            if (member != null && person.fits().containsKey(positionId) && question.inTime(person)) {
                suited.add(member);
            }
        }
        return List.copyOf(suited);
    }

    /** What a plan comes to, counted by {@link Team#of}. */
    public List<Team> teams(SeatingPlan plan) {
        List<Set<Seating>> seated = new ArrayList<>();
        pool.cases().forEach(share -> seated.add(new TreeSet<>()));
        for (Seat seat : plan.getSeats()) {
            Member member = seat.getMember();
            if (member != null) {
                TeamQuestion.Opening opening =
                        pool.cases().get(seat.share()).question().openings().get(seat.position());
                seated.get(seat.share()).add(new Seating(opening.positionId(), member.personId()));
            }
        }
        List<Team> teams = new ArrayList<>();
        for (int share = 0; share < seated.size(); share++) {
            teams.add(Team.of(pool.cases().get(share).question(), seated.get(share)));
        }
        return teams;
    }
}
