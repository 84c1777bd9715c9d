package jp.enishi.notifications;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jp.enishi.platform.test.Events;

/**
 * A mail server, and Keycloak's token and user endpoints. Test and resource live in different class loaders, so a test
 * reaches them by HTTP.
 */
public final class Outside implements QuarkusTestResourceLifecycleManager {
    private static final String TOKEN = "service-account-token";
    private static final String URL = "outside.url";
    private static final String LOCKED_OUT =
            "\"enabled\":false,\"attributes\":{\"disabledReason\":[\"permanentLockout\"]}";

    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final Map<String, String> members = new ConcurrentHashMap<>();
    private volatile boolean down;
    private GreenMail mail;
    private HttpServer keycloak;

    @Override
    public Map<String, String> start() {
        try {
            List.of(
                            "talents.talent",
                            "cases.case",
                            "cases.candidacy",
                            "cases.proposal",
                            "cases.view",
                            "cases.inquiry",
                            "matching.alert",
                            "matching.match",
                            "meetings.meeting",
                            "contracts.offer",
                            "contracts.order",
                            "contracts.engagement")
                    .forEach(Events::create);
            mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mail.start();
            keycloak = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            keycloak.createContext(
                    "/realms/enishi/protocol/openid-connect/token",
                    exchange -> answer(
                            exchange,
                            200,
                            "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":300,\"token_type\":\"Bearer\"}"));
            keycloak.createContext("/admin/realms/enishi/users/", this::user);
            keycloak.createContext("/admin/realms/enishi/organizations/", this::members);
            keycloak.createContext("/admin/realms/enishi/roles/coordinator/users", this::members);
            keycloak.createContext("/test/members/", exchange -> {
                members.put(
                        last(exchange), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                answer(exchange, 200, "{}");
            });
            keycloak.createContext("/test/users/", exchange -> {
                users.put(last(exchange), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                answer(exchange, 200, "{}");
            });
            keycloak.createContext("/test/down/", exchange -> {
                down = Boolean.parseBoolean(last(exchange));
                answer(exchange, 200, "{}");
            });
            keycloak.createContext(
                    "/test/mails",
                    exchange -> answer(
                            exchange,
                            200,
                            Arrays.stream(mail.getReceivedMessages())
                                    .map(message -> Base64.getEncoder()
                                            .encodeToString(GreenMailUtil.getWholeMessage(message)
                                                    .getBytes(StandardCharsets.UTF_8)))
                                    .collect(Collectors.joining("\n"))));
            keycloak.start();
            String url = "http://127.0.0.1:" + keycloak.getAddress().getPort();
            System.setProperty(URL, url);
            return Map.of(
                    "SMTP_HOST",
                    "127.0.0.1",
                    "SMTP_PORT",
                    Integer.toString(mail.getSmtp().getPort()),
                    "KEYCLOAK_URL",
                    url,
                    "quarkus.oidc-client.auth-server-url",
                    url + "/realms/enishi",
                    "enishi.notifications.keep-alive",
                    "500ms");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        mail.stop();
        keycloak.stop(0);
    }

    private void user(HttpExchange exchange) throws IOException {
        asked(exchange, users.get(last(exchange)), "User");
    }

    /** Those of {@code …/organizations/{id}/members} or {@code …/roles/{name}/users}. */
    private void members(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        asked(exchange, members.get(path[path.length - 2]), "Organization");
    }

    private void asked(HttpExchange exchange, String found, String what) throws IOException {
        if (down) {
            answer(exchange, 503, "{}");
        } else if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\":\"HTTP 401 Unauthorized\"}");
        } else {
            answer(
                    exchange,
                    found == null ? 404 : 200,
                    found == null ? "{\"error\":\"" + what + " not found\"}" : found);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String last(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().replaceFirst(".*/", "");
    }

    /** Gives an account an address, as Keycloak shows it. */
    public static String account(UUID user, boolean verified) {
        return account(user, verified, "\"enabled\":true");
    }

    /** The same of whom Keycloak calls disabled for a reason of its own. */
    public static String lockedOut(UUID user) {
        return account(user, true, LOCKED_OUT);
    }

    /** The same of whom an operator has disabled. */
    public static String shut(UUID user) {
        return account(user, true, "\"enabled\":false");
    }

    private static String account(UUID user, boolean verified, String more) {
        String address = "p" + user.toString().substring(24) + "@people.example";
        call("users/" + user, """
                {"id":"%s","username":"%s","firstName":"花子","lastName":"山田","email":"%s","emailVerified":%s,
                 %s,"createdTimestamp":1760000000000,"totp":false,"access":{"view":true}}""".formatted(user, address, address, verified, more));
        return address;
    }

    /** Makes these the members of a client's organisation. */
    public static void members(UUID organization, UUID... users) {
        call("members/" + organization, accounts("\"enabled\":true", users));
    }

    /** Makes these the members, all of whom Keycloak calls disabled for a reason of its own. */
    public static void lockedOutMembers(UUID organization, UUID... users) {
        call("members/" + organization, accounts(LOCKED_OUT, users));
    }

    /** Makes these the members, all of whom an operator has disabled. */
    public static void shutMembers(UUID organization, UUID... users) {
        call("members/" + organization, accounts("\"enabled\":false", users));
    }

    /** Makes these all the coordinators there are. */
    public static void coordinators(UUID... users) {
        call("members/coordinator", accounts("\"enabled\":true", users));
    }

    private static String accounts(String more, UUID... users) {
        return Arrays.stream(users)
                .map(user ->
                        "{\"id\":\"" + user + "\",\"username\":\"x\"," + more + ",\"membershipType\":\"UNMANAGED\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Whether the user endpoint fails from now on. */
    public static void down(boolean down) {
        call("down/" + down, "");
    }

    /** What the mail server took for this address, in order. */
    public static List<MimeMessage> mails(String address) {
        List<MimeMessage> found = new ArrayList<>();
        try {
            for (String encoded : call("mails", "").lines().toList()) {
                var bytes = new ByteArrayInputStream(Base64.getDecoder().decode(encoded));
                var message = new MimeMessage(Session.getInstance(new Properties()), bytes);
                if (message.getAllRecipients()[0].toString().equals(address)) {
                    found.add(message);
                }
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static String call(String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(System.getProperty(URL) + "/test/" + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
