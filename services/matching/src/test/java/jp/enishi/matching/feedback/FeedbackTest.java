package jp.enishi.matching.feedback;

import static jp.enishi.matching.Samples.at;
import static jp.enishi.matching.Samples.draft;
import static jp.enishi.matching.Samples.id;
import static jp.enishi.matching.Samples.position;
import static jp.enishi.matching.Samples.published;
import static jp.enishi.matching.Samples.talent;
import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import jp.enishi.matching.Samples;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.Matchmaker.RankedTalent;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.score.Requirement;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From what was shown to what became of it, as the learning command reads it. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class FeedbackTest {
    private static final long LONG = 30_000_000_000L;

    @Inject
    Impressions impressions;

    @Test
    void whatWasShownIsLabelledByWhatBecameOfIt() {
        ObjectNode person = talent(somebody -> {
            at(somebody, "wishes").putArray("workplaces").add("HYBRID");
            at(somebody, "wishes").putArray("prefectures").add("38");
        });
        Events.publish("talents.talent", "talents.talent-registered.v1", id(person, "talentId"), 1, person);
        ObjectNode kase =
                published(draft(c -> at(c, "requirements", "workplace").put("prefecture", "38")));
        Events.publish("cases.case", "cases.case-published.v1", id(kase, "caseId"), 1, kase);
        String ranking = "/api/v1/matches/cases/" + id(kase, "caseId");
        String client = Tokens.client(kase.get("organizationId").asText());
        await(() -> given().oauth2(client)
                .get(ranking)
                .asString()
                .contains(id(person, "talentId").toString()));

        await(() -> line(person) != null);
        JsonNode shown = line(person);
        assertThat(shown.get("grade").asInt()).isZero();
        assertThat(shown.get("position").asText())
                .isEqualTo(position(kase).get("positionId").asText());
        assertThat(shown.get("features").get("MUST").asDouble()).isBetween(0.0, 1.0);
        assertThat(shown.get("features")).hasSizeGreaterThanOrEqualTo(15);
        assertThat(shown.get("weights_version").asText()).isEqualTo(Samples.WEIGHTS.version());
        assertThat(shown.get("case_version").asInt()).isEqualTo(1);

        UUID candidacy = UUID.randomUUID();
        step(candidacy, 1, person, kase, "PROPOSED", null, null);
        await(() -> line(person).get("grade").asInt() == 2);
        step(candidacy, 2, person, kase, "MEETING_WANTED", "PROPOSED", null);
        step(candidacy, 3, person, kase, "PASSED", "MEETING_WANTED", "BUDGET");
        await(() -> line(person).get("reason").asText().equals("BUDGET"));
        JsonNode judged = line(person);
        assertThat(judged.get("grade").asInt()).isEqualTo(3);
        assertThat(judged.get("features")).as("as they were when it was shown").isEqualTo(shown.get("features"));
        assertThat(judged.get("shown_at")).isEqualTo(shown.get("shown_at"));
        assertThat(judged.toString())
                .as("nothing of the sheet")
                .doesNotContain("T.Y.")
                .doesNotContain(id(person, "userId").toString());

        Events.publish("talents.talent", id(person, "talentId").toString(), null, Map.of());
        await(() -> line(person) == null);
    }

    @Test
    void ofAPairThatWasShownTwiceInAMomentTheLastIsTakenDown() {
        ObjectNode person = talent();
        CaseState kase = Samples.caseState(published());
        Requirement position = kase.positions().getFirst();
        List<RankedTalent> versions = new ArrayList<>();
        for (int version = 1; version <= 3; version++) {
            TalentState talent = Samples.talentState(person, version);
            versions.add(new RankedTalent(
                    talent,
                    position,
                    0.5,
                    () -> Samples.SCORER
                            .nearMiss(position, talent.profile(), Samples.TODAY)
                            .otherwise()));
        }

        impressions.shown(kase, versions);

        await(() -> line(person) != null);
        assertThat(line(person).get("talent_version").asInt()).isEqualTo(3);
        assertThat(line(person).get("taxonomy_version").asText())
                .as("words may have been added since")
                .startsWith(Samples.VOCABULARY.version());
        assertThat(line(person).get("weights_version").asText()).isEqualTo(Samples.WEIGHTS.version());
    }

    @Test
    void whatAClientIsShownIsToldOnceADayAndWhatACoordinatorIsShownIsNot() throws Exception {
        ObjectNode person = talent(somebody -> {
            at(somebody, "wishes").putArray("workplaces").add("HYBRID");
            at(somebody, "wishes").putArray("prefectures").add("39");
        });
        Events.publish("talents.talent", "talents.talent-registered.v1", id(person, "talentId"), 1, person);
        ObjectNode kase =
                published(draft(c -> at(c, "requirements", "workplace").put("prefecture", "39")));
        Events.publish("cases.case", "cases.case-published.v1", id(kase, "caseId"), 1, kase);
        String ranking = "/api/v1/matches/cases/" + id(kase, "caseId");
        String talentId = id(person, "talentId").toString();
        String organization = kase.get("organizationId").asText();
        await(() -> given().oauth2(Tokens.coordinator()).get(ranking).asString().contains(talentId));
        assertThat(views(person)).isEmpty();

        var looking = Executors.newFixedThreadPool(4);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String token = Tokens.client(organization);
            answers.add(looking.submit(() -> given().oauth2(token).get(ranking).statusCode()));
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        looking.shutdown();
        given().oauth2(Tokens.client(organization))
                .get(ranking + "/teams")
                .then()
                .statusCode(200);

        List<JsonNode> told = views(person);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().get("caseId")).isEqualTo(kase.get("caseId"));
        assertThat(told.getFirst().get("organizationId").asText()).isEqualTo(organization);
        assertThat(told.getFirst().get("talentVersion").asInt()).isEqualTo(1);
        assertThat(told.getFirst().hasNonNull("viewerId")).isTrue();
        var record = Events.await(
                "matching.view",
                Duration.ofSeconds(30),
                event -> told.getFirst().get("viewId").asText().equals(event.key()));
        assertThat(Events.header(record, "ce_type")).isEqualTo("matching.sheet-viewed.v1");
    }

    @Test
    void whoIsComparedIsAllThatAClientIsShown() throws Exception {
        List<ObjectNode> people = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ObjectNode person = talent(somebody -> {
                at(somebody, "wishes").putArray("workplaces").add("HYBRID");
                at(somebody, "wishes").putArray("prefectures").add("31");
            });
            Events.publish("talents.talent", "talents.talent-registered.v1", id(person, "talentId"), 1, person);
            people.add(person);
        }
        ObjectNode kase =
                published(draft(c -> at(c, "requirements", "workplace").put("prefecture", "31")));
        Events.publish("cases.case", "cases.case-published.v1", id(kase, "caseId"), 1, kase);
        String ranking = "/api/v1/matches/cases/" + id(kase, "caseId");
        await(() -> people.stream()
                .allMatch(person -> given().oauth2(Tokens.coordinator())
                        .get(ranking)
                        .asString()
                        .contains(person.get("talentId").asText())));

        var compared = given().oauth2(Tokens.client(kase.get("organizationId").asText()))
                .queryParam("talent", people.getFirst().get("talentId").asText())
                .get(ranking);

        assertThat(compared.statusCode()).isEqualTo(200);
        assertThat(compared.json().getList("items.talentId"))
                .isEqualTo(List.of(people.getFirst().get("talentId").asText()));
        assertThat(compared.json().getInt("items[0].rank")).isBetween(1, 2);
        assertThat(compared.json().getList("nearMisses")).isEmpty();
        assertThat((Object) compared.json().get("next")).isNull();
        assertThat(views(people.getFirst())).hasSize(1);
        assertThat(views(people.getLast())).isEmpty();

        // The whole list shows one who was seen that day together with one who was not.
        given().oauth2(Tokens.client(kase.get("organizationId").asText()))
                .get(ranking)
                .then()
                .statusCode(200);
        for (ObjectNode person : people) {
            assertThat(views(person)).hasSize(1);
        }
    }

    /** What was written to be told of somebody's sheet: it is there before the answer. */
    private static List<JsonNode> views(JsonNode person) throws SQLException {
        try (var connection = TestParts.database().connect();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select payload from outbox where topic = 'matching.view' and payload ->> 'talentId' ="
                                        + " '"
                                        + person.get("talentId").asText() + "'")) {
            List<JsonNode> found = new ArrayList<>();
            while (rows.next()) {
                found.add(json(rows.getString(1)));
            }
            return found;
        }
    }

    private static void step(
            UUID candidacy,
            long version,
            JsonNode person,
            JsonNode kase,
            String stage,
            @Nullable String before,
            @Nullable String reason) {
        Map<String, Object> data = new HashMap<>(Map.of(
                "candidacyId", candidacy,
                "caseId", id(kase, "caseId"),
                "positionId", position((ObjectNode) kase).get("positionId").asText(),
                "companyId", UUID.randomUUID(),
                "organizationId", id(kase, "organizationId"),
                "talentId", id(person, "talentId"),
                "talentVersion", 1,
                "stage", stage));
        if (before != null) {
            data.put("previousStage", before);
        }
        if (reason != null) {
            data.put("reasonCode", reason);
        }
        Events.publish("cases.candidacy", "cases.candidacy-changed.v1", candidacy, version, data);
    }

    private static @Nullable JsonNode line(JsonNode person) {
        String export = given().port(ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class))
                .get("/q/enishi/feedback")
                .asString();
        return export.lines()
                .map(FeedbackTest::json)
                .filter(line -> line.get("talent").equals(person.get("talentId")))
                .findFirst()
                .orElse(null);
    }

    private static JsonNode json(String line) {
        try {
            return Samples.JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
