package jp.enishi.cases;

import static jp.enishi.cases.Inquiring.change;
import static jp.enishi.cases.Inquiring.value;
import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;

/** The public guidance on rates tells of groups, never of people. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class RatesTest {

    @Test
    void quartilesOfAtLeastFivePeople() {
        for (long rate : List.of(600_000, 700_000, 800_000, 906_000, 1_004_000)) {
            talent("QUARTILES", rate, 100, List.of("REMOTE"));
        }
        for (long rate : List.of(500_000, 510_000, 520_000, 530_000)) {
            talent("QUARTILES", rate, 60, List.of("REMOTE"));
            talent("QUARTILES", rate, 61, List.of("HYBRID"));
        }
        known(13, "QUARTILES");
        renew();

        read("?role=QUARTILES")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age=300"))
                .header("ETag", notNullValue())
                .body("asOf", notNullValue())
                .body("groups.utilisation", contains("FULL"))
                .body("groups[0].workplace", is("REMOTE"))
                .body("groups[0].sampleSize", is(5))
                .body("groups[0].lower.amount", is(700_000))
                .body("groups[0].median.amount", is(800_000))
                .body("groups[0].upper.amount", is(910_000))
                .body("groups[0].upper.currency", is("JPY"));
        String tag = read("").then().extract().header("ETag");
        given().header("If-None-Match", tag).get("/api/v1/rates").then().statusCode(304);
        read("?role=QUARTILES&utilisation=PART").then().body("groups", empty());

        talent("QUARTILES", 540_000, 50, List.of("REMOTE"));
        known(14, "QUARTILES");
        // Nobody sees the fifth come: it waits for the next hour.
        read("?role=QUARTILES&utilisation=PART").then().body("groups", empty());
        renew();
        read("?role=QUARTILES&utilisation=PART&workplace=REMOTE").then().body("groups.sampleSize", contains(5));
        read("?role=QUARTILES&workplace=ON_SITE").then().body("groups", empty());
    }

    @Test
    void somebodyWithManyWishesCountsOnceInEach() {
        for (int person = 0; person < 5; person++) {
            Map<String, Object> data = data(UUID.randomUUID(), "MANY", 700_000, 100, List.of("REMOTE", "HYBRID"));
            wishes(data).put("roles", List.of("MANY", "MANY", "OTHERS"));
            publish(data, 1);
        }
        known(5, "MANY");
        renew();
        read("?role=MANY")
                .then()
                .body("groups.sampleSize", contains(5, 5))
                .body("groups.workplace", contains("HYBRID", "REMOTE"));
        read("?role=OTHERS").then().body("groups.sampleSize", contains(5, 5));
    }

    @Test
    void whoNamesNoRoleCountsInThoseOfTheSheet() {
        for (int person = 0; person < 5; person++) {
            Map<String, Object> data = data(UUID.randomUUID(), "FROM-SHEET", 700_000, 100, List.of("REMOTE"));
            wishes(data).put("roles", List.of());
            publish(data, 1);
        }
        known(5, "FROM-SHEET");
        renew();
        read("?role=FROM-SHEET").then().body("groups.sampleSize", contains(5));
    }

    @Test
    void whoLeavesOrWishesNothingMoreIsNotCounted() {
        List<UUID> people = new ArrayList<>();
        for (int person = 0; person < 7; person++) {
            people.add(talent("LEAVING", 700_000, 100, List.of("REMOTE")));
        }
        known(7, "LEAVING");
        Map<String, Object> erased = data(people.get(0), "LEAVING", 700_000, 100, List.of("REMOTE"));
        erased.put("status", "ERASED");
        publish(erased, 2);
        Map<String, Object> silent = data(people.get(1), "LEAVING", 700_000, 100, List.of("REMOTE"));
        silent.remove("wishes");
        publish(silent, 2);
        known(5, "LEAVING");
        renew();
        read("?role=LEAVING").then().body("groups.sampleSize", contains(5));

        Map<String, Object> unavailable = data(people.get(2), "LEAVING", 700_000, 100, List.of("REMOTE"));
        unavailable.remove("availability");
        publish(unavailable, 2);
        known(4, "LEAVING");
        renew();
        read("?role=LEAVING").then().body("groups", empty());
    }

    @Test
    void questionsThatMakeNoSenseAreRefused() {
        read("?workplace=MOON").then().statusCode(422).body("errors.code", contains("unknown-workplace"));
        read("?utilisation=HALF").then().statusCode(422).body("errors.code", contains("unknown-utilisation"));
        read("?role=" + "x".repeat(101)).then().statusCode(422);
        read("?role=NOBODY").then().statusCode(200).body("groups", empty());
    }

    @Test
    void theDatabaseKeepsNoGroupOfFour() {
        assertThatThrownBy(() -> change("insert into rate_group values ('FOUR', 'FULL', 'REMOTE', 4, 1, 1, 1)"))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Response read(String query) {
        return given().get("/api/v1/rates" + query);
    }

    private static void renew() {
        change("update rate_guidance set as_of = now() - interval '61 minutes'");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> value("select 1 from rate_guidance where as_of > now() - interval '1 minute'") != null);
    }

    private static void known(int people, String role) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> value("select count(*)::int from talent_rate where '" + role + "' = any(roles)")
                        .equals(people));
    }

    private static UUID talent(String role, long rate, int utilisation, List<String> workplaces) {
        UUID talentId = UUID.randomUUID();
        publish(data(talentId, role, rate, utilisation, workplaces), 1);
        return talentId;
    }

    private static void publish(Map<String, Object> data, long version) {
        Events.publish(
                "talents.talent",
                version == 1 ? "talents.talent-registered.v1" : "talents.talent-revised.v1",
                UUID.fromString((String) data.get("talentId")),
                version,
                data);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> wishes(Map<String, Object> data) {
        return (Map<String, Object>) data.get("wishes");
    }

    private static Map<String, Object> data(
            UUID talentId, String role, long rate, int utilisation, List<String> workplaces) {
        Map<String, Object> wishes = new HashMap<>();
        wishes.put("rate", Map.of("minimum", Api.yen(rate - 50_000), "wish", Api.yen(rate)));
        wishes.put("workplaces", workplaces);
        wishes.put("maximumOnSiteDays", 2);
        wishes.put("prefectures", List.of("13"));
        wishes.put("roles", List.of(role));
        wishes.put("industries", List.of());
        Map<String, Object> data = new HashMap<>();
        data.put("talentId", talentId.toString());
        data.put("status", "ACTIVE");
        data.put("language", "ja");
        data.put("changed", List.of("WISHES"));
        data.put("complete", true);
        data.put("wishes", wishes);
        data.put(
                "availability",
                Map.of("from", "2026-12-01", "utilisation", Map.of("minimum", 10, "maximum", utilisation)));
        data.put(
                "sheet",
                Map.of(
                        "initials", "T.Y.",
                        "summary", "",
                        "roles", List.of(Map.of("role", role, "years", 5)),
                        "skills", List.of(),
                        "languages", List.of(),
                        "engagements", List.of()));
        return data;
    }
}
