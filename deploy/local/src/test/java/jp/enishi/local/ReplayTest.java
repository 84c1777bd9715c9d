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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command against management ports that answer as the services do. */
class ReplayTest {

    private static final Service MATCHING = Service.named("matching");

    /** The events that wait in matching, as {@code consumer aggregate version}; the other services know no events. */
    private final List<String> parked = new ArrayList<>();

    private final List<String> posts = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private HttpServer server;
    private Replay replay;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Ports.HOST), 0), 0);
        server.createContext("/matching/q/enishi/parked", this::answer);
        server.start();
        String url = "http://" + Ports.HOST + ":" + server.getAddress().getPort() + "/";
        replay = new Replay(service -> url + service.name(), new PrintStream(text, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Lists two events at most, and cannot apply what belongs to the aggregate {@code broken}. */
    private void answer(HttpExchange exchange) throws IOException {
        String body;
        if (exchange.getRequestMethod().equals("GET")) {
            body = "{\"items\":["
                    + String.join(
                            ",",
                            parked.stream()
                                    .limit(2)
                                    .map(event -> event.split(" "))
                                    .map(event -> """
                                            {"id":1,"consumer":"%s","aggregate":"%s","version":%s,"code":"handler-failed",
                                             "cause":"no such skill","parkedAt":"2026-11-24T03:00:00Z"}""".formatted(event[0], event[1], event[2]))
                                    .toList())
                    + "]}";
        } else {
            String query = exchange.getRequestURI().getQuery();
            posts.add(query);
            if (query.endsWith("broken")) {
                body = "{\"applied\":0,\"stoppedBy\":\"handler-failed\",\"cause\":\"no such skill\"}";
            } else {
                int before = parked.size();
                parked.removeIf(
                        event -> query.equals("consumer=" + event.split(" ")[0] + "&aggregate=" + event.split(" ")[1]));
                body = "{\"applied\":" + (before - parked.size()) + ",\"stoppedBy\":null,\"cause\":null}";
            }
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String said() {
        return text.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatWaitsIsListedByServiceConsumerAndAggregateWithTheCommandThatAppliesIt() {
        replay.list();
        assertThat(said()).isEqualTo("Nothing is parked: no event waits for a repair.\n");
        text.reset();
        parked.addAll(List.of("index a 4", "index a 6"));
        replay.list();
        assertThat(said()).isEqualTo("""
                matching
                  consumer index, aggregate a: 2 events, versions 4 to 6, the first since 2026-11-24T03:00:00Z
                    handler-failed: no such skill
                  When the cause is repaired, apply them in order: ./enishi replay matching
                """);
    }

    @Test
    void everyAggregateIsAppliedOnceAlsoThoseBehindTheFirstList() {
        parked.addAll(List.of("index a 4", "index a 5", "index b 1", "proposals a 4"));
        assertThat(replay.run(MATCHING, null, null)).isTrue();
        assertThat(posts)
                .containsExactly(
                        "consumer=index&aggregate=a", "consumer=index&aggregate=b", "consumer=proposals&aggregate=a");
        assertThat(said())
                .contains("consumer index, aggregate a: 2 events applied\n", "aggregate b: 1 event applied\n");
        text.reset();
        assertThat(replay.run(MATCHING, null, null)).isTrue();
        assertThat(said()).isEqualTo("Nothing is parked in matching.\n");
    }

    @Test
    void whatFailsAgainIsToldAndDoesNotHoldUpTheOthers() {
        parked.addAll(List.of("index broken 4", "index a 1"));
        assertThat(replay.run(MATCHING, null, null)).isFalse();
        assertThat(posts).hasSize(2);
        assertThat(said())
                .contains("aggregate broken: 0 events applied, then stopped by handler-failed: no such skill")
                .contains("aggregate a: 1 event applied\n");
        assertThat(parked).containsExactly("index broken 4");
    }

    @Test
    void aConsumerOrAnAggregateNarrowsItAndOneThatDoesNotWaitIsRefused() {
        parked.addAll(List.of("index a 4", "proposals a 4"));
        assertThat(replay.run(MATCHING, "proposals", "a")).isTrue();
        assertThat(parked).containsExactly("index a 4");
        assertThatThrownBy(() -> replay.run(MATCHING, "proposals", null))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Nothing like that is parked in matching");
        assertThatThrownBy(() -> replay.run(MATCHING, null, "b")).isInstanceOf(Failure.class);
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed() {
        server.stop(0);
        assertThatThrownBy(replay::list)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("talents does not answer")
                .hasMessageContaining("./enishi logs talents");
    }
}
