package jp.enishi.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ReadyTest {
    @Test
    void onlyAnAnswerOf200IsReady() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/q/health/live", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        assertThat(Ready.answers(port, "/q/health/ready")).isTrue();
        assertThat(Ready.answers(port, "/q/health/live")).isFalse();
        server.stop(0);
        assertThat(Ready.answers(port, "/q/health/ready")).isFalse();
    }
}
