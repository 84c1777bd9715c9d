package jp.enishi.cases;

import static jp.enishi.cases.Inquiring.act;
import static jp.enishi.cases.Inquiring.change;
import static jp.enishi.cases.Inquiring.qualification;
import static jp.enishi.cases.Inquiring.read;
import static jp.enishi.cases.Inquiring.someone;
import static jp.enishi.cases.Inquiring.taken;
import static jp.enishi.cases.Inquiring.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import jp.enishi.platform.test.Contracts;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a qualified inquiry becomes a client who can sign in, whatever fails on the way. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class OnboardingTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    Outside outside;

    @AfterEach
    void repair() {
        outside.repair();
    }

    @Test
    void whoIsErasedHasNoAccountAnyMoreUnlessItIsAClientsToo() {
        Pipeline.topics();
        String email = someone();
        String both = someone();
        var talent = new Pipeline.Person(UUID.randomUUID(), UUID.fromString(outside.account(email, true, true)));
        var member = new Pipeline.Person(UUID.randomUUID(), UUID.fromString(outside.account(both, true, true)));
        only(outside.users(both)).roles().add("client");
        outside.breakDown("DELETE /users/id");
        Pipeline.known(talent);
        Pipeline.known(member);
        Pipeline.erased(talent, 2);
        Pipeline.erased(member, 2);

        closing(member, "outcome = 'IN_USE'");
        closing(talent, "outcome is null and attempts > 0");
        assertThat(outside.users(email)).hasSize(1);
        outside.repair();
        closing(talent, "outcome = 'CLOSED'");
        assertThat(outside.users(email)).isEmpty();
        assertThat(outside.users(both)).hasSize(1);
    }

    private static void closing(Pipeline.Person person, String state) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Pipeline.count("select count(*) from account_closing where user_id = '"
                                + person.user() + "' and " + state))
                        .isEqualTo(1));
    }

    @Test
    void aClientIsMadeOfAnInquiry() {
        String email = someone();
        UUID id = qualified(email, "株式会社あたらし");

        String company = client(id);
        read(id).then()
                .header("ETag", "\"4\"")
                .body("state", is("QUALIFIED"))
                .body("onboarding.done", is(true))
                .body("onboarding.invited", is(true))
                .body("onboarding", not(hasKey("problem")));
        Outside.Organization organization = only(outside.organizations(id));
        assertThat(organization.name()).isEqualTo("株式会社あたらし");
        assertThat(organization.alias()).matches("client-[0-9a-z]{10}");
        Outside.User user = only(outside.users(email));
        assertThat(organization.members()).containsExactly(user.id());
        assertThat(user.roles()).containsExactly("client");
        assertThat(user.verified()).isFalse();
        assertThat(user.stated().path("lastName").asText()).isEqualTo("山田");
        assertThat(user.stated().path("firstName").asText()).isEqualTo("花子");
        assertThat(user.stated().path("attributes").path("locale").path(0).asText())
                .isEqualTo("ja");
        assertThat(outside.invitations(user.id())).hasSize(1);
        Api.coordinator()
                .get("/api/v1/companies/" + company)
                .then()
                .statusCode(200)
                .body("name.ja", is("株式会社あたらし"))
                .body("organizationId", is(organization.id()));
        Contracts.checkEvent(Events.await(
                "cases.inquiry",
                LONG,
                event -> id.toString().equals(event.key()) && "4".equals(Events.header(event, "ce_aggregateversion"))));
        Events.await("cases.company", "cases.company-registered.v1", UUID.fromString(company), LONG);
        assertThat(value("select actor::text from audit where action = 'company.create' and object_id = '" + company
                        + "'"))
                .isEqualTo(Inquiring.COORDINATOR.toString());
    }

    /** The one who qualifies isn't kept waiting by Keycloak, and sees why nothing happens. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /organizations",
                "POST /organizations",
                "POST /users",
                "POST /users/id/role-mappings/realm",
                "DELETE /users/id/role-mappings/realm",
                "POST /organizations/id/members",
                "PUT /users/id/execute-actions-email"
            })
    void aStepThatFailsIsRepeated(String step) {
        outside.breakDown(step);
        String email = someone();
        UUID id = qualified(email, "株式会社くりかえし" + step.hashCode());
        await().atMost(LONG)
                .untilAsserted(() -> read(id).then()
                        .body("state", is("QUALIFIED"))
                        .body("$", not(hasKey("companyId")))
                        .body("onboarding.problem", is("keycloak-503")));

        outside.repair();
        whole(id, email);
        assertThat(outside.invitations(only(outside.users(email)).id())).hasSize(1);
    }

    /** A process that ends after a step, or an answer that is lost, repeats the step. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /organizations",
                "POST /users",
                "POST /users/id/role-mappings/realm",
                "DELETE /users/id/role-mappings/realm",
                "POST /organizations/id/members"
            })
    void aStepThatWasDoneUnknowinglyMakesNothingTwice(String step) {
        outside.loseAnswers(step);
        String email = someone();
        UUID id = qualified(email, "株式会社にどめ" + step.hashCode());
        await().atMost(LONG).untilAsserted(() -> read(id).then().body("onboarding.problem", is("keycloak-504")));

        outside.repair();
        whole(id, email);
    }

    @Test
    void aCrashThatLosesEveryNoteMakesNothingTwice() {
        outside.breakDown("PUT /users/id/execute-actions-email");
        String email = someone();
        UUID id = qualified(email, "株式会社わすれた");
        await().atMost(LONG).untilAsserted(() -> read(id).then().body("onboarding.account", is(true)));
        change(
                "update onboarding set organization_id = null, user_id = null, attempts = attempts + 1, lease_until = null, next_at = now()"
                        + " where inquiry_id = '" + id + "'");

        outside.repair();
        whole(id, email);
    }

    @Test
    void aProcessThatDiedWithATaskLosesItWithTheLease() {
        outside.breakDown("POST /users");
        String email = someone();
        UUID id = qualified(email, "株式会社とちゅう");
        await().atMost(LONG).untilAsserted(() -> read(id).then().body("onboarding.problem", is("keycloak-503")));
        change(
                "update onboarding set attempts = 1, next_at = now(), lease_until = now() + interval '1 hour' where inquiry_id = '"
                        + id + "'");
        outside.repair();
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> read(id).then().body("onboarding.done", is(false)));

        change("update onboarding set lease_until = now() where inquiry_id = '" + id + "'");
        whole(id, email);
    }

    @Test
    void whoHasAnAccountKeepsItAndIsToldToSignIn() throws Exception {
        String email = someone();
        String account = outside.account(email, true, true);
        UUID id = qualified(email, "株式会社まえから");
        client(id);

        assertThat(only(outside.users(email)).id()).isEqualTo(account);
        assertThat(only(outside.users(email)).roles()).containsExactlyInAnyOrder("client", "default-roles-enishi");
        assertThat(only(outside.organizations(id)).members()).containsExactly(account);
        assertThat(outside.invitations(account)).isEmpty();
        await().atMost(LONG).until(() -> outside.mails(email).size() == 2);
        assertThat(outside.mails(email).getLast().getSubject()).contains("ご登録が完了しました");
    }

    @Test
    void whoRegisteredWithoutProvingTheAddressIsInvited() {
        String email = someone();
        String account = outside.account(email, true, false);
        UUID id = qualified(email, "株式会社みかくにん");
        client(id);
        assertThat(only(outside.users(email)).roles()).containsExactly("client");
        assertThat(outside.invitations(account)).hasSize(1);
    }

    @Test
    void aDisabledAccountIsAProblemForPeople() {
        String email = someone();
        outside.account(email, false, true);
        UUID id = qualified(email, "株式会社むこう");
        await().atMost(LONG).untilAsserted(() -> read(id).then().body("onboarding.problem", is("account-disabled")));
        assertThat(only(outside.users(email)).roles()).doesNotContain("client");
    }

    @Test
    void aNameThatIsTakenGetsASuffix() {
        outside.organization("株式会社おなじ");
        String email = someone();
        UUID id = qualified(email, "株式会社おなじ");
        client(id);
        assertThat(only(outside.organizations(id)).name()).matches("株式会社おなじ \\([0-9A-Z]{10}\\)");
    }

    @Test
    void aCompanyThatWasRegisteredByHandIsTaken() {
        outside.breakDown("POST /users");
        String email = someone();
        UUID id = qualified(email, "株式会社てさぎょう");
        await().atMost(LONG).untilAsserted(() -> read(id).then().body("onboarding.organization", is(true)));
        UUID organization = UUID.fromString(only(outside.organizations(id)).id());
        String company = Api.registerCompany(organization);

        outside.repair();
        assertThat(client(id)).isEqualTo(company);
    }

    @Test
    void whatIsStatedOfTheClientIsChecked() {
        UUID id = taken(someone());
        for (var bad : List.of(
                java.util.Map.of("name", java.util.Map.of("ja", "みなと")),
                java.util.Map.of(
                        "name", java.util.Map.of("ja", " "),
                        "address", java.util.Map.of("ja", "東京"),
                        "contact", "x"),
                java.util.Map.of(
                        "name", java.util.Map.of("ja", "a\u202Eb"),
                        "address", java.util.Map.of("ja", "東京"),
                        "contact", "x"))) {
            act(id, "qualification", 2, bad).then().statusCode(422);
        }
        read(id).then().body("state", is("TAKEN"));
    }

    private static UUID qualified(String email, String name) {
        UUID id = taken(email);
        act(id, "qualification", 2, qualification(name))
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("state", is("QUALIFIED"));
        return id;
    }

    /** One organisation, one account, one company; the next attempt is made at once. */
    private void whole(UUID id, String email) {
        change("update onboarding set next_at = now() where done_at is null and inquiry_id = '" + id + "'");
        String company = client(id);
        Outside.Organization organization = only(outside.organizations(id));
        Outside.User user = only(outside.users(email));
        assertThat(organization.members()).containsExactly(user.id());
        assertThat(user.roles()).containsExactly("client");
        assertThat(value("select count(*) from company where organization_id = '" + organization.id() + "'"))
                .isEqualTo(1L);
        assertThat(company).isNotBlank();
    }

    private static String client(UUID id) {
        await().atMost(LONG).untilAsserted(() -> read(id).then().body("$", hasKey("companyId")));
        return read(id).then().extract().path("companyId");
    }

    private static <T> T only(List<T> all) {
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
