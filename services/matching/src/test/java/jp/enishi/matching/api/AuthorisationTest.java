package jp.enishi.matching.api;

import static jp.enishi.matching.Samples.at;
import static jp.enishi.matching.Samples.draft;
import static jp.enishi.matching.Samples.id;
import static jp.enishi.matching.Samples.published;
import static jp.enishi.matching.Samples.talent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.test.AuthorisationContract;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.Sample;
import jp.enishi.platform.test.Specimen;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Rest;
import org.junit.jupiter.api.BeforeAll;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class AuthorisationTest extends AuthorisationContract {
    private static final String SEARCH = """
            {"name": "PMO", "criteria": {"roles": ["PMO"]}}""";

    @BeforeAll
    static void topics() {
        List.of("talents.talent", "cases.case", "matching.match").forEach(Events::create);
    }

    @Override
    protected Map<String, Set<String>> states() {
        return Map.of("talent", Set.of("ACTIVE"));
    }

    @Override
    protected List<Specimen> specimens() {
        // Works where the other tests of the service look for nobody.
        ObjectNode person = talent(somebody -> {
            at(somebody, "wishes").putArray("workplaces").add("HYBRID");
            at(somebody, "wishes").putArray("prefectures").add("39");
        });
        Events.publish("talents.talent", "talents.talent-registered.v1", id(person, "talentId"), 1, person);
        ObjectNode draft = draft();
        Events.publish("cases.case", "cases.case-opened.v1", id(draft, "caseId"), 1, draft);
        ObjectNode published = published();
        Events.publish("cases.case", "cases.case-published.v1", id(published, "caseId"), 1, published);
        ObjectNode closed = draft(kase -> kase.put("status", "CLOSED").put("closingReason", "CANCELLED"));
        Events.publish("cases.case", "cases.case-closed.v1", id(closed, "caseId"), 1, closed);
        known("/api/v1/matches/talents/" + id(person, "talentId"));
        List.of(draft, published, closed).forEach(kase -> known("/api/v1/matches/cases/" + id(kase, "caseId")));
        return List.of(
                new Specimen(
                        "talent",
                        "ACTIVE",
                        Map.of("talentId", id(person, "talentId").toString()),
                        Map.of(Role.TALENT, Tokens.talent(id(person, "userId")))),
                of(draft),
                of(published),
                of(closed),
                search(Role.TALENT, Tokens.talent(UUID.randomUUID())),
                search(Role.CLIENT, Tokens.client(UUID.randomUUID().toString())));
    }

    /** A search that this person saved. */
    private static Specimen search(Role role, String token) {
        String id = Rest.given()
                .oauth2(token)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(SEARCH)
                .post("/api/v1/searches")
                .then()
                .statusCode(201)
                .extract()
                .path("searchId");
        return new Specimen("search", "NONE", Map.of("searchId", id), Map.of(role, token));
    }

    private static Specimen of(ObjectNode kase) {
        return new Specimen(
                "case",
                kase.get("status").asText(),
                Map.of("caseId", id(kase, "caseId").toString()),
                Map.of(Role.CLIENT, Tokens.client(kase.get("organizationId").asText())));
    }

    private static void known(String path) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (Rest.given().oauth2(Tokens.coordinator()).get(path).statusCode() != 200) {
            assertThat(System.nanoTime()).as(path + " is not known yet").isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Override
    protected Map<String, Sample> samples() {
        return Map.of(
                "POST /api/v1/searches",
                Sample.json(SEARCH).asOwnNew(),
                "PUT /api/v1/searches/{searchId}",
                Sample.json(SEARCH));
    }
}
