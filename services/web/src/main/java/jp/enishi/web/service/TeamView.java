package jp.enishi.web.service;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who sits where in a team, and what they come to together. */
public record TeamView(
        List<Seat> seats,
        double strength,
        long cost,
        @Nullable String start,
        List<Cover> coverage) {
    public TeamView {
        seats = seats == null ? List.of() : seats;
        coverage = coverage == null ? List.of() : coverage;
    }

    /** A person on a position. */
    public record Seat(String positionId, String talentId, double fit, long cost) {
        public Money fee() {
            return yen(cost);
        }

        /** As an address names it. */
        public String pair() {
            return positionId + ":" + talentId;
        }
    }

    /** Who has a skill of the case. */
    public record Cover(String skill, boolean must, List<String> full, List<String> partly) {
        public Cover {
            full = full == null ? List.of() : full;
            partly = partly == null ? List.of() : partly;
        }

        public String verdict() {
            return !full.isEmpty() ? "MET" : !partly.isEmpty() ? "CLOSE" : "MISSING";
        }
    }

    public Money fee() {
        return yen(cost);
    }

    public List<Seat> on(@Nullable String positionId) {
        return seats.stream()
                .filter(seat -> seat.positionId().equals(positionId))
                .toList();
    }

    /** The team as the query of an address. */
    public String query() {
        return seats.stream().map(seat -> "seat=" + seat.pair()).collect(Collectors.joining("&"));
    }

    static Money yen(long amount) {
        return new Money(amount, "JPY");
    }
}
