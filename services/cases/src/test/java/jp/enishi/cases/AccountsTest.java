package jp.enishi.cases;

import static jp.enishi.cases.Api.as;
import static jp.enishi.cases.Api.post;
import static jp.enishi.platform.test.OddInputs.fine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.OddInputs;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever runs Enishi sees accounts, not people, and never locks everybody out. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class AccountsTest {
    private static final String ACCOUNTS = "/api/v1/accounts";

    private final UUID administrator = UUID.randomUUID();
    private final String token = Tokens.admin(administrator);
    private final String mark = UUID.randomUUID().toString();

    Outside outside;

    @AfterEach
    void repair() {
        outside.repair();
    }

    @Test
    void anAccountIsFoundByAPartOfItsAddressWithItsRolesAndNothingOfThePerson() {
        String id = outside.account(mark + "-1@example.com", true, false);
        outside.holder(mark + "-2@example.com", "coordinator", "auditor");
        var first = as(token).queryParam("q", mark).queryParam("limit", 1).get(ACCOUNTS);
        first.then()
                .statusCode(200)
                .body("items.address", contains(mark.charAt(0) + "…1@example.com"))
                .body("items[0].roles", contains("TALENT"))
                .body("items[0].verified", is(false))
                .body("items[0].own", is(false));
        assertThat(first.asString()).doesNotContain("花子", mark + "-1");
        as(token)
                .queryParam("q", mark)
                .queryParam("limit", 1)
                .queryParam("cursor", first.<String>path("next"))
                .get(ACCOUNTS)
                .then()
                .body("items.address", contains(mark + "-2@example.com"))
                .body("items[0].roles", contains("COORDINATOR", "AUDITOR"))
                .body("next", nullValue());
        as(token).get(ACCOUNTS + "/" + id).then().statusCode(200).body("organizations", empty());
        as(token)
                .queryParam("role", "AUDITOR")
                .queryParam("limit", 100)
                .get(ACCOUNTS)
                .then()
                .body("items", not(empty()));
        as(token).queryParam("role", "TALENT").get(ACCOUNTS).then().statusCode(422);
    }

    @Test
    void theMembersOfAnOrganisationAreItsAccounts() {
        outside.organization("株式会社 " + mark);
        String organization = as(token)
                .queryParam("q", mark)
                .get(ACCOUNTS + "/organizations")
                .then()
                .statusCode(200)
                .body("items.name", contains("株式会社 " + mark))
                .extract()
                .path("items[0].organizationId");
        as(token)
                .queryParam("organization", organization)
                .get(ACCOUNTS)
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void rolesOfStaffAreGivenAndTakenWithATrace() throws SQLException {
        String id = outside.account(mark + "@example.com", true, true);
        role(id, "COORDINATOR", true).then().statusCode(200).body("roles", contains("TALENT", "COORDINATOR"));
        role(id, "COORDINATOR", true).then().statusCode(200);
        role(id, "COORDINATOR", false).then().statusCode(200).body("roles", contains("TALENT"));
        assertThat(Pipeline.count("select count(*) from audit where object_id = '" + id + "' and actor = '"
                        + administrator + "' and action = 'account.role' and reason = 'COORDINATOR taken'"))
                .isEqualTo(1);
        role(id, "CLIENT", true).then().statusCode(anyOf(is(400), is(422)));
        assertThat(outside.roles(id)).doesNotContain("client");
    }

    @Test
    void whoIsLockedOutIsSignedOutAndGetsNoMail() {
        String id = outside.account(mark + "@example.com", true, true);
        access(id, false).then().statusCode(200).body("enabled", is(false));
        assertThat(outside.signedOut(id)).isTrue();
        post(token, ACCOUNTS + "/" + id + "/password-mail", Map.of())
                .then()
                .statusCode(409)
                .body("code", is("account-locked"));
        access(id, true).then().statusCode(200).body("enabled", is(true));
        post(token, ACCOUNTS + "/" + id + "/password-mail", Map.of()).then().statusCode(200);
        assertThat(outside.invitations(id)).hasSize(1);
    }

    @Test
    void nobodyChangesTheirOwnAccountOrTakesTheLastAdministrator() {
        String own = outside.holder(mark + "-own@example.com", "admin");
        String mine = Tokens.admin(UUID.fromString(own));
        as(mine).get(ACCOUNTS + "/" + own).then().body("own", is(true));
        post(mine, ACCOUNTS + "/" + own + "/access", Map.of("enabled", false))
                .then()
                .statusCode(409)
                .body("code", is("account-own"));
        post(mine, ACCOUNTS + "/" + own + "/roles", Map.of("role", "ADMIN", "given", false))
                .then()
                .statusCode(409)
                .body("code", is("account-own"));
        // Somebody whose account is gone, but whose token still holds.
        role(own, "ADMIN", false).then().statusCode(409).body("code", is("account-last-admin"));
        access(own, false).then().statusCode(409).body("code", is("account-last-admin"));
        String other = outside.holder(mark + "-other@example.com", "admin");
        role(own, "ADMIN", false).then().statusCode(200).body("roles", empty());
        assertThat(outside.roles(other)).contains("admin");
        outside.holder(mark + "-third@example.com", "admin");
        role(other, "ADMIN", false).then().statusCode(200);
    }

    @Test
    void withoutAnAnswerNothingIsChangedAndNothingRecorded() throws SQLException {
        String id = outside.account(mark + "@example.com", true, true);
        outside.breakDown("POST /users/id/role-mappings/realm");
        role(id, "AUDITOR", true).then().statusCode(503);
        assertThat(Pipeline.count("select count(*) from audit where object_id = '" + id + "'"))
                .isZero();
    }

    @Test
    void whatNobodyShouldSendIsTheirFault() {
        String id = outside.account(mark + "@example.com", true, true);
        OddInputs.pages().forEach(query -> fine(query, as(token).get(ACCOUNTS + "?" + query)));
        OddInputs.pages().forEach(query -> fine(query, as(token).get(ACCOUNTS + "/organizations?" + query)));
        for (String odd : OddInputs.IDS) {
            Response answer = as(token).get(ACCOUNTS + "/" + odd);
            assertThat(answer.statusCode()).as(odd).isIn(400, 404);
            fine(odd, answer);
        }
        for (String query : List.of("?role=", "?role=x", "?organization=x", "?q=" + "x".repeat(3_000))) {
            fine(query, as(token).get(ACCOUNTS + query));
        }
        OddInputs.bodies("{\"role\":\"AUDITOR\",\"given\":true}")
                .forEach(odd -> fine(odd, post(token, ACCOUNTS + "/" + id + "/roles", odd.body())));
        OddInputs.bodies("{\"enabled\":true}")
                .forEach(odd -> fine(odd, post(token, ACCOUNTS + "/" + id + "/access", odd.body())));
    }

    private Response role(String id, String role, boolean given) {
        return post(token, ACCOUNTS + "/" + id + "/roles", Map.of("role", role, "given", given));
    }

    private Response access(String id, boolean enabled) {
        return post(token, ACCOUNTS + "/" + id + "/access", Map.of("enabled", enabled));
    }
}
