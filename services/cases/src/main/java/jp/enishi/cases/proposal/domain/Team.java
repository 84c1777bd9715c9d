package jp.enishi.cases.proposal.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.Money;
import jp.enishi.platform.kernel.ValidationFailure;

/**
 * One way to fill the positions of a case: one person per seat.
 *
 * @param open the seats that nobody takes
 */
public record Team(Label label, List<Seat> seats, List<Open> open) {
    private static final long HIGHEST_RATE = 100_000_000;

    public Team {
        seats = List.copyOf(seats);
        open = List.copyOf(open);
    }

    /** What speaks for a team. */
    public enum Label {
        STRONGEST,
        CHEAPEST,
        EARLIEST,
        OTHER
    }

    /**
     * A person on a position.
     *
     * @param rate a month at the case's utilisation, tax excluded
     */
    public record Seat(UUID positionId, UUID candidacyId, Money rate) {}

    /** Seats of a position that nobody takes. */
    public record Open(UUID positionId, int seats) {}

    /** A team whose open seats aren't counted yet. */
    public static Team of(Label label, List<Seat> seats) {
        return new Team(label, seats, List.of());
    }

    /** The same team with the seats of the case that it leaves open. */
    public Team counted(Map<UUID, Integer> headCounts) {
        Map<UUID, Long> taken = seats.stream().collect(Collectors.groupingBy(Seat::positionId, Collectors.counting()));
        return new Team(
                label,
                seats,
                headCounts.entrySet().stream()
                        .map(heads -> new Open(
                                heads.getKey(),
                                heads.getValue()
                                        - taken.getOrDefault(heads.getKey(), 0L).intValue()))
                        .filter(open -> open.seats() > 0)
                        .toList());
    }

    /** What the team costs a month. */
    public Money total() {
        return seats.stream().map(Seat::rate).reduce(Money.yen(0), Money::plus);
    }

    /**
     * Checks the teams of a proposal against the case, and counts their open seats.
     *
     * @param headCounts the seats of each position
     * @param talents who stands behind a candidacy
     * @param positions for what
     * @throws ValidationFailure with every wrong seat
     */
    public static List<Team> check(
            List<Team> teams, Map<UUID, Integer> headCounts, Map<UUID, UUID> talents, Map<UUID, UUID> positions) {
        List<FieldError> errors = new ArrayList<>();
        for (int t = 0; t < teams.size(); t++) {
            Set<UUID> seated = new HashSet<>();
            Map<UUID, Integer> taken = new HashMap<>();
            List<Seat> seats = teams.get(t).seats();
            for (int s = 0; s < seats.size(); s++) {
                Seat seat = seats.get(s);
                String at = "/teams/" + t + "/seats/" + s;
                UUID talent = talents.get(seat.candidacyId());
                if (talent == null) {
                    errors.add(new FieldError(at + "/candidacyId", "unknown-candidacy"));
                } else if (!seat.positionId().equals(positions.get(seat.candidacyId()))) {
                    errors.add(new FieldError(at + "/positionId", "other-position"));
                } else if (!seated.add(talent)) {
                    errors.add(new FieldError(at + "/candidacyId", "seated-twice"));
                }
                if (taken.merge(seat.positionId(), 1, Integer::sum) > headCounts.getOrDefault(seat.positionId(), 0)) {
                    errors.add(new FieldError(at + "/positionId", "no-seat-left"));
                }
                if (!seat.rate().currency().equals("JPY")) {
                    errors.add(new FieldError(at + "/rate/currency", "not-yen"));
                }
                if (seat.rate().amount() < 1 || seat.rate().amount() > HIGHEST_RATE) {
                    errors.add(
                            new FieldError(at + "/rate/amount", "out-of-range", Map.of("min", 1, "max", HIGHEST_RATE)));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
        return teams.stream().map(team -> team.counted(headCounts)).toList();
    }
}
