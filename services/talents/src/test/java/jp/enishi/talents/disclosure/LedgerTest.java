package jp.enishi.talents.disclosure;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Expectations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger read over all talents, and by client. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class LedgerTest {
    private static final String ALL = "/api/v1/talents/disclosures";
    private static final Instant NOON = Instant.parse("2026-06-01T03:00:00Z");

    private final UUID user = UUID.randomUUID();
    private final UUID organization = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private UUID talent = UUID.randomUUID();

    @BeforeEach
    void registered() {
        talent = UUID.fromString(given().oauth2(Tokens.talent(user))
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("""
                        {"profile":{"familyName":"佐藤","givenName":"太郎","familyNameRomaji":"Sato","givenNameRomaji":"Taro",
                         "email":"taro.sato@example.jp","language":"ja"}}""")
                .post("/api/v1/talents")
                .then()
                .statusCode(201)
                .extract()
                .path("talentId"));
    }

    @Test
    void a_coordinator_reads_what_was_shown_of_everybody_newest_first_and_narrows_it() {
        UUID another = UUID.randomUUID();
        String first = seen(talent, organization, NOON);
        String second = seen(another, organization, NOON.plusSeconds(1));
        String third = seen(talent, other, NOON.plusSeconds(2));

        all("organizationId=" + organization).body("items.disclosureId", contains(second, first));
        all("talentId=" + talent).body("items.disclosureId", contains(third, first));
        all("talentId=" + talent + "&organizationId=" + other)
                .body("items.disclosureId", contains(third))
                .body("items[0].talentId", equalTo(talent.toString()), "items[0].talentVersion", equalTo(3))
                .body("items[0].level", equalTo("ANONYMISED"), "items[0].purpose", equalTo("MATCHING"))
                .body("items[0].at", equalTo("2026-06-01T03:00:02Z"));
        all("talentId=" + UUID.randomUUID()).body("items", empty(), "next", nullValue());
        // The first moment belongs to what is wanted, the last does not.
        all("organizationId=" + organization + "&from=" + NOON.plusSeconds(1))
                .body("items.disclosureId", contains(second));
        all("organizationId=" + organization + "&before=" + NOON.plusSeconds(1))
                .body("items.disclosureId", contains(first));
        as(Tokens.coordinator(), ALL + "?limit=100").statusCode(200).body("items[0].at", equalTo(newest()));
    }

    @Test
    void its_pages_have_every_line_once_also_of_the_same_moment() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            lines.add(seen(talent, organization, NOON));
        }
        List<String> read = new ArrayList<>();
        String cursor = "";
        for (int page = 0; cursor != null && page < 5; page++) {
            var answer = all("organizationId=" + organization + "&limit=2" + cursor);
            read.addAll(answer.extract().path("items.disclosureId"));
            String next = answer.extract().path("next");
            cursor = next == null ? null : "&cursor=" + next;
        }
        assertThat(read).containsExactlyElementsOf(lines.reversed());
    }

    @Test
    void nobody_but_coordinators_reads_it_over_all_talents() {
        seen(talent, organization, NOON);
        as(Tokens.talent(user), ALL).statusCode(403);
        as(Tokens.talent(user), ALL + "?talentId=" + talent).statusCode(403);
        as(Tokens.client(organization), ALL + "?organizationId=" + organization).statusCode(403);
        as(Tokens.admin(), ALL).statusCode(403);
        as(Tokens.auditor(), ALL).statusCode(403);
        given().get(ALL).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "from=2026-06-01",
                "from=%2B1000000000-12-31T00:00:00Z",
                "before=-0001-01-01T00:00:00Z"
            })
    void a_time_is_a_moment_that_can_be_kept(String query) {
        as(Tokens.coordinator(), ALL + "?" + query)
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/" + query.split("=", 2)[0]), "errors[0].code", equalTo("no-time"));
    }

    @Test
    void a_talent_sees_by_client_how_often_since_when_and_what_was_read_last() {
        Instant at = NOON;
        String last = "";
        for (int i = 0; i < 22; i++) {
            last = seen(talent, organization, at);
            at = at.plus(Duration.ofHours(1));
        }
        String once = seen(talent, other, at);
        seen(UUID.randomUUID(), UUID.randomUUID(), at);

        String readerships = "/api/v1/talents/" + talent + "/readerships";
        as(Tokens.talent(user), readerships)
                .statusCode(200)
                .body("items.organizationId", contains(other.toString(), organization.toString()))
                .body("items[0].times", equalTo(1), "items[0].newest.disclosureId", contains(once))
                .body(
                        "items[0].first",
                        equalTo("2026-06-02T01:00:00Z"),
                        "items[0].last",
                        equalTo("2026-06-02T01:00:00Z"))
                .body("items[1].times", equalTo(22), "items[1].first", equalTo("2026-06-01T03:00:00Z"))
                .body("items[1].last", equalTo("2026-06-02T00:00:00Z"), "items[1].newest", hasSize(20))
                .body("items[1].newest[0].disclosureId", equalTo(last))
                .body("next", nullValue());
        String next = as(Tokens.talent(user), readerships + "?limit=1")
                .body("items.organizationId", contains(other.toString()))
                .extract()
                .path("next");
        as(Tokens.talent(user), readerships + "?limit=1&cursor=" + next)
                .body("items.organizationId", contains(organization.toString()), "next", nullValue());
        as(Tokens.talent(user), "/api/v1/talents/" + talent + "/disclosures?organizationId=" + other)
                .body("items.disclosureId", contains(once));

        as(Tokens.coordinator(), readerships).statusCode(200).body("items", hasSize(2));
        as(Tokens.talent(UUID.randomUUID()), readerships).statusCode(404);
        as(Tokens.client(organization), readerships).statusCode(403);
        as(Tokens.auditor(), readerships).statusCode(403);
    }

    private static Expectations all(String query) {
        return as(Tokens.coordinator(), ALL + "?" + query).statusCode(200);
    }

    private static Expectations as(String token, String address) {
        return given().oauth2(token).get(address).then();
    }

    private static String seen(UUID whom, UUID organization, Instant at) {
        UUID id = Ids.next();
        sql(
                "insert into disclosure (disclosure_id, talent_id, talent_version, organization_id, case_id, viewer_id, level,"
                        + " purpose, at) values ('" + id + "', '" + whom + "', 3, '" + organization
                        + "', gen_random_uuid(), gen_random_uuid(), 'ANONYMISED', 'MATCHING', '" + at + "')");
        return id.toString();
    }

    private static void sql(String statement) {
        try (var connection = TestParts.database().connect();
                var work = connection.createStatement()) {
            work.executeUpdate(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException(statement, refused);
        }
    }

    private static String newest() {
        try (var connection = TestParts.database().connect();
                var work = connection.createStatement();
                var result = work.executeQuery("select max(at) from disclosure")) {
            result.next();
            return result.getTimestamp(1).toInstant().toString();
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
