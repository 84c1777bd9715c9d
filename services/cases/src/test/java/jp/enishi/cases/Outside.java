package jp.enishi.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A mail server, and as much of Keycloak as makes clients of people. */
public final class Outside implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "service-account-token";
    private static final String ADMIN = "/admin/realms/enishi";

    private final Map<String, Organization> organizations = new LinkedHashMap<>();
    private final Map<String, User> users = new LinkedHashMap<>();
    private final List<String> invitations = new ArrayList<>();
    private final Set<String> signedOut = ConcurrentHashMap.newKeySet();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final Set<String> mute = ConcurrentHashMap.newKeySet();
    private GreenMail mail;
    private HttpServer keycloak;

    /** An organisation and its members. */
    record Organization(String id, String name, String alias, String inquiry, Set<String> members) {}

    /** An account and its realm roles. */
    record User(String id, JsonNode stated, boolean enabled, boolean verified, Set<String> roles) {}

    @Override
    public Map<String, String> start() {
        try {
            mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mail.start();
            keycloak = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            keycloak.createContext(
                    "/realms/enishi/protocol/openid-connect/token",
                    exchange -> answer(
                            exchange,
                            200,
                            "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":300,\"token_type\":\"Bearer\"}"));
            keycloak.createContext(ADMIN, this::admin);
            keycloak.start();
        } catch (IOException unusable) {
            throw new IllegalStateException(unusable);
        }
        String url = "http://127.0.0.1:" + keycloak.getAddress().getPort();
        return Map.of(
                "SMTP_PORT",
                Integer.toString(mail.getSmtp().getPort()),
                "KEYCLOAK_URL",
                url,
                "quarkus.oidc-client.auth-server-url",
                url + "/realms/enishi");
    }

    @Override
    public void stop() {
        mail.stop();
        keycloak.stop(0);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Outside.class));
    }

    /** The mails that arrived at an address. */
    List<MimeMessage> mails(String address) {
        return Stream.of(mail.getReceivedMessages())
                .filter(message -> {
                    try {
                        return message.getAllRecipients()[0].toString().equalsIgnoreCase(address);
                    } catch (MessagingException unreadable) {
                        throw new IllegalStateException(unreadable);
                    }
                })
                .toList();
    }

    /** Until {@link #repair}, requests such as {@code "POST /organizations"} fail before they do anything. */
    void breakDown(String request) {
        broken.add(request);
    }

    /** Until {@link #repair}, such requests do what they should, and their sender never learns of it. */
    void loseAnswers(String request) {
        mute.add(request);
    }

    void repair() {
        broken.clear();
        mute.clear();
    }

    synchronized List<Organization> organizations(UUID inquiryId) {
        return organizations.values().stream()
                .filter(organization -> organization.inquiry().equals(inquiryId.toString()))
                .toList();
    }

    synchronized List<User> users(String email) {
        return users.values().stream()
                .filter(user -> user.stated().path("email").asText().equals(email))
                .toList();
    }

    synchronized List<String> invitations(String userId) {
        return invitations.stream().filter(userId::equals).toList();
    }

    /** Somebody who has an account already. */
    synchronized String account(String email, boolean enabled, boolean verified) {
        ObjectNode stated = JSON.createObjectNode().put("email", email);
        return add(stated, enabled, verified).id();
    }

    /** Somebody may sign in no longer. */
    synchronized void lock(String userId) {
        users.computeIfPresent(userId, (id, user) -> new User(id, user.stated(), false, user.verified(), user.roles()));
    }

    /** Somebody with these roles alone. */
    synchronized String holder(String email, String... roles) {
        String id = account(email, true, true);
        users.get(id).roles().clear();
        users.get(id).roles().addAll(Set.of(roles));
        return id;
    }

    synchronized Set<String> roles(String userId) {
        return Set.copyOf(users.get(userId).roles());
    }

    /** Whether their sessions were ended. */
    boolean signedOut(String userId) {
        return signedOut.contains(userId);
    }

    /** An organisation that nobody asked us to make. */
    synchronized void organization(String name) {
        String id = UUID.randomUUID().toString();
        organizations.put(id, new Organization(id, name, name, "", ConcurrentHashMap.newKeySet()));
    }

    private User add(JsonNode stated, boolean enabled, boolean verified) {
        Set<String> roles = ConcurrentHashMap.newKeySet();
        roles.add("default-roles-enishi");
        var user = new User(UUID.randomUUID().toString(), stated, enabled, verified, roles);
        users.put(user.id(), user);
        return user;
    }

    private void admin(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(ADMIN.length());
        String request = exchange.getRequestMethod() + " " + path.replaceAll("/[0-9a-f-]{36}", "/id");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
        } else if (broken.contains(request)) {
            answer(exchange, 503, "{}");
        } else {
            Answer answer = act(request, path.split("/"), exchange.getRequestURI(), body);
            answer(exchange, mute.contains(request) ? 504 : answer.status(), answer.body());
        }
    }

    private record Answer(int status, String body) {}

    private synchronized Answer act(String request, String[] path, URI uri, String body) throws IOException {
        return switch (request) {
            case "GET /organizations" -> {
                String wanted = parameter(uri, "q").replaceFirst("^inquiry:", "");
                String part = parameter(uri, "search");
                ArrayNode found = JSON.createArrayNode();
                organizations.values().stream()
                        .filter(organization -> wanted.isEmpty()
                                ? organization.name().contains(part)
                                : organization.inquiry().equals(wanted))
                        .forEach(organization -> found.addObject()
                                .put("id", organization.id())
                                .put("alias", organization.alias())
                                .put("name", organization.name()));
                yield new Answer(200, found.toString());
            }
            case "POST /organizations" -> make(JSON.readTree(body));
            case "POST /organizations/id/members" -> {
                var joined = organizations.computeIfAbsent(
                        path[2], id -> new Organization(id, id, id, "", ConcurrentHashMap.newKeySet()));
                boolean fresh = joined.members().add(JSON.readTree(body).asText());
                yield new Answer(fresh ? 201 : 409, "");
            }
            case "GET /organizations/id/members" -> {
                ArrayNode found = JSON.createArrayNode();
                var organization = organizations.get(path[2]);
                Set<String> members = organization == null ? Set.of() : organization.members();
                users.values().stream()
                        .filter(user -> members.contains(user.id()))
                        .forEach(user -> found.addObject()
                                .put("id", user.id())
                                .put(
                                        "firstName",
                                        user.stated().path("firstName").asText())
                                .put("lastName", user.stated().path("lastName").asText())
                                .put("email", user.stated().path("email").asText())
                                .put("emailVerified", user.verified())
                                .put("enabled", user.enabled())
                                .set("attributes", user.stated().path("attributes")));
                yield new Answer(200, found.toString());
            }
            case "GET /roles/coordinator/users" -> new Answer(200, """
                [{"id":"01980000-0000-7000-8000-000000000c01","lastName":"佐々木","firstName":"恵","enabled":false,
                   "attributes":{"disabledReason":["permanentLockout"]}},
                 {"id":"01980000-0000-7000-8000-000000000c02","lastName":"元","firstName":"職員","enabled":false}]\
                """);
            case "GET /roles/admin/users", "GET /roles/auditor/users" ->
                new Answer(200, logins(user -> user.roles().contains(path[2]), uri));
            case "GET /users/id" ->
                users.containsKey(path[2])
                        ? new Answer(200, login(users.get(path[2])).toString())
                        : new Answer(404, "{}");
            case "PUT /users/id" -> {
                var user = users.get(path[2]);
                boolean enabled = JSON.readTree(body).path("enabled").asBoolean();
                users.put(path[2], new User(user.id(), user.stated(), enabled, user.verified(), user.roles()));
                yield new Answer(204, "");
            }
            case "POST /users/id/logout" -> {
                signedOut.add(path[2]);
                yield new Answer(204, "");
            }
            case "GET /organizations/members/id/organizations" -> {
                ArrayNode found = JSON.createArrayNode();
                organizations.values().stream()
                        .filter(organization -> organization.members().contains(path[3]))
                        .forEach(organization -> found.addObject()
                                .put("id", organization.id())
                                .put("alias", organization.alias())
                                .put("name", organization.name()));
                yield new Answer(200, found.toString());
            }
            case "GET /users" -> {
                if (parameter(uri, "exact").isEmpty()) {
                    String part = parameter(uri, "email");
                    yield new Answer(
                            200,
                            logins(user -> user.stated().path("email").asText().contains(part), uri));
                }
                ArrayNode found = JSON.createArrayNode();
                users(parameter(uri, "email"))
                        .forEach(user -> found.addObject()
                                .put("id", user.id())
                                .put("username", "x")
                                .put("enabled", user.enabled())
                                .put("emailVerified", user.verified()));
                yield new Answer(200, found.toString());
            }
            case "POST /users" -> {
                JsonNode stated = JSON.readTree(body);
                if (!users(stated.path("email").asText()).isEmpty()) {
                    yield new Answer(409, "{}");
                }
                add(
                        stated,
                        stated.path("enabled").asBoolean(),
                        stated.path("emailVerified").asBoolean());
                yield new Answer(201, "");
            }
            case "GET /users/id/role-mappings/realm" ->
                users.containsKey(path[2])
                        ? new Answer(200, roles(users.get(path[2]).roles()))
                        : new Answer(404, "{}");
            case "DELETE /users/id" -> new Answer(users.remove(path[2]) == null ? 404 : 204, "");
            case "GET /users/id/role-mappings/realm/available" -> {
                Set<String> left =
                        new java.util.TreeSet<>(Set.of("client", "talent", "coordinator", "auditor", "admin"));
                left.removeAll(users.get(path[2]).roles());
                yield new Answer(200, roles(left));
            }
            case "POST /users/id/role-mappings/realm" -> {
                JSON.readTree(body)
                        .forEach(role ->
                                users.get(path[2]).roles().add(role.get("name").asText()));
                yield new Answer(204, "");
            }
            case "DELETE /users/id/role-mappings/realm" -> {
                JSON.readTree(body)
                        .forEach(role -> users.get(path[2])
                                .roles()
                                .remove(role.get("name").asText()));
                yield new Answer(204, "");
            }
            case "PUT /users/id/execute-actions-email" -> {
                if (!JSON.readTree(body).toString().equals("[\"UPDATE_PASSWORD\"]")) {
                    yield new Answer(400, "{}");
                }
                invitations.add(path[2]);
                yield new Answer(204, "");
            }
            default -> new Answer(404, "{}");
        };
    }

    private String logins(Predicate<User> wanted, URI uri) {
        ArrayNode found = JSON.createArrayNode();
        users.values().stream()
                .filter(wanted)
                .skip(Long.parseLong(parameter(uri, "first")))
                .limit(Long.parseLong(parameter(uri, "max")))
                .forEach(user -> found.add(login(user)));
        return found.toString();
    }

    private static ObjectNode login(User user) {
        String email = user.stated().path("email").asText();
        return JSON.createObjectNode()
                .put("id", user.id())
                .put("username", email)
                .put("email", email)
                .put("firstName", "花子")
                .put("enabled", user.enabled())
                .put("emailVerified", user.verified());
    }

    private Answer make(JsonNode stated) {
        String name = stated.path("name").asText();
        String alias = stated.path("alias").asText();
        if (organizations.values().stream()
                .anyMatch(there -> there.name().equals(name) || there.alias().equals(alias))) {
            return new Answer(409, "{}");
        }
        String id = UUID.randomUUID().toString();
        String inquiry = stated.path("attributes").path("inquiry").path(0).asText();
        organizations.put(id, new Organization(id, name, alias, inquiry, ConcurrentHashMap.newKeySet()));
        return new Answer(201, "");
    }

    private static String roles(Set<String> names) throws JsonProcessingException {
        return JSON.writeValueAsString(names.stream()
                .map(name -> Map.of("id", "role-" + name, "name", name, "composite", false))
                .toList());
    }

    private static String parameter(URI uri, String name) {
        return Stream.of(uri.getRawQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
