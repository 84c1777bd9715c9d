package jp.enishi.platform.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A mail server that can go away and refuse people, and Keycloak's token and user endpoints. */
public final class Outside implements QuarkusTestResourceLifecycleManager {
    private static final String TOKEN = "service-account-token";

    private final Map<String, String> users = new ConcurrentHashMap<>();
    private volatile boolean keycloakDown;
    private ServerSetup setup;
    private GreenMail mail;
    private HttpServer keycloak;

    @Override
    public Map<String, String> start() {
        try {
            setup = new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
            mailUp();
            keycloak = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            keycloak.createContext(
                    "/realms/enishi/protocol/openid-connect/token",
                    exchange -> answer(
                            exchange,
                            200,
                            "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":300,\"token_type\":\"Bearer\"}"));
            keycloak.createContext("/admin/realms/enishi/users/", this::user);
            keycloak.start();
        } catch (IOException unusable) {
            throw new IllegalStateException(unusable);
        }
        String url = "http://127.0.0.1:" + keycloak.getAddress().getPort();
        return Map.of(
                "SMTP_PORT",
                Integer.toString(setup.getPort()),
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

    GreenMail mail() {
        return mail;
    }

    void mailUp() {
        mail = new GreenMail(setup);
        mail.start();
    }

    void mailDown() {
        mail.stop();
    }

    /** A server that takes connections and says nothing; closed by who asked for it. */
    ServerSocket mailSilent() throws IOException {
        mail.stop();
        return new ServerSocket(setup.getPort(), 50, InetAddress.getLoopbackAddress());
    }

    void keycloakDown(boolean down) {
        keycloakDown = down;
    }

    /** Gives an account an address, as Keycloak shows it. */
    String account(UUID user, boolean verified) {
        return account(user, verified, "\"enabled\":true");
    }

    /** The same of whom Keycloak calls disabled for a reason of its own. */
    String lockedOut(UUID user) {
        return account(user, true, "\"enabled\":false,\"attributes\":{\"disabledReason\":[\"permanentLockout\"]}");
    }

    /** The same of whom an operator has disabled. */
    String shut(UUID user) {
        return account(user, true, "\"enabled\":false");
    }

    private String account(UUID user, boolean verified, String more) {
        String address = "p" + user.toString().substring(24) + "@people.example";
        users.put(user.toString(), """
            {"id":"%s","username":"%s","firstName":"花子","email":"%s","emailVerified":%s,%s}\
            """.formatted(user, address, address, verified, more));
        return address;
    }

    private void user(HttpExchange exchange) throws IOException {
        if (keycloakDown) {
            answer(exchange, 503, "{}");
            return;
        }
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
            return;
        }
        String user = users.get(exchange.getRequestURI().getPath().replaceFirst(".*/", ""));
        answer(exchange, user == null ? 404 : 200, user == null ? "{}" : user);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
