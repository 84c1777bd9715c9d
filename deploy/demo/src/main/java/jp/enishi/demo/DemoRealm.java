package jp.enishi.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What the demo needs in Keycloak: client companies as organisations, users, and for the time of loading a client whose
 * service account is a coordinator. {@link #close} takes that client away again.
 */
public final class DemoRealm implements AutoCloseable {
    /** A user to import; {@code password} empty means that nobody can sign in as this user. */
    public record User(
            String email, String firstName, String lastName, String role, String language, String password) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Users that are imported or read by one request: of some thousands Keycloak makes longer than anybody waits. */
    private static final int AT_ONCE = 200;

    private static final String CLIENT = "demo";
    private static final List<String> AUDIENCES =
            List.of("talents", "cases", "matching", "meetings", "contracts", "notifications", "web");

    private final Http http = new Http();
    private final InstantSource clock;
    private final String keycloak;
    private final String issuer;
    private final String adminClient;
    private final String adminSecret;
    private final ClientKey demoKey = new ClientKey();
    private final Map<String, Token> tokens = new HashMap<>();

    private record Token(String value, Instant renewAt) {}

    public DemoRealm(String keycloak, String issuer, String adminClient, String adminSecret, InstantSource clock) {
        this.keycloak = keycloak;
        this.issuer = issuer;
        this.adminClient = adminClient;
        this.adminSecret = adminSecret;
        this.clock = clock;
    }

    /** Makes the organisation unless it is there. Returns its id. */
    public String organization(String alias, String name) {
        ObjectNode body =
                JSON.objectNode().put("name", name).put("alias", alias).put("enabled", true);
        body.putArray("domains").addObject().put("name", alias + ".example").put("verified", true);
        http.post(admin("/organizations"), adminToken(), body, Map.of());
        for (JsonNode found :
                http.get(admin("/organizations?max=200"), adminToken()).body()) {
            if (found.get("alias").asText().equals(alias)) {
                return found.get("id").asText();
            }
        }
        throw new IllegalStateException("Keycloak did not keep the organisation " + alias);
    }

    /** Makes the user a member. */
    public void join(String organizationId, String userId) {
        http.post(
                admin("/organizations/" + organizationId + "/members"), adminToken(), JSON.textNode(userId), Map.of());
    }

    /** Imports the users that are not there yet. Returns user ids by e-mail. */
    public Map<String, String> users(List<User> users) {
        for (int first = 0; first < users.size(); first += AT_ONCE) {
            ObjectNode body = JSON.objectNode().put("ifResourceExists", "SKIP");
            ArrayNode list = body.putArray("users");
            users.subList(first, Math.min(users.size(), first + AT_ONCE)).forEach(user -> list.add(described(user)));
            http.post(admin("/partialImport"), adminToken(), body, Map.of());
        }
        Map<String, String> ids = new HashMap<>();
        int first = 0;
        JsonNode page;
        do {
            page = http.get(admin("/users?briefRepresentation=true&max=" + AT_ONCE + "&first=" + first), adminToken())
                    .body();
            page.forEach(
                    user -> ids.put(user.path("email").asText(), user.get("id").asText()));
            first += AT_ONCE;
        } while (page.size() == AT_ONCE);
        return ids;
    }

    private static ObjectNode described(User user) {
        ObjectNode node = JSON.objectNode()
                .put("username", user.email())
                .put("email", user.email())
                .put("emailVerified", true)
                .put("enabled", true)
                .put("firstName", user.firstName())
                .put("lastName", user.lastName());
        node.putArray("realmRoles").add(user.role());
        node.putObject("attributes").putArray("locale").add(user.language());
        if (!user.password().isEmpty()) {
            node.putArray("credentials")
                    .addObject()
                    .put("type", "password")
                    .put("value", user.password())
                    .put("temporary", false);
        }
        return node;
    }

    /** Makes the client through which the demo is loaded. */
    public void open() {
        close();
        ObjectNode body = JSON.objectNode()
                .put("clientId", CLIENT)
                .put("clientAuthenticatorType", "client-jwt")
                .put("publicClient", false)
                .put("serviceAccountsEnabled", true)
                .put("standardFlowEnabled", false)
                .put("directAccessGrantsEnabled", false)
                .put("fullScopeAllowed", true);
        body.putObject("attributes")
                .put("use.jwks.string", "true")
                .put("jwks.string", demoKey.jwks())
                .put("token.endpoint.auth.signing.alg", "RS256");
        ArrayNode mappers = body.putArray("protocolMappers");
        for (String audience : AUDIENCES) {
            ObjectNode mapper = mappers.addObject()
                    .put("name", "audience-" + audience)
                    .put("protocol", "openid-connect")
                    .put("protocolMapper", "oidc-audience-mapper");
            mapper.putObject("config").put("included.custom.audience", audience).put("access.token.claim", "true");
        }
        http.post(admin("/clients"), adminToken(), body, Map.of());
        String account = http.get(admin("/clients/" + clientId() + "/service-account-user"), adminToken())
                .body()
                .get("id")
                .asText();
        JsonNode role = http.get(admin("/roles/coordinator"), adminToken()).body();
        http.post(
                admin("/users/" + account + "/role-mappings/realm"),
                adminToken(),
                JSON.arrayNode().add(role),
                Map.of());
    }

    /** An access token of the loading client, renewed in time. */
    public String coordinatorToken() {
        return token(
                "/realms/enishi",
                () -> Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        CLIENT,
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        demoKey.assertion(CLIENT, issuer, clock.instant())));
    }

    @Override
    public void close() {
        String id = clientId();
        if (!id.isEmpty()) {
            http.delete(admin("/clients/" + id), adminToken());
        }
    }

    private String clientId() {
        JsonNode found =
                http.get(admin("/clients?clientId=" + CLIENT), adminToken()).body();
        return found.isEmpty() ? "" : found.get(0).get("id").asText();
    }

    private String adminToken() {
        return token(
                "/realms/master",
                () -> Map.of(
                        "grant_type", "client_credentials", "client_id", adminClient, "client_secret", adminSecret));
    }

    private synchronized String token(String realm, Supplier<Map<String, String>> grant) {
        Token known = tokens.get(realm);
        if (known == null || clock.instant().isAfter(known.renewAt())) {
            JsonNode answer = http.form(keycloak + realm + "/protocol/openid-connect/token", grant.get())
                    .body();
            known = new Token(
                    answer.get("access_token").asText(),
                    clock.instant()
                            .plus(Duration.ofSeconds(answer.get("expires_in").asLong() / 2)));
            tokens.put(realm, known);
        }
        return Objects.requireNonNull(known).value();
    }

    private String admin(String path) {
        return keycloak + "/admin/realms/enishi" + path;
    }
}
