package jp.enishi.cases;

import static jp.enishi.cases.Api.coordinator;
import static jp.enishi.cases.Api.published;
import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database's calendar is moved instead of the service's clock, which must not matter. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class ExpiryTest {
    private static final String JOB = "close-ended-listings";

    @Inject
    Scheduler scheduler;

    @AfterEach
    void resume() {
        scheduler.resume(JOB);
    }

    @Test
    void anEndedListingIsHiddenAtOnceAndClosedByItself() throws SQLException {
        String ended = published(UUID.randomUUID(), "期限切れ");
        String lastDay = published(UUID.randomUUID(), "最終日");
        scheduler.pause(JOB);
        closesOn(ended, "today_in_japan() - 1");
        closesOn(lastDay, "today_in_japan()");

        given().get("/api/v1/listings/" + ended).then().statusCode(410);
        given().get("/api/v1/listings?limit=100").then().body("items.caseId", not(hasItem(ended)));
        coordinator().get("/api/v1/cases/" + ended).then().body("status", is("PUBLISHED"));

        scheduler.resume(JOB);
        Events.await("cases.case", "cases.case-closed.v1", UUID.fromString(ended), Duration.ofSeconds(30));
        coordinator()
                .get("/api/v1/cases/" + ended)
                .then()
                .body("status", is("CLOSED"))
                .body("closingReason", is("EXPIRED"))
                .header("ETag", "\"3\"");
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement();
                var audit = statement.executeQuery(
                        "select role, actor, reason from audit where version = 3 and object_id = '" + ended + "'")) {
            assertThat(audit.next()).isTrue();
            assertThat(audit.getString("role")).isEqualTo("SYSTEM");
            assertThat(audit.getString("actor")).isNull();
            assertThat(audit.getString("reason")).isEqualTo("EXPIRED");
        }
        given().get("/api/v1/listings/" + lastDay).then().statusCode(200);
        coordinator().get("/api/v1/cases/" + lastDay).then().body("status", is("PUBLISHED"));
    }

    private static void closesOn(String caseId, String day) throws SQLException {
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update listing set closes_on = " + day
                            + " where closed_at is null and case_id = '" + caseId + "'"))
                    .isEqualTo(1);
        }
    }
}
