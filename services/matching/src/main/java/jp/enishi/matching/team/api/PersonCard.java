package jp.enishi.matching.team.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.UUID;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.team.domain.Person;
import org.jspecify.annotations.Nullable;

/** Somebody in a team, anonymised. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonCard(
        UUID talentId,
        long talentVersion,
        String initials,
        @Nullable String headline,
        LocalDate from,
        long cost) {
    static PersonCard of(TalentState talent, Person person) {
        String headline = talent.sheet().path("headline").asText("");
        return new PersonCard(
                talent.talentId(),
                talent.version(),
                talent.sheet().path("initials").asText(""),
                headline.isEmpty() ? null : headline,
                person.from(),
                person.cost());
    }
}
