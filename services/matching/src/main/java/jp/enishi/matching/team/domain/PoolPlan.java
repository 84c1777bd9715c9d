package jp.enishi.matching.team.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A team of each case, in the order of the question; what a team breaks are seats that stay open. */
public record PoolPlan(List<Team> teams, boolean proven) {
    public PoolPlan {
        teams = List.copyOf(teams);
    }

    public long openSeats() {
        return teams.stream()
                .flatMap(team -> team.broken().stream())
                .filter(broken -> broken.rule() == Broken.Rule.SEAT_OPEN)
                .mapToLong(Broken::amount)
                .sum();
    }

    public long points() {
        return teams.stream().mapToLong(team -> team.points().total()).sum();
    }

    /** Fewer open seats, and with as many the more points. */
    public boolean betterThan(PoolPlan other) {
        return openSeats() == other.openSeats() ? points() > other.points() : openSeats() < other.openSeats();
    }

    /** Whether all pins are seated, no team breaks a rule and nobody works more than they can; seats may be open. */
    public boolean keepsRules(PoolQuestion pool) {
        Map<UUID, Integer> load = new HashMap<>();
        for (int i = 0; i < teams.size(); i++) {
            PoolQuestion.Share share = pool.cases().get(i);
            Team team = teams.get(i);
            if (!team.seatings().containsAll(share.question().pinned())
                    || team.broken().stream().anyMatch(broken -> broken.rule() != Broken.Rule.SEAT_OPEN)) {
                return false;
            }
            team.people().forEach(person -> load.merge(person, share.load(), Integer::sum));
        }
        return load.entrySet().stream()
                .allMatch(each -> each.getValue() <= pool.capacity().getOrDefault(each.getKey(), 0));
    }
}
