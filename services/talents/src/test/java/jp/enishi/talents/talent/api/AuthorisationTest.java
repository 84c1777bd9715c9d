package jp.enishi.talents.talent.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.test.AuthorisationContract;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Sample;
import jp.enishi.platform.test.Specimen;
import jp.enishi.platform.test.Tokens;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class AuthorisationTest extends AuthorisationContract {

    @Override
    protected Map<String, Set<String>> states() {
        return Map.of("talent", Set.of("ACTIVE"));
    }

    @Override
    protected List<Specimen> specimens() {
        UUID user = UUID.randomUUID();
        String id = RestAssured.given()
                .auth()
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
        return List.of(
                new Specimen("talent", "ACTIVE", Map.of("id", id, "version", "1"), owners),
                new Specimen("talent", "NONE", Map.of("userId", user.toString()), owners));
    }

    @Override
    protected Map<String, Sample> samples() {
        String talent = "PUT /api/v1/talents/{id}/";
        return Map.of(
                "POST /api/v1/talents",
                Sample.json("{\"userId\":\"<userId>\",\"profile\":" + TalentResourceTest.PROFILE + "}"),
                talent + "profile",
                Sample.json(TalentResourceTest.PROFILE),
                talent + "resume",
                Sample.json(TalentResourceTest.RESUME),
                talent + "availability",
                Sample.json(TalentResourceTest.AVAILABILITY),
                talent + "wishes",
                Sample.json(TalentResourceTest.WISHES),
                "GET /api/v1/taxonomy/skills",
                Sample.query("q=pm"));
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
