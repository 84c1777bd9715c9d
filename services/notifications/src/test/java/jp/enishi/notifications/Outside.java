package jp.enishi.notifications;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import jp.enishi.platform.test.Events;

/**
 * A mail server, and Keycloak's token and user endpoints. Test and resource live in different class loaders, so what they
 * share are types of the JDK in the system properties.
 */
public final class Outside implements QuarkusTestResourceLifecycleManager {
    private static final String TOKEN = "service-account-token";
    private GreenMail mail;
    private HttpServer keycloak;

    @Override
    public Map<String, String> start() {
        try {
            List.of("talents.talent", "cases.case", "matching.match").forEach(Events::create);
            mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mail.start();
            Properties shared = System.getProperties();
            shared.put("outside.users", new ConcurrentHashMap<String, String>());
            shared.put("outside.down", new AtomicBoolean());
            shared.put("outside.mails", (Supplier<List<byte[]>>) () -> Arrays.stream(mail.getReceivedMessages())
                    .map(message -> GreenMailUtil.getWholeMessage(message).getBytes(StandardCharsets.UTF_8))
                    .toList());
            keycloak = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            keycloak.createContext(
                    "/realms/enishi/protocol/openid-connect/token",
                    exchange -> answer(
                            exchange,
                            200,
                            "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":300,\"token_type\":\"Bearer\"}"));
            keycloak.createContext("/admin/realms/enishi/users/", Outside::user);
            keycloak.start();
            String url = "http://127.0.0.1:" + keycloak.getAddress().getPort();
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

    private static void user(HttpExchange exchange) throws IOException {
        if (down().get()) {
            answer(exchange, 503, "{}");
            return;
        }
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\":\"HTTP 401 Unauthorized\"}");
            return;
        }
        String user = users().get(exchange.getRequestURI().getPath().replaceFirst(".*/", ""));
        answer(exchange, user == null ? 404 : 200, user == null ? "{\"error\":\"User not found\"}" : user);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Gives an account an address, as Keycloak shows it. */
    static String account(UUID user, boolean verified) {
        String address = "p" + user.toString().substring(24) + "@people.example";
        users().put(user.toString(), """
                        {"id":"%s","username":"%s","firstName":"花子","lastName":"山田","email":"%s","emailVerified":%s,
                         "enabled":true,"createdTimestamp":1760000000000,"totp":false,"access":{"view":true}}""".formatted(user, address, address, verified));
        return address;
    }

    static AtomicBoolean down() {
        return (AtomicBoolean) System.getProperties().get("outside.down");
    }

    /** What the mail server took for this address, in order. */
    static List<MimeMessage> mails(String address) {
        @SuppressWarnings("unchecked")
        var all = (Supplier<List<byte[]>>) System.getProperties().get("outside.mails");
        List<MimeMessage> found = new ArrayList<>();
        try {
            for (byte[] bytes : all.get()) {
                var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
                if (message.getAllRecipients()[0].toString().equals(address)) {
                    found.add(message);
                }
            }
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> users() {
        return (Map<String, String>) System.getProperties().get("outside.users");
    }
}
