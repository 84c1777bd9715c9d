package jp.enishi.cases;

import static jp.enishi.cases.Api.as;
import static jp.enishi.cases.Api.coordinator;
import static jp.enishi.cases.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A coordinator registers a company and invites its people without knowing anything of the identity provider. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class CompanyMembersTest {
    private final Map<String, Object> company = Map.of(
            "name", Map.of("ja", "株式会社新規 " + UUID.randomUUID()),
            "address", Map.of("ja", "東京都港区芝1-2-3"),
            "contact", "03-1234-5678");

    private final String token = Tokens.coordinator();

    Outside outside;

    @AfterEach
    void repair() {
        outside.repair();
    }

    @Test
    void aCompanyIsRegisteredWithItsOrganisationOnce() {
        String key = UUID.randomUUID().toString();
        String first = register(key)
                .then()
                .statusCode(201)
                .body("organizationId", notNullValue())
                .extract()
                .path("companyId");
        assertThat(register(key).then().statusCode(201).extract().<String>path("companyId"))
                .isEqualTo(first);
        outside.breakDown("POST /organizations");
        post(
                        token,
                        "/api/v1/companies",
                        Map.of(
                                "name", Map.of("ja", "株式会社途絶 " + UUID.randomUUID()),
                                "address", Map.of("ja", "東京都港区芝1-2-3"),
                                "contact", "03-1234-5678"))
                .then()
                .statusCode(503);
    }

    @Test
    void itsPeopleAreInvitedAndListed() {
        String id = register(UUID.randomUUID().toString())
                .then()
                .statusCode(201)
                .extract()
                .path("companyId");
        String path = "/api/v1/companies/" + id + "/members";
        coordinator().get(path).then().statusCode(200).body("$", empty());
        String email = UUID.randomUUID() + "@example.com";
        var person = Map.of("person", "鈴木 花子", "email", email, "language", "ja");
        post(Tokens.coordinator(), path, person).then().statusCode(201).body("active", is(false));
        coordinator()
                .get(path)
                .then()
                .body("email", contains(email))
                .body("[0].name", is("鈴木 花子"))
                .body("[0].language", is("ja"));
        var user = outside.users(email).getFirst();
        assertThat(user.roles()).containsExactly("client");
        assertThat(outside.invitations(user.id())).hasSize(1);
        post(Tokens.coordinator(), path, Map.of("person", "x", "email", "no address", "language", "ja"))
                .then()
                .statusCode(422);
        post(Tokens.client(UUID.randomUUID()), path, person).then().statusCode(403);
        as(Tokens.client(UUID.randomUUID())).get(path).then().statusCode(403);
    }

    @Test
    void coordinatorsAreListedForEachOther() {
        String path = "/api/v1/coordinators";
        coordinator()
                .get(path)
                .then()
                .statusCode(200)
                .body("userId", contains("01980000-0000-7000-8000-000000000c01"))
                .body("name", contains("佐々木 恵"));
        as(Tokens.client(UUID.randomUUID())).get(path).then().statusCode(403);
        as(Tokens.talent(UUID.randomUUID())).get(path).then().statusCode(403);
        outside.breakDown("GET /roles/coordinator/users");
        coordinator().get(path).then().statusCode(503);
    }

    @Test
    void companiesAreFoundByAPartOfTheirName() {
        String id = register(UUID.randomUUID().toString()).then().extract().path("companyId");
        String name = coordinator().get("/api/v1/companies/" + id).path("name.ja");
        coordinator()
                .queryParam("q", name.substring(2))
                .get("/api/v1/companies")
                .then()
                .statusCode(200)
                .body("items.companyId", contains(id));
        coordinator()
                .queryParam("q", "%")
                .get("/api/v1/companies")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    private Response register(String key) {
        return as(token).header("Idempotency-Key", key).body(company).post("/api/v1/companies");
    }
}
