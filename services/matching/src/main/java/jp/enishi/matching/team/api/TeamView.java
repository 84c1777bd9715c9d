package jp.enishi.matching.team.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.matching.team.domain.Person;
import jp.enishi.matching.team.domain.Points;
import jp.enishi.matching.team.domain.Team;
import jp.enishi.matching.team.domain.TeamQuestion;
import org.jspecify.annotations.Nullable;

/**
 * Who sits where, and what they come to together.
 *
 * @param strength 0 to 1: the points of the team among those that it would have if everybody fitted in full, had every skill
 * @param cost yen a month at the case's utilisation, tax excluded
 * @param start when the last of them is free
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TeamView(
        List<SeatView> seats,
        double strength,
        Points points,
        long cost,
        @Nullable LocalDate start,
        List<SkillCover> coverage) {

    /** A person on a position; the fit is the score of the match, 0 when they don't suit. */
    public record SeatView(UUID positionId, UUID talentId, double fit, long cost) {}

    /** Who has a skill of the case, in full and in part; nobody when both are empty. */
    public record SkillCover(String skill, boolean must, List<UUID> full, List<UUID> partly) {}

    static TeamView of(TeamQuestion question, Team team) {
        return new TeamView(
                team.seatings().stream()
                        .map(seating -> {
                            Person person = question.person(seating.personId()).orElseThrow();
                            return new SeatView(
                                    seating.positionId(),
                                    seating.personId(),
                                    fit(person, seating.positionId()),
                                    person.cost());
                        })
                        .toList(),
                strength(question, team),
                team.points(),
                team.cost(),
                team.start(),
                team.coverage().stream()
                        .map(skill -> new SkillCover(skill.skill(), skill.must(), skill.full(), skill.partly()))
                        .toList());
    }

    static double strength(TeamQuestion question, Team team) {
        long most = (long) question.seats() * Points.FULL_FIT
                + question.skills().keySet().stream()
                        .mapToLong(question::points)
                        .sum();
        return most == 0 ? 0 : Math.min(1, (double) team.points().total() / most);
    }

    static double fit(Person person, UUID positionId) {
        return (double) person.fits().getOrDefault(positionId, 0) / Points.FULL_FIT;
    }
}
