package jp.enishi.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Keycloak's admin API with the right of one service account; a new token for every call, so new rights count at once. */
public final class KeycloakAdmin {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final String client;
    private final String secret;

    public KeycloakAdmin(String url, String client, String secret) {
        this.url = url;
        this.client = client;
        this.secret = secret;
    }

    /** @param path below {@code /admin/realms}, such as {@code /enishi/clients} */
    public JsonNode get(String path) {
        HttpResponse<String> response = call("GET", path, null);
        if (response.statusCode() != 200) {
            throw failed("GET", path, response);
        }
        return parse(response.body());
    }

    public void post(String path, JsonNode body) {
        expectSuccess("POST", path, call("POST", path, body.toString()));
    }

    public void put(String path, JsonNode body) {
        expectSuccess("PUT", path, call("PUT", path, body.toString()));
    }

    public boolean realmExists(String realm) {
        int status = call("GET", "/" + realm, null).statusCode();
        if (status != 200 && status != 404) {
            throw new Failure("Keycloak answered " + status + " when asked for the realm " + realm + ".");
        }
        return status == 200;
    }

    void importRealm(JsonNode realm) {
        expectSuccess("POST", "", call("POST", "", realm.toString()));
    }

    /** Imports the realm and takes away the offline tokens that Keycloak adds to every import. */
    void importWithoutOfflineTokens(JsonNode realm) {
        importRealm(realm);
        String path = "/" + realm.path("realm").asText();
        for (JsonNode scope : get(path + "/client-scopes")) {
            if (scope.path("name").asText().equals("offline_access")) {
                delete(path + "/client-scopes/" + scope.path("id").asText());
            }
        }
        delete(path + "/roles/offline_access");
    }

    private void delete(String path) {
        expectSuccess("DELETE", path, call("DELETE", path, null));
    }

    /** The realm {@code master} keeps its defaults at an import; close the doors that it leaves open. */
    void hardenMaster() {
        ObjectNode master = (ObjectNode) get("/master");
        master.put("bruteForceProtected", true);
        master.put("permanentLockout", false);
        master.put("maxTemporaryLockouts", 0);
        master.put("failureFactor", 5);
        master.put("eventsEnabled", true);
        master.put("eventsExpiration", 7_776_000);
        master.put("adminEventsEnabled", true);
        put("/master", master);
        for (JsonNode found : get("/master/clients?clientId=admin-cli")) {
            ObjectNode cli = (ObjectNode) found;
            cli.put("directAccessGrantsEnabled", false);
            put("/master/clients/" + cli.path("id").asText(), cli);
        }
    }

    private HttpResponse<String> call(String method, String path, @org.jspecify.annotations.Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/admin/realms" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token());
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return Http.send(request.build());
    }

    private String token() {
        String form = "grant_type=client_credentials&client_id=" + encode(client) + "&client_secret=" + encode(secret);
        HttpResponse<String> response =
                Http.send(HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
        if (response.statusCode() != 200) {
            throw new Failure("Keycloak refuses the service account " + client + " (" + response.statusCode()
                    + "). If .enishi/secrets was deleted while its data was kept, run ./enishi reset.");
        }
        return parse(response.body()).path("access_token").asText();
    }

    /** What the token endpoint answered. */
    record Answer(int status, String body) {}

    /** Posts a form to the token endpoint of a realm. */
    Answer form(String realm, java.util.Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(java.util.stream.Collectors.joining("&"));
        HttpResponse<String> response = Http.send(
                HttpRequest.newBuilder(URI.create(url + "/realms/" + realm + "/protocol/openid-connect/token"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
        return new Answer(response.statusCode(), response.body());
    }

    private static void expectSuccess(String method, String path, HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw failed(method, path, response);
        }
    }

    private static Failure failed(String method, String path, HttpResponse<String> response) {
        return new Failure("Keycloak answered " + response.statusCode() + " to " + method + " /admin/realms" + path
                + ": " + response.body());
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Failure("Keycloak answered something that is not JSON.", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
