package jp.enishi.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;

class TalentsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC);
    private static final List<Talents.Person> PEOPLE = Load.people(CLOCK, Taxonomy.load(), Load.TALENTS);

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

    /** Two people may tell a thing with the same words, but hardly ever a whole engagement. */
    @Test
    void engagementsAreToldDifferently() {
        List<String> tasks = PEOPLE.stream()
                .flatMap(person ->
                        StreamSupport.stream(person.resume().get("engagements").spliterator(), false))
                .map(engagement -> engagement.get("tasks").asText())
                .toList();
        assertThat(tasks)
                .hasSizeGreaterThan(2_000)
                .allSatisfy(text ->
                        assertThat(text).doesNotContain("{", "}", "見直\n").hasSizeBetween(20, 700));
        assertThat(tasks.stream().distinct().count()).isGreaterThan(tasks.size() * 98L / 100);
    }

    /** Nobody moved to S/4HANA in 2005: every project, and every tool, is of its time. */
    @Test
    void noEngagementIsBeforeItsTechnology() {
        Map<String, Integer> since =
                Map.of("S/4HANA", 2017, "AWS", 2013, "Microsoft 365", 2017, "DX", 2019, "RPA", 2017);
        Map<String, Integer> until = Map.of("R/3", 2011, "J-SOX", 2010, "マイナンバー", 2017, "Windows 10", 2020);
        for (Talents.Person person : PEOPLE) {
            for (JsonNode engagement : person.resume().get("engagements")) {
                String project = engagement.get("project").asText();
                int from = YearMonth.parse(engagement.get("from").asText()).getYear();
                int to = engagement.has("to")
                        ? YearMonth.parse(engagement.get("to").asText()).getYear()
                        : 2026;
                since.forEach((word, year) -> {
                    if (project.contains(word)) {
                        assertThat(from).as(project).isGreaterThanOrEqualTo(year);
                    }
                });
                until.forEach((word, year) -> {
                    if (project.contains(word)) {
                        assertThat(to).as(project).isLessThanOrEqualTo(year);
                    }
                });
                if (engagement.get("tasks").asText().contains("Jira")) {
                    assertThat(from).isGreaterThanOrEqualTo(2013);
                }
            }
        }
    }

    /** The years of a summary are those that the engagements show. */
    @Test
    void aCareerIsToldFromItsBeginning() {
        for (Talents.Person person : PEOPLE) {
            JsonNode engagements = person.resume().get("engagements");
            YearMonth first = YearMonth.parse(
                    engagements.get(engagements.size() - 1).get("from").asText());
            long shown = first.until(YearMonth.parse("2026-11"), ChronoUnit.YEARS);
            Matcher told = Pattern.compile("(\\d+)年|(\\d+) years")
                    .matcher(person.resume().get("summary").asText());
            if (told.find()) {
                long years = Long.parseLong(told.group(1) == null ? told.group(2) : told.group(1));
                assertThat(years - shown)
                        .as(person.resume().get("summary").asText())
                        .isBetween(0L, 1L);
            }
        }
    }

    @Test
    void theFirstTwoAreFreeSoonSoThatTheDemosCasesFindThem() {
        for (Talents.Person person : PEOPLE.subList(0, 2)) {
            assertThat(person.availability().get("utilisation").get("maximum").asInt())
                    .isEqualTo(100);
            assertThat(person.wishes().get("workplaces").toString()).contains("HYBRID", "REMOTE");
        }
        assertThat(PEOPLE.get(0).profile().get("language").asText()).isEqualTo("ja");
        assertThat(PEOPLE.get(1).profile().get("language").asText()).isEqualTo("en");
    }

    @Test
    void theSameSeedMakesTheSamePeople() {
        assertThat(Load.people(CLOCK, Taxonomy.load(), Load.TALENTS)).isEqualTo(PEOPLE);
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
