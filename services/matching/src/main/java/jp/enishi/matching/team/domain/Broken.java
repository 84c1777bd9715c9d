package jp.enishi.matching.team.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a team doesn't keep, and by how much.
 *
 * @param amount seats, or yen a month; 0 where nothing is counted
 * @param date the day from which the rule would be kept
 */
public record Broken(
        Rule rule,
        @Nullable UUID positionId,
        List<UUID> people,
        long amount,
        @Nullable LocalDate date) {
    public enum Rule {
        /** A position has fewer people than seats. */
        SEAT_OPEN,
        /** A position has more people than seats. */
        SEAT_DOUBLED,
        /** Somebody doesn't keep a hard condition of the position: must-haves, utilisation, workplace, language, rate. */
        NOT_SUITED,
        /** Somebody sits on two seats. */
        SEATED_TWICE,
        /** Two people who must not be in one team are. */
        PAIR_APART,
        /** Somebody is not free in time. */
        TOO_LATE,
        OVER_BUDGET
    }

    public Broken {
        people = List.copyOf(people);
    }

    /** Whether it is the same rule at the same place, broken by as much at least. */
    boolean asBadAs(Broken other) {
        return rule == other.rule
                && Objects.equals(positionId, other.positionId)
                && people.equals(other.people)
                && amount >= other.amount;
    }

    static Broken of(Rule rule, @Nullable UUID positionId, List<UUID> people) {
        return new Broken(rule, positionId, people, 0, null);
    }
}
