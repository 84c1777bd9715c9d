package jp.enishi.talents.talent.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.test.AuthorisationContract;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Sample;
import jp.enishi.platform.test.Specimen;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Rest;
import jp.enishi.talents.disclosure.domain.Consent;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class AuthorisationTest extends AuthorisationContract {

    @Override
    protected Map<String, Set<String>> states() {
        return Map.of("talent", Set.of("ACTIVE"), "consent", names(Consent.State.values()));
    }

    @Override
    protected List<Specimen> specimens() {
        UUID user = UUID.randomUUID();
        String id = Rest.given()
                .oauth2(Tokens.talent(user))
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"profile\":" + TalentResourceTest.PROFILE + "}")
                .post("/api/v1/talents")
                .then()
                .statusCode(201)
                .extract()
                .path("talentId");
        Map<Role, String> owners = Map.of(Role.TALENT, Tokens.talent(user));
        List<Specimen> all = new ArrayList<>(List.of(
                new Specimen("talent", "ACTIVE", Map.of("id", id, "version", "1"), owners),
                new Specimen("talent", "NONE", Map.of("userId", user.toString()), owners),
                new Specimen("consent", "NONE", Map.of("id", id), owners),
                new Specimen("terms", "NONE", Map.of("id", id), owners),
                new Specimen("taxonomy", "NONE", Map.of("version", "0"), Map.of()),
                shown(id, user)));
        for (Consent.State state : Consent.State.values()) {
            all.add(consent(id, user, state));
        }
        return all;
    }

    /** What a client was shown, without a consent. */
    private static Specimen shown(String talent, UUID user) {
        String caseId = UUID.randomUUID().toString();
        UUID organization = UUID.randomUUID();
        sql("insert into candidacy values (gen_random_uuid(), '" + talent + "', '" + organization + "', '" + caseId
                + "', 'PROPOSED', true, '{1}')");
        return new Specimen(
                "disclosure",
                "NONE",
                Map.of("id", talent, "caseId", caseId, "version", "1"),
                Map.of(Role.TALENT, Tokens.talent(user), Role.CLIENT, Tokens.client(organization)));
    }

    /** To a client that was shown the first version. */
    private static Specimen consent(String talent, UUID user, Consent.State state) {
        String consent = UUID.randomUUID().toString();
        String caseId = UUID.randomUUID().toString();
        UUID organization = UUID.randomUUID();
        sql("insert into candidacy values (gen_random_uuid(), '" + talent + "', '" + organization + "', '" + caseId
                + "', 'PROPOSED', true, '{1}')");
        sql("insert into consent values ('" + consent + "', '" + talent + "', '" + organization + "', '" + caseId
                + "', null, 1, '" + state + "', now(), "
                + (state == Consent.State.WITHDRAWN ? "now()" : "null") + ")");
        return new Specimen(
                "consent",
                state.name(),
                Map.of("id", talent, "consentId", consent, "caseId", caseId, "version", "1"),
                Map.of(Role.TALENT, Tokens.talent(user), Role.CLIENT, Tokens.client(organization)));
    }

    private static void sql(String statement) {
        try (var connection = TestParts.database().connect();
                var work = connection.createStatement()) {
            work.executeUpdate(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException(statement, refused);
        }
    }

    @Override
    protected Map<String, Sample> samples() {
        String talent = "PUT /api/v1/talents/{id}/";
        return Map.ofEntries(
                Map.entry("GET /api/v1/talents/named", Sample.query("caseId=" + UUID.randomUUID())),
                Map.entry(
                        "POST /api/v1/talents",
                        Sample.json("{\"userId\":\"<userId>\",\"profile\":" + TalentResourceTest.PROFILE + "}")),
                Map.entry(talent + "profile", Sample.json(TalentResourceTest.PROFILE)),
                Map.entry(talent + "resume", Sample.json(TalentResourceTest.RESUME)),
                Map.entry(talent + "sheet/preview", Sample.json(TalentResourceTest.RESUME)),
                Map.entry(talent + "availability", Sample.json(TalentResourceTest.AVAILABILITY)),
                Map.entry(talent + "wishes", Sample.json(TalentResourceTest.WISHES)),
                Map.entry(
                        "POST /api/v1/talents/{id}/consents",
                        Sample.of(Map.of(
                                "organizationId", UUID.randomUUID().toString(),
                                "caseId", UUID.randomUUID().toString(),
                                "organizationName", "縁商事"))),
                Map.entry("POST /api/v1/talents/{id}/terms", Sample.of(Map.of("terms", 1))),
                Map.entry("GET /api/v1/talents/{id}/versions/{version}/disclosed", Sample.query("caseId=<caseId>")),
                Map.entry(
                        "GET /api/v1/talents/{id}/versions/{version}/disclosed/document",
                        Sample.query("caseId=<caseId>")),
                Map.entry(
                        "GET /api/v1/talents/{id}/versions/{version}/shown/document", Sample.query("caseId=<caseId>")),
                Map.entry("GET /api/v1/taxonomy/skills", Sample.query("q=pm")),
                Map.entry(
                        "POST /api/v1/taxonomy/edits",
                        Sample.of(Map.of("change", "ADD", "concept", "java", "word", "許可の言葉", "reason", "試験"))));
    }

    @Override
    protected Map<String, Integer> exceptions() {
        return Map.of(
                // Somebody who isn't there yet is what a coordinator registers.
                "POST /api/v1/talents COORDINATOR UNKNOWN", 201,
                // Nobody but talents is one.
                "GET /api/v1/talents/me COORDINATOR", 404);
    }
}
