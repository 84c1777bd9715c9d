package jp.enishi.meetings;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import jp.enishi.platform.test.Events;

/** A mail server, Keycloak's token and user endpoints, and the topics that this service reads. */
public final class Outside implements QuarkusTestResourceLifecycleManager {
    private static final String TOKEN = "service-account-token";

    private final Map<String, String> users = new ConcurrentHashMap<>();
    private volatile boolean keycloakDown;
    private GreenMail mail;
    private HttpServer keycloak;

    @Override
    public Map<String, String> start() {
        try {
            List.of("cases.candidacy", "cases.case", "meetings.meeting").forEach(Events::create);
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

    GreenMail mail() {
        return mail;
    }

    void keycloakDown(boolean down) {
        keycloakDown = down;
    }

    /** Gives an account an address, as Keycloak shows it. */
    String account(UUID user, boolean verified) {
        String address = "p" + user.toString().substring(24) + "@people.example";
        users.put(user.toString(), """
            {"id":"%s","username":"%s","firstName":"花子","email":"%s","emailVerified":%s,"enabled":true}\
            """.formatted(user, address, address, verified));
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
}
