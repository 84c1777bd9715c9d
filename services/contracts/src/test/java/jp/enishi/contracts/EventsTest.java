package jp.enishi.contracts;

import static jp.enishi.contracts.Api.count;
import static jp.enishi.contracts.Api.engaged;
import static jp.enishi.contracts.Api.get;
import static jp.enishi.contracts.Api.met;
import static jp.enishi.contracts.Api.offer;
import static jp.enishi.contracts.Api.offered;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.contracts.Api.Met;
import jp.enishi.platform.test.Contracts;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import org.junit.jupiter.api.Test;

/** What is told to others is in their language, and what they tell is understood. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class EventsTest {

    @Test
    void everyEventIsValidAndNamesNobody() {
        Met met = met();
        String id = engaged(met);
        Events.await(
                "contracts.engagement", "contracts.engagement-changed.v1", UUID.fromString(id), Duration.ofSeconds(30));
        int seen = 0;
        for (String kind : List.of("offer", "order", "engagement")) {
            for (var event : Events.all("contracts." + kind)) {
                String json = new String(event.value(), StandardCharsets.UTF_8);
                Contracts.checkEvent(event);
                assertThat(json).doesNotContain("みなと", "山田", "@example.com", "千代田区");
                seen++;
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(6);
    }

    @Test
    void aCandidacyThatEndsTakesItsOfferWithIt() {
        Met met = met();
        String id = offered(met);
        candidacy(met, 1, "OFFERED");
        candidacy(met, 2, "CLOSED");
        Events.await(
                "contracts.offer",
                Duration.ofSeconds(30),
                event -> id.equals(event.key())
                        && new String(event.value(), StandardCharsets.UTF_8).contains("WITHDRAWN"));
        assertThat(get(met.talent(), "/offers/" + id).<String>path("state")).isEqualTo("WITHDRAWN");
        assertThat(count(
                        "select count(*) from audit where role = 'SYSTEM' and action = 'offer.withdraw' and object_id = '"
                                + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void casesAndCandidaciesAreLearntFromTheirEvents() {
        UUID caseId = UUID.randomUUID();
        UUID position = UUID.randomUUID();
        var met = new Met(UUID.randomUUID(), caseId, position, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        candidacy(met, 1, "MET");
        Events.publish(
                "cases.case",
                "cases.case-opened.v1",
                caseId,
                1,
                Map.of(
                        "caseId", caseId.toString(),
                        "companyId", UUID.randomUUID().toString(),
                        "organizationId", met.organizationId().toString(),
                        "status", "DRAFT",
                        "requirementsVersion", 1,
                        "requirements",
                                Map.of(
                                        "title", Map.of("ja", "新しい案件"),
                                        "positions",
                                                List.of(Map.of(
                                                        "positionId",
                                                        position.toString(),
                                                        "role",
                                                        "PMO",
                                                        "headCount",
                                                        2)))));
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (count("select (select count(*) from candidacy where candidacy_id = '" + met.candidacyId()
                                + "') + (select count(*) from case_position where position_id = '" + position
                                + "' and head_count = 2)")
                        < 2
                && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        offer(met, 900_000).then().statusCode(201);
    }

    private static void candidacy(Met met, long version, String stage) {
        var data = new LinkedHashMap<String, Object>();
        data.put("candidacyId", met.candidacyId().toString());
        data.put("caseId", met.caseId().toString());
        data.put("positionId", met.positionId().toString());
        data.put("companyId", UUID.randomUUID().toString());
        data.put("organizationId", met.organizationId().toString());
        data.put("talentId", met.talentId().toString());
        data.put("talentUserId", met.userId().toString());
        data.put("talentVersion", 1);
        data.put("stage", stage);
        Events.publish("cases.candidacy", "cases.candidacy-changed.v1", met.candidacyId(), version, data);
    }
}
