package jp.enishi.cases;

import static jp.enishi.cases.Api.as;
import static jp.enishi.cases.Api.coordinator;
import static jp.enishi.cases.Api.post;
import static jp.enishi.cases.Api.registerCompany;
import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
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
    void clientsSeeTheirColleaguesAndNobodyElse() {
        String path = "/api/v1/companies/members";
        String own = register(UUID.randomUUID().toString()).then().extract().path("companyId");
        String name = coordinator().get("/api/v1/companies/" + own).path("name.ja");
        String organization = coordinator().get("/api/v1/companies/" + own).path("organizationId");
        String foreign = registerCompany(UUID.randomUUID());
        String elsewhere = coordinator().get("/api/v1/companies/" + foreign).path("organizationId");
        String hanako = join(own, "鈴木 花子", "ja");
        String john = join(own, "John Smith", "en");
        String stranger = join(foreign, "他社 太郎", "ja");
        outside.lock(outside.users(john).getFirst().id());

        as(Tokens.client(organization))
                .get(path)
                .then()
                .statusCode(200)
                .body("companyId", contains(own))
                .body("[0].name.ja", is(name))
                .body("[0].people.email", contains(hanako, john))
                .body("[0].people.familyName", contains("鈴木", "Smith"))
                .body("[0].people.givenName", contains("花子", "John"))
                .body("[0].people.active", contains(false, false))
                .body("[0].people.enabled", contains(true, false));
        as(Tokens.client(elsewhere))
                .get(path)
                .then()
                .statusCode(200)
                .body("companyId", contains(foreign))
                .body("[0].people.email", contains(stranger));
        as(Tokens.client(UUID.randomUUID())).get(path).then().statusCode(200).body("$", empty());
        // Whoever is a coordinator too sees no more here.
        as(Tokens.clientAndCoordinator(organization))
                .get(path)
                .then()
                .statusCode(200)
                .body("companyId", contains(own));
    }

    @Test
    void nobodyButClientsHasColleagues() {
        String path = "/api/v1/companies/members";
        as(Tokens.talent(UUID.randomUUID())).get(path).then().statusCode(403);
        coordinator().get(path).then().statusCode(403);
        as(Tokens.admin()).get(path).then().statusCode(403);
        as(Tokens.auditor()).get(path).then().statusCode(403);
        given().get(path).then().statusCode(401);
        String organization = coordinator()
                .get("/api/v1/companies/" + registerCompany(UUID.randomUUID()))
                .path("organizationId");
        outside.breakDown("GET /organizations/id/members");
        as(Tokens.client(organization)).get(path).then().statusCode(503);
    }

    private static String join(String company, String person, String language) {
        String email = UUID.randomUUID() + "@example.com";
        post(
                        Tokens.coordinator(),
                        "/api/v1/companies/" + company + "/members",
                        Map.of("person", person, "email", email, "language", language))
                .then()
                .statusCode(201);
        return email;
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
    void whoIsLookedAfterIsToldWhatACoordinatorIsCalled() {
        String known = "01980000-0000-7000-8000-000000000c01";
        String path = "/api/v1/coordinators/named?id=" + known + "&id=" + UUID.randomUUID();
        for (String reader :
                List.of(Tokens.client(UUID.randomUUID()), Tokens.talent(UUID.randomUUID()), Tokens.coordinator())) {
            as(reader).get(path).then().statusCode(200).body("userId", contains(known), "name", contains("佐々木 恵"));
            as(reader)
                    .get("/api/v1/coordinators/named?id=" + UUID.randomUUID())
                    .then()
                    .statusCode(200)
                    .body("$", empty());
            as(reader).get("/api/v1/coordinators/named").then().statusCode(200).body("$", empty());
        }
        as(Tokens.admin()).get(path).then().statusCode(403);
        as(Tokens.auditor()).get(path).then().statusCode(403);
        given().get(path).then().statusCode(401);
        // What was told a moment ago needs nobody to be asked.
        outside.breakDown("GET /roles/coordinator/users");
        coordinator().get(path).then().statusCode(200).body("userId", contains(known));
        coordinator().get("/api/v1/coordinators/named?id=x").then().statusCode(422);
        coordinator()
                .get("/api/v1/coordinators/named?id=" + String.join("&id=", Collections.nCopies(11, known)))
                .then()
                .statusCode(422);
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
