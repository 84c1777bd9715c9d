package jp.enishi.web.service;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A usage plan with one team or several. */
public record Proposal(
        String proposalId,
        String caseId,
        long version,
        String state,
        @Nullable Text plan,
        List<Team> teams,
        List<Person> people,
        @Nullable String decideBy,
        @Nullable String sentAt) {
    public Proposal {
        teams = teams == null ? List.of() : teams;
        people = people == null ? List.of() : people;
    }

    /** A team, what it costs a month and when the last of it can start. */
    public record Team(
            String label,
            List<Seat> seats,
            @Nullable Money total,
            @Nullable String start,
            List<Open> open) {
        public Team {
            seats = seats == null ? List.of() : seats;
            open = open == null ? List.of() : open;
        }

        /** How many seats of a position nobody has in it. */
        public long open(Position position) {
            Integer heads = position.headCount();
            return (heads == null ? 0 : heads)
                    - seats.stream()
                            .filter(seat -> seat.positionId().equals(position.positionId()))
                            .count();
        }
    }

    /** Seats of a position that nobody fills. */
    public record Open(String positionId, int seats) {}

    /** A person on a position, at a rate. */
    public record Seat(
            String positionId, String candidacyId, @Nullable Money rate) {}

    /** A person in it, as frozen when it was sent. */
    public record Person(
            String candidacyId,
            String positionId,
            String talentId,
            long talentVersion,
            @Nullable String snapshotHash,
            @Nullable Sheet sheet,
            @Nullable Availability availability,
            String stage,
            long candidacyVersion,
            @Nullable String level) {}

    /** The person of a seat; null when it isn't told. */
    public @Nullable Person person(String candidacyId) {
        return people.stream()
                .filter(person -> person.candidacyId().equals(candidacyId))
                .findFirst()
                .orElse(null);
    }

    /** What a person is proposed at; null when no team has them. */
    public @Nullable Money rate(String candidacyId) {
        return teams.stream()
                .flatMap(team -> team.seats().stream())
                .filter(seat -> seat.candidacyId().equals(candidacyId))
                .map(Seat::rate)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** How many are still to be decided. */
    public long undecided() {
        return people.stream()
                .filter(person -> person.stage().equals("PROPOSED"))
                .count();
    }
}
