package jp.enishi.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;

class TalentsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC);
    private static final List<Talents.Person> PEOPLE = Load.people(CLOCK, Taxonomy.load());

    @Test
    void noTwoAreAlike() {
        assertThat(PEOPLE).hasSize(300);
        assertThat(PEOPLE.stream().map(Talents.Person::email)).doesNotHaveDuplicates();
        assertThat(PEOPLE.stream()
                        .map(person -> person.profile().get("familyName").asText()
                                + person.profile().get("givenName").asText()))
                .doesNotHaveDuplicates();
        assertThat(PEOPLE.stream()
                        .map(person -> person.resume().get("engagements").toString()))
                .doesNotHaveDuplicates();
        assertThat(PEOPLE.stream()
                        .map(person -> person.resume().get("summary").asText())
                        .distinct()
                        .count())
                .isGreaterThan(290);
    }

    @Test
    void theSameSeedMakesTheSamePeople() {
        assertThat(Load.people(CLOCK, Taxonomy.load())).isEqualTo(PEOPLE);
    }

    @Test
    void careersRunBackwardsWithoutOverlap() {
        for (Talents.Person person : PEOPLE) {
            YearMonth later = YearMonth.parse("2026-12");
            for (JsonNode engagement : person.resume().get("engagements")) {
                YearMonth from = YearMonth.parse(engagement.get("from").asText());
                YearMonth to = engagement.has("to")
                        ? YearMonth.parse(engagement.get("to").asText())
                        : YearMonth.parse("2026-11");
                assertThat(from.isAfter(to)).isFalse();
                assertThat(to.isBefore(later)).isTrue();
                later = from;
            }
        }
    }

    @Test
    void followsTheMarket() {
        double averagePmo = PEOPLE.stream()
                .filter(person -> person.wishes().get("roles").get(0).asText().equals("PMO"))
                .mapToLong(person ->
                        person.wishes().get("rate").get("wish").get("amount").asLong())
                .average()
                .orElseThrow();
        assertThat(averagePmo).isBetween(890_000.0, 985_000.0);
        assertThat(PEOPLE)
                .allSatisfy(person -> assertThat(person.wishes()
                                .get("rate")
                                .get("minimum")
                                .get("amount")
                                .asLong())
                        .isLessThanOrEqualTo(person.wishes()
                                .get("rate")
                                .get("wish")
                                .get("amount")
                                .asLong()));
        long remoteOnly = PEOPLE.stream()
                .filter(person -> person.wishes().get("workplaces").toString().equals("[\"REMOTE\"]"))
                .count();
        assertThat(remoteOnly).isBetween(20L, 60L);
        assertThat(PEOPLE.stream()
                        .filter(person ->
                                person.profile().get("language").asText().equals("en"))
                        .count())
                .isBetween(15L, 40L);
    }

    @Test
    void everySkillOfTheCasesIsKnown() {
        Taxonomy taxonomy = Taxonomy.load();
        List<String> unknown = DemoFiles.list("cases.json").stream()
                .flatMap(
                        written -> StreamSupport.stream(written.get("positions").spliterator(), false))
                .flatMap(position -> StreamSupport.stream(position.get("must").spliterator(), false))
                .map(skill -> skill.get("skill").asText())
                .filter(name -> taxonomy.find(name).isEmpty())
                .toList();
        assertThat(unknown).isEmpty();
        assertThat(DemoFiles.list("cases.json")).hasSize(9);
    }
}
