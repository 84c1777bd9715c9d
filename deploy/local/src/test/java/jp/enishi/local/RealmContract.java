package jp.enishi.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The realm as Keycloak imported it, asked through the admin API and used as a browser and the gateway use it. Whoever has a
 * system extends it and calls {@link #use}.
 */
public abstract class RealmContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "correct horse battery staple";
    private static final String VERIFIER = "a-code-verifier-that-is-long-enough-for-RFC-7636-0123456789";

    private static EnishiSystem system;
    private static KeycloakAdmin admin;

    /** The system whose realm is asked. */
    protected static void use(EnishiSystem running) {
        system = running;
        admin = running.keycloakAdmin();
    }

    private static List<String> weaknesses(String realm) {
        return RealmRules.weaknesses(
                admin.get("/" + realm),
                admin.get("/" + realm + "/clients?max=200"),
                admin.get("/" + realm + "/client-scopes"),
                admin.get("/" + realm + "/roles?max=200"),
                admin.get("/" + realm + "/client-policies/policies"));
    }

    @Test
    void theImportedRealmIsHardened() {
        assertThat(weaknesses("enishi")).isEmpty();
    }

    /** Keycloak's defaults are the planted violation: the same questions must find them weak. */
    @Test
    void aRealmWithDefaultsIsFoundWeak() {
        admin.importRealm(JSON.createObjectNode().put("realm", "weak").put("enabled", true));
        assertThat(weaknesses("weak"))
                .contains(
                        "brute-force protection is off",
                        "passwords may be shorter than 12",
                        "frequent passwords are allowed",
                        "mail addresses are not verified",
                        "login events are off or kept for ever",
                        "admin events are off or kept for ever",
                        "admin-cli: the password grant is on",
                        "admin-cli: tokens hold every role (full scope)",
                        "security-admin-console: redirects to \"/admin/weak/console/*\"",
                        "there is no client bff",
                        "offline access can be asked for",
                        "no client policy holds for every client");
    }

    @Test
    void theMasterRealmHasNoPasswordGrant() {
        assertThat(admin.get("/master/clients?clientId=admin-cli")
                        .get(0)
                        .get("directAccessGrantsEnabled")
                        .asBoolean())
                .isFalse();
        assertThat(admin.get("/master").get("bruteForceProtected").asBoolean()).isTrue();
    }

    /** Each list entry is long enough to be refused by the list alone; the last one is typed with capitals. */
    @Test
    void frequentPasswordsAreRefused() {
        user("guessable@acme.example", "client");
        String path = "/enishi/users/" + userId("guessable@acme.example") + "/reset-password";
        for (String frequent : List.of("1qaz2wsx3edc4rfv", "sakurasakura", "enishi123456", "Password1234")) {
            assertThatThrownBy(() -> admin.put(path, password(frequent)))
                    .as(frequent)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("invalidPasswordBlacklistedMessage");
        }
        admin.put(path, password("vermilion gate in the rain"));
    }

    private static ObjectNode password(String value) {
        return JSON.createObjectNode().put("type", "password").put("value", value);
    }

    /** One account for emergencies; everything else is done by service accounts. */
    @Test
    void theMasterRealmHasOneUser() {
        List<String> names = new ArrayList<>();
        admin.get("/master/users?max=100")
                .forEach(user -> names.add(user.get("username").asText()));
        assertThat(names).containsExactly(Keycloak.ADMIN_USER);
    }

    /** No proxy is trusted here, so nobody can name an address of his own choice to the brute-force protection. */
    @Test
    void anAddressInAHeaderIsNotBelieved() {
        Http.send(HttpRequest.newBuilder(URI.create(system.issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("Forwarded", "for=203.0.113.7")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=notifications&client_secret=wrong"))
                .build());
        List<String> addresses = new ArrayList<>();
        admin.get("/enishi/events?client=notifications&type=CLIENT_LOGIN_ERROR")
                .forEach(event -> addresses.add(event.get("ipAddress").asText()));
        assertThat(addresses).isNotEmpty().containsOnly(Ports.HOST);
    }

    @Test
    void selfRegistrationGivesTheRoleTalentOnly() {
        TreeSet<String> names = new TreeSet<>();
        admin.get("/enishi/roles/default-roles-enishi/composites/realm")
                .forEach(role -> names.add(role.get("name").asText()));
        assertThat(names).containsExactly("talent");
    }

    @Test
    void staffNeedASecondFactorUnlessTheSwitchIsOff() {
        assertThat(requirement("enishi", "enishi staff second factor")).isEqualTo("DISABLED");

        Map<String, String> values = new HashMap<>(RealmTemplate.local(
                "https://enishi.example",
                "https://enishi.example",
                "127.0.0.1",
                25,
                system.secrets().bffKeySet(),
                client -> client.repeat(8)));
        values.keySet()
                .removeAll(List.of(
                        "ENISHI_STAFF_OTP", "ENISHI_STAFF_ASKED_BEFORE", "ENISHI_ALLOW_HTTP", "ENISHI_SMTP_STARTTLS"));
        String text =
                RealmTemplate.load().render(values).toString().replace("default-roles-enishi", "default-roles-strict");
        ObjectNode strict = (ObjectNode) parse(text);
        strict.put("realm", "strict");
        admin.importWithoutOfflineTokens(strict);
        assertThat(requirement("strict", "enishi staff second factor")).isEqualTo("CONDITIONAL");
        assertThat(admin.get("/strict").path("smtpServer").path("starttls").asText())
                .isEqualTo("true");
        assertThat(weaknesses("strict")).isEmpty();
    }

    private static String requirement(String realm, String flow) {
        for (JsonNode execution : admin.get("/" + realm + "/authentication/flows/enishi%20browser/executions")) {
            if (execution.path("displayName").asText().equals(flow)) {
                return execution.path("requirement").asText();
            }
        }
        return "missing";
    }

    @ParameterizedTest
    @ValueSource(strings = {"meetings", "contracts", "notifications"})
    void theServiceAccountsThatMailMayOnlyViewUsers(String service) {
        String bearer = serviceToken(service);
        assertThat(adminStatus(bearer, "/enishi/users?max=1")).isEqualTo(200);
        assertThat(adminStatus(bearer, "/enishi/clients")).isEqualTo(403);
        assertThat(adminStatus(bearer, "/enishi/events")).isEqualTo(403);
        assertThat(adminStatus(bearer, "/master")).isBetween(401, 403);
    }

    /**
     * Keycloak calls whoever is looked at by several at once disabled, to all but one of them (keycloak/keycloak#40689): then it gives
     * a reason, by which that is told from an account that an operator has shut.
     */
    @Test
    void whoIsLookedAtByManyAtOnceIsNotTakenForShut() throws Exception {
        user("busy@asker.example", "coordinator");
        String id = userId("busy@asker.example");
        String bearer = serviceToken("notifications");
        List<Future<JsonNode>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(Collections.nCopies(40, () -> read(bearer, "/users/" + id)));
            answers.addAll(threads.invokeAll(
                    Collections.nCopies(40, () -> one(read(bearer, "/roles/coordinator/users"), id))));
        }
        for (Future<JsonNode> answer : answers) {
            JsonNode account = answer.get();
            assertThat(account.path("enabled").asBoolean()
                            || account.path("attributes").has("disabledReason"))
                    .as("%s", account)
                    .isTrue();
        }
        assertThat(change(
                        serviceToken("cases"),
                        "PUT",
                        "/users/" + id,
                        JSON.createObjectNode().put("enabled", false)))
                .isEqualTo(204);
        JsonNode shut = read(bearer, "/users/" + id);
        assertThat(shut.path("enabled").asBoolean()).isFalse();
        assertThat(shut.path("attributes").has("disabledReason")).isFalse();
    }

    private static JsonNode one(JsonNode accounts, String id) {
        for (JsonNode account : accounts) {
            if (account.path("id").asText().equals(id)) {
                return account;
            }
        }
        throw new AssertionError(id + " is not among " + accounts);
    }

    /** Whom to tell: the members of a client's organisation, and all coordinators. */
    @Test
    void notificationsMayAskWhoBelongsToAClientAndWhoCoordinates() {
        user("kuga@asker.example", "coordinator");
        user("client@asker.example", "client");
        String organization = organization("asker");
        admin.post(
                "/enishi/organizations/" + organization + "/members",
                JSON.getNodeFactory().textNode(userId("client@asker.example")));
        String bearer = serviceToken("notifications");

        assertThat(ids(bearer, "/enishi/organizations/" + organization + "/members?max=200"))
                .containsExactly(userId("client@asker.example"));
        assertThat(ids(bearer, "/enishi/roles/coordinator/users?max=200")).contains(userId("kuga@asker.example"));
        for (String service : List.of("meetings", "contracts")) {
            assertThat(adminStatus(serviceToken(service), "/enishi/organizations/" + organization + "/members"))
                    .as(service)
                    .isEqualTo(403);
            assertThat(adminStatus(serviceToken(service), "/enishi/roles/coordinator/users"))
                    .as(service)
                    .isEqualTo(403);
        }
    }

    private static String serviceToken(String service) {
        KeycloakAdmin.Answer token = admin.form(
                "enishi",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        service,
                        "client_secret",
                        system.secrets().value("client-" + service)));
        assertThat(token.status()).isEqualTo(200);
        return parse(token.body()).get("access_token").asText();
    }

    /** What the service does when an inquiry becomes a client, down to the new client's first sign-in. */
    @Test
    void theServiceAccountOfCasesMakesClients() throws Exception {
        String bearer = serviceToken("cases");
        String inquiry = UUID.randomUUID().toString();
        ObjectNode organization = JSON.createObjectNode()
                .put("name", "株式会社あたらし")
                .put("alias", "client-0123456789")
                .put("enabled", true);
        organization.putObject("attributes").putArray("inquiry").add(inquiry);
        assertThat(change(bearer, "POST", "/organizations", organization)).isEqualTo(201);
        assertThat(change(bearer, "POST", "/organizations", organization)).isEqualTo(409);
        JsonNode found = read(bearer, "/organizations?max=2&q=inquiry:" + inquiry);
        assertThat(found).hasSize(1);
        String organizationId = found.get(0).get("id").asText();
        assertThat(read(bearer, "/organizations?max=2&q=inquiry:" + UUID.randomUUID()))
                .isEmpty();

        String email = "hajime@atarashi.example";
        ObjectNode user = JSON.createObjectNode()
                .put("username", email)
                .put("email", email)
                .put("emailVerified", false)
                .put("enabled", true)
                .put("firstName", "一")
                .put("lastName", "新");
        user.putObject("attributes").putArray("locale").add("ja");
        user.putArray("requiredActions").add("UPDATE_PASSWORD");
        assertThat(change(bearer, "POST", "/users", user)).isEqualTo(201);
        assertThat(change(bearer, "POST", "/users", user)).isEqualTo(409);
        found = read(bearer, "/users?exact=true&email=" + encode(email));
        assertThat(found).hasSize(1);
        String userPath = "/users/" + found.get(0).get("id").asText();
        String roles = userPath + "/role-mappings/realm";
        assertThat(change(bearer, "POST", roles, named(read(bearer, roles + "/available"), "client")))
                .isEqualTo(204);
        assertThat(change(bearer, "DELETE", roles, named(read(bearer, roles), "default-roles-enishi")))
                .isEqualTo(204);
        String members = "/organizations/" + organizationId + "/members";
        JsonNode member = JSON.getNodeFactory().textNode(found.get(0).get("id").asText());
        assertThat(change(bearer, "POST", members, member)).isEqualTo(201);
        assertThat(change(bearer, "POST", members, member)).isEqualTo(409);
        assertThat(change(
                        bearer,
                        "PUT",
                        userPath + "/execute-actions-email?client_id=bff&lifespan=259200",
                        JSON.createArrayNode().add("UPDATE_PASSWORD")))
                .isBetween(200, 204);

        Browser browser = new Browser();
        HttpResponse<String> page = browser.get(mailedLink(email));
        if (!page.body().contains("kc-passwd-update-form")) {
            page = browser.get(URI.create(system.keycloakUrl())
                    .resolve(link(page.body(), "action-token"))
                    .toString());
        }
        page = browser.submit(
                page, "kc-passwd-update-form", Map.of("password-new", PASSWORD, "password-confirm", PASSWORD));
        assertThat(page.statusCode()).isEqualTo(200);
        browser = new Browser();
        page = browser.get(authorize("&code_challenge=" + challenge() + "&code_challenge_method=S256"));
        JsonNode claims =
                claims(redeem(browser.submit(page, "kc-form-login", Map.of("username", email, "password", PASSWORD))));
        assertThat(texts(claims.get("realm_access").get("roles"))).containsExactly("client");
        assertThat(claims.path("organization")
                        .path("client-0123456789")
                        .path("id")
                        .asText())
                .isEqualTo(organizationId);
        assertThat(read(bearer, userPath).path("emailVerified").asBoolean()).isTrue();
    }

    /** What the service does for whoever runs Enishi. */
    @Test
    void theServiceAccountOfCasesLooksAfterAccounts() {
        user("becomes-staff@example.com", "talent");
        String bearer = serviceToken("cases");
        JsonNode found = read(bearer, "/users?email=becomes-staff&first=0&max=2");
        assertThat(found).hasSize(1);
        String id = found.get(0).get("id").asText();
        String roles = "/users/" + id + "/role-mappings/realm";
        for (String role : List.of("coordinator", "auditor", "admin")) {
            assertThat(change(bearer, "POST", roles, named(read(bearer, roles + "/available"), role)))
                    .as(role)
                    .isEqualTo(204);
        }
        assertThat(ids(bearer, "/enishi/roles/admin/users?first=0&max=100")).contains(id);
        assertThat(change(bearer, "DELETE", roles, named(read(bearer, roles), "admin")))
                .isEqualTo(204);
        assertThat(ids(bearer, "/enishi/roles/admin/users?first=0&max=100")).doesNotContain(id);
        assertThat(read(bearer, "/organizations/members/" + id + "/organizations"))
                .isEmpty();
        assertThat(adminStatus(bearer, "/enishi/organizations?first=0&max=2")).isEqualTo(200);

        assertThat(change(bearer, "PUT", "/users/" + id, JSON.createObjectNode().put("enabled", false)))
                .isEqualTo(204);
        assertThat(change(bearer, "POST", "/users/" + id + "/logout", JSON.createObjectNode()))
                .isEqualTo(204);
        JsonNode locked = read(bearer, "/users/" + id);
        assertThat(locked.path("enabled").asBoolean()).isFalse();
        assertThat(locked.path("email").asText()).isEqualTo("becomes-staff@example.com");
        assertThat(locked.path("lastName").asText()).isEqualTo("User");
        assertThat(texts(locked.path("attributes").path("locale"))).containsExactly("en");
        String machine =
                admin.get("/enishi/clients?clientId=cases").get(0).get("id").asText();
        assertThat(admin.get("/enishi/clients/" + machine + "/service-account-user")
                        .get("username")
                        .asText())
                .startsWith("service-account-");
    }

    @Test
    void theServiceAccountOfCasesHasNoOtherRights() {
        String bearer = serviceToken("cases");
        for (String path : List.of("/clients", "/events", "/admin-events", "/identity-provider/instances")) {
            assertThat(adminStatus(bearer, "/enishi" + path)).as(path).isEqualTo(403);
        }
        // Who may see which people are coordinators sees the realm's parts too, but no secret of theirs.
        for (JsonNode component : read(bearer, "/components")) {
            for (String secret : List.of("privateKey", "secret")) {
                assertThat(component.path("config").path(secret).path(0).asText())
                        .as(component.path("name").asText())
                        .matches("\\**");
            }
        }
        assertThat(adminStatus(bearer, "/master")).isBetween(401, 403);
        assertThat(change(bearer, "PUT", "", JSON.createObjectNode().put("verifyEmail", false)))
                .isEqualTo(403);
        assertThat(change(bearer, "POST", "/roles", JSON.createObjectNode().put("name", "more")))
                .isEqualTo(403);
        assertThat(change(bearer, "POST", "/clients", JSON.createObjectNode().put("clientId", "more")))
                .isEqualTo(403);
        assertThat(change(bearer, "POST", "/partialImport", JSON.createObjectNode()))
                .isEqualTo(403);
    }

    private static JsonNode named(JsonNode roles, String name) {
        var one = JSON.createArrayNode();
        roles.forEach(role -> {
            if (role.path("name").asText().equals(name)) {
                one.add(role);
            }
        });
        assertThat(one).as(name + " among " + roles).hasSize(1);
        return one;
    }

    private static JsonNode read(String bearer, String path) {
        HttpResponse<String> answer = call(bearer, "GET", path, HttpRequest.BodyPublishers.noBody());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return parse(answer.body());
    }

    private static int change(String bearer, String method, String path, JsonNode body) {
        return call(bearer, method, path, HttpRequest.BodyPublishers.ofString(body.toString()))
                .statusCode();
    }

    private static HttpResponse<String> call(
            String bearer, String method, String path, HttpRequest.BodyPublisher body) {
        return Http.send(HttpRequest.newBuilder(URI.create(system.keycloakUrl() + "/admin/realms/enishi" + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build());
    }

    private static JsonNode mail(String address) {
        JsonNode mails =
                parse(Http.send(HttpRequest.newBuilder(URI.create(system.mailUrl() + "/api/mails?to=" + address))
                                .build())
                        .body());
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    private static String mailedLink(String address) {
        Matcher link = Pattern.compile("http://\\S+action-token\\S+")
                .matcher(mail(address).get("text").asText());
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private static List<String> ids(String bearer, String path) {
        var answer = Http.send(HttpRequest.newBuilder(URI.create(system.keycloakUrl() + "/admin/realms" + path))
                .header("Authorization", "Bearer " + bearer)
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        parse(answer.body()).forEach(one -> ids.add(one.get("id").asText()));
        return ids;
    }

    private static int adminStatus(String bearer, String path) {
        return Http.send(HttpRequest.newBuilder(URI.create(system.keycloakUrl() + "/admin/realms" + path))
                        .header("Authorization", "Bearer " + bearer)
                        .build())
                .statusCode();
    }

    @Test
    void thePasswordGrantIsRefused() {
        assertThat(admin.form(
                                "enishi",
                                Map.of(
                                        "grant_type",
                                        "password",
                                        "client_id",
                                        "admin-cli",
                                        "username",
                                        "a",
                                        "password",
                                        "b"))
                        .status())
                .isNotEqualTo(200);
    }

    @Test
    void aClientSignsInAndItsTokenNamesItsCompany() throws Exception {
        String organization = organization("acme");
        user("client@acme.example", "client");
        admin.post(
                "/enishi/organizations/" + organization + "/members",
                JSON.getNodeFactory().textNode(userId("client@acme.example")));

        Browser browser = new Browser();
        HttpResponse<String> page =
                browser.get(authorize("&code_challenge=" + challenge() + "&code_challenge_method=S256"));
        assertThat(page.body())
                .contains("kc-form-login")
                .contains("lang=\"ja\"")
                .contains("ログイン")
                .doesNotContain("サインイン");
        HttpResponse<String> answer =
                browser.submit(page, "kc-form-login", Map.of("username", "client@acme.example", "password", PASSWORD));
        JsonNode claims = claims(redeem(answer));

        assertThat(texts(claims.get("aud")))
                .contains("talents", "cases", "matching", "meetings", "contracts", "notifications", "web")
                .doesNotContain("account");
        assertThat(texts(claims.get("realm_access").get("roles"))).containsExactly("client");
        assertThat(claims.path("organization").path("acme").path("id").asText()).isEqualTo(organization);
        assertThat(claims.path("email").asText()).isEqualTo("client@acme.example");
        assertThat(claims.path("locale").asText()).isEqualTo("en");
        // Keycloak reads the clock once for each of the two.
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isBetween(300L, 301L);
    }

    @Test
    void withoutPkceOrWithAnotherRedirectThereIsNoSignIn() throws Exception {
        HttpResponse<String> withoutPkce = new Browser().get(authorize(""));
        assertThat(withoutPkce.statusCode()
                        + withoutPkce.headers().firstValue("location").orElse(""))
                .contains("error=invalid_request");
        HttpResponse<String> plain =
                new Browser().get(authorize("&code_challenge=" + VERIFIER + "&code_challenge_method=plain"));
        assertThat(plain.headers().firstValue("location").orElse("")).contains("error=invalid_request");
        String elsewhere = authorize("&code_challenge=" + challenge() + "&code_challenge_method=S256")
                .replace(encode("/login/callback"), encode("/login/callback/../x"));
        assertThat(new Browser().get(elsewhere).statusCode()).isEqualTo(400);
    }

    @Test
    void aTalentRegistersAndVerifiesTheMailAddress() throws Exception {
        Browser browser = new Browser();
        HttpResponse<String> login =
                browser.get(authorize("&prompt=create&code_challenge=" + challenge() + "&code_challenge_method=S256"));
        HttpResponse<String> form = login.body().contains("kc-register-form")
                ? login
                : browser.get(URI.create(system.keycloakUrl())
                        .resolve(link(login.body(), "registration"))
                        .toString());
        assertThat(form.body()).contains("css/enishi.css").contains("プロ人材の新規登録");
        // Whoever changes their mind finds the way back, and no script looks for a password that is not asked yet.
        assertThat(form.body())
                .contains("href=\"" + system.gatewayUrl(), "Enishiに戻る")
                .doesNotContain("getElementById(\"password\")", "id=\"password\"");
        assertThat(form.body().indexOf("id=\"lastName\""))
                .isPositive()
                .isLessThan(form.body().indexOf("id=\"firstName\""));
        HttpResponse<String> sent = browser.submit(
                form,
                "kc-register-form",
                Map.of(
                        "email", "hanako@mail.example",
                        "firstName", "花子",
                        "lastName", "山田"));
        assertThat(sent.statusCode()).isLessThan(400);
        // Keycloak asks for the password once the address is verified, so that nobody can prepare an account for
        // another.
        assertThat(mail("hanako@mail.example").get("text").asText()).contains("Enishi（縁）にご登録いただき、ありがとうございます。");
        HttpResponse<String> choice = browser.get(mailedLink("hanako@mail.example"));
        assertThat(choice.body()).contains("12文字以上");
        HttpResponse<String> answer = browser.submit(
                choice, "kc-passwd-update-form", Map.of("password-new", PASSWORD, "password-confirm", PASSWORD));
        assertThat(texts(claims(redeem(answer)).get("realm_access").get("roles")))
                .containsExactly("talent");
    }

    @Test
    void anInvitationWelcomesInTheWordsOfEnishiAndLeadsBackThere() throws Exception {
        user("guest@acme.example", "client");
        admin.put(
                "/enishi/users/" + userId("guest@acme.example") + "/execute-actions-email",
                JSON.createArrayNode().add("VERIFY_EMAIL"));

        JsonNode mail = mail("guest@acme.example");
        assertThat(mail.get("subject").asText()).isEqualTo("[Enishi] Welcome: start here");
        assertThat(mail.get("text").asText())
                .contains("Welcome to Enishi.")
                .contains("Following your inquiry, the staff of Enishi")
                .contains("confirm your mail address");
        Browser browser = new Browser();
        HttpResponse<String> page = browser.get(mailedLink("guest@acme.example"));
        assertThat(page.body()).contains("Continue");
        HttpResponse<String> done = browser.get(link(page.body(), "action-token"));
        assertThat(done.body()).contains("All set").contains("href=\"" + system.gatewayUrl());
    }

    private static String link(String html, String part) {
        Matcher matcher = Pattern.compile("href=\"([^\"]*" + part + "[^\"]*)\"").matcher(html);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }

    private static String organization(String alias) {
        ObjectNode organization =
                JSON.createObjectNode().put("name", alias).put("alias", alias).put("enabled", true);
        organization
                .putArray("domains")
                .addObject()
                .put("name", alias + ".example")
                .put("verified", true);
        admin.post("/enishi/organizations", organization);
        return admin.get("/enishi/organizations?search=" + alias)
                .get(0)
                .get("id")
                .asText();
    }

    private static void user(String email, String role) {
        ObjectNode body = JSON.createObjectNode().put("ifResourceExists", "FAIL");
        ObjectNode user = body.putArray("users").addObject();
        user.put("username", email)
                .put("email", email)
                .put("emailVerified", true)
                .put("enabled", true);
        user.put("firstName", "Test").put("lastName", "User");
        user.putArray("realmRoles").add(role);
        user.putObject("attributes").putArray("locale").add("en");
        user.putArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
        admin.post("/enishi/partialImport", body);
    }

    private static String userId(String email) {
        return admin.get("/enishi/users?exact=true&username=" + encode(email))
                .get(0)
                .get("id")
                .asText();
    }

    private static String authorize(String more) {
        return system.issuer()
                + "/protocol/openid-connect/auth?response_type=code&client_id=bff&scope=openid&state=s&redirect_uri="
                + encode(system.gatewayUrl() + "/login/callback") + more;
    }

    /** Follows Keycloak's last redirect as the gateway does: code, verifier and an assertion signed with its key. */
    private static String redeem(HttpResponse<String> redirect) throws Exception {
        String location = redirect.headers().firstValue("location").orElse("no redirect: " + redirect.body());
        assertThat(location)
                .startsWith(system.gatewayUrl() + "/login/callback?")
                .contains("code=");
        String code = location.replaceAll(".*[?&]code=([^&]+).*", "$1");
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "bff",
                "code",
                code,
                "code_verifier",
                VERIFIER,
                "redirect_uri",
                system.gatewayUrl() + "/login/callback"));
        assertThat(admin.form("enishi", form).status()).isIn(400, 401);
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion());
        KeycloakAdmin.Answer token = admin.form("enishi", form);
        assertThat(token.body()).contains("access_token");
        return parse(token.body()).get("access_token").asText();
    }

    private static String assertion() throws Exception {
        long now = Instant.now().getEpochSecond();
        String head = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        String body = base64(JSON.createObjectNode()
                .put("iss", "bff")
                .put("sub", "bff")
                .put("aud", system.issuer())
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now)
                .put("exp", now + 60)
                .toString()
                .getBytes(StandardCharsets.UTF_8));
        String pem = Files.readString(system.secrets().bffKey()).replaceAll("-----[A-Z ]+-----|\\s", "");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
        signature.update((head + "." + body).getBytes(StandardCharsets.US_ASCII));
        return head + "." + body + "." + base64(signature.sign());
    }

    private static String challenge() throws Exception {
        return base64(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static JsonNode claims(String token) {
        return parse(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As browsers do, sends Secure cookies to this machine itself without TLS. */
    private static final class Cookies extends CookieManager {
        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            Map<String, List<String>> open = new HashMap<>();
            headers.forEach((name, values) -> open.put(
                    name,
                    values.stream()
                            .map(value -> value.replaceAll("(?i);\\s*Secure", ""))
                            .toList()));
            super.put(uri, open);
        }
    }

    /** Cookies and forms; follows redirects within Keycloak and stops at the one that leaves it. */
    private static final class Browser {
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new Cookies())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpResponse<String> get(String url) throws Exception {
            return follow(client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Accept-Language", "ja")
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }

        HttpResponse<String> submit(HttpResponse<String> page, String form, Map<String, String> fields)
                throws Exception {
            Matcher action =
                    Pattern.compile("<form[^>]*id=\"" + form + "\"[^>]*>").matcher(page.body());
            assertThat(action.find()).as(page.body()).isTrue();
            String url = action.group()
                    .replaceAll("(?s).*action=\"([^\"]+)\".*", "$1")
                    .replace("&amp;", "&");
            List<String> pairs = new ArrayList<>();
            fields.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
            return follow(client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }

        private HttpResponse<String> follow(HttpResponse<String> response) throws Exception {
            String location = response.headers().firstValue("location").orElse("");
            return response.statusCode() / 100 == 3 && location.startsWith(system.keycloakUrl())
                    ? get(location)
                    : response;
        }
    }
}
