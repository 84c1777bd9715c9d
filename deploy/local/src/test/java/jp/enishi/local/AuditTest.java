package jp.enishi.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command against management ports that answer as the services do; those not set up know no audit trail. */
class AuditTest {

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private HttpServer server;
    private Audit audit;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Ports.HOST), 0), 0);
        server.start();
        String url = "http://" + Ports.HOST + ":" + server.getAddress().getPort() + "/";
        audit = new Audit(service -> url + service.name(), new PrintStream(text, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void intactTrailsAreCounted() {
        trail("cases", 200, "{\"entries\":12,\"objects\":3,\"intact\":true,\"broken\":[]}");
        assertThat(audit.verify()).isTrue();
        assertThat(text.toString(StandardCharsets.UTF_8)).contains("cases: 12 entries about 3 objects, intact");
    }

    @Test
    void aBrokenTrailIsToldWithItsPlace() {
        trail("cases", 200, "{\"entries\":12,\"objects\":3,\"intact\":true,\"broken\":[]}");
        trail("contracts", 200, """
                {"entries":7,"objects":2,"intact":false,
                 "broken":[{"objectType":"offer","objectId":"0197","position":4,"finding":"changed"}]}""");
        assertThat(audit.verify()).isFalse();
        assertThat(text.toString(StandardCharsets.UTF_8))
                .contains("contracts: 7 entries about 2 objects, NOT INTACT")
                .contains("offer 0197, entry 4: changed");
    }

    @Test
    void aServiceThatCannotTellIsAFailure() {
        trail("cases", 500, "{}");
        assertThatThrownBy(audit::verify).isInstanceOf(Failure.class).hasMessageContaining("cases");
    }

    private void trail(String service, int status, String body) {
        server.createContext("/" + service + "/q/enishi/audit", exchange -> send(exchange, status, body));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
