package jp.enishi.matching.team.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
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
        JsonNode sheet = talent.sheet();
        String headline = sheet.path("headline").asText("");
        return new PersonCard(
                talent.talentId(),
                talent.version(),
                sheet.path("initials").asText(""),
                headline.isEmpty() ? null : headline,
                person.from(),
                person.cost());
    }
}
