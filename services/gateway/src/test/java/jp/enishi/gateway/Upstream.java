package jp.enishi.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for the services: tells what arrived, streams, redirects, and is absent at one address. */
public final class Upstream implements QuarkusTestResourceLifecycleManager {
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, AtomicInteger> lost = new ConcurrentHashMap<>();
    private final Promise<Void> arrived = Promise.promise();
    private final Promise<String> slowly = Promise.promise();

    @Override
    public Map<String, String> start() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        String url = "http://127.0.0.1:" + server.actualPort();
        Map<String, String> settings = new HashMap<>();
        settings.put("WEB_URL", url);
        settings.put("TALENTS_URL", url);
        settings.put("CASES_URL", url);
        settings.put("NOTIFICATIONS_URL", url);
        settings.put("MATCHING_URL", "http://127.0.0.1:" + closedPort());
        settings.put("enishi.gateway.routes.\"/down\"", "http://127.0.0.1:" + closedPort());
        settings.put("PUBLIC_URL", "https://enishi.example");
        settings.put("BFF_KEY_FILE", key());
        settings.put("STATE_SECRET", "a-secret-of-the-test-with-32-characters");
        settings.put("RATE_SEARCH", "5");
        settings.put("RATE_LOGIN", "1000");
        settings.put("enishi.gateway.stream-silence", "2S");
        return settings;
    }

    /** Counts the questions of a kind; the first, the third and so on are to be lost. */
    private boolean losesEveryOther(HttpServerRequest request) {
        return asked(request).incrementAndGet() % 2 == 1;
    }

    private AtomicInteger asked(HttpServerRequest request) {
        return lost.computeIfAbsent(request.method() + " " + request.path(), kind -> new AtomicInteger());
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/stream-page/stream", "/api/v1/notifications/stream" -> {
                var response = request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
                response.write("event: notification\ndata: 1\n\n");
                long timer = vertx.setPeriodic(200, tick -> response.write(": keep-alive\n\n"));
                response.closeHandler(closed -> {
                    vertx.cancelTimer(timer);
                    System.setProperty("enishi.test.stream.closed", "true");
                });
            }
            case "/mute/stream" ->
                request.response()
                        .setChunked(true)
                        .putHeader("Content-Type", "text/event-stream")
                        .write("data: 1\n\n");
            case "/large" -> {
                var response = request.response().setChunked(true);
                for (int part = 0; part < 64; part++) {
                    response.write("x".repeat(65_536));
                }
                response.end();
            }
            case "/unchanged" ->
                request.response().setStatusCode(304).putHeader("ETag", "\"1\"").end();
            case "/moved" ->
                request.response()
                        .setStatusCode(303)
                        .putHeader(
                                "Location",
                                "absolute=1".equals(request.query())
                                        ? "http://" + request.getHeader("Host") + "/elsewhere?x=1"
                                        : "/elsewhere?x=1")
                        .end();
            case "/loose" ->
                request.response()
                        .putHeader("Content-Security-Policy", "default-src *")
                        .putHeader("X-Frame-Options", "ALLOWALL")
                        .putHeader("Server", "upstream")
                        .putHeader("X-Powered-By", "something")
                        .end("loose");
            case "/lost" -> {
                if (losesEveryOther(request)) {
                    request.connection().close();
                } else {
                    request.response().end("found");
                }
            }
            case "/lost/stream" -> {
                if (losesEveryOther(request)) {
                    request.connection().close();
                } else {
                    request.response()
                            .setChunked(true)
                            .putHeader("Content-Type", "text/event-stream")
                            .write("data: found\n\n");
                }
            }
            case "/lost/slowly" -> {
                AtomicInteger asked = asked(request);
                if (asked.incrementAndGet() == 1) {
                    vertx.setTimer(400, lost -> {
                        request.connection().close();
                        // By then a second question would have come.
                        vertx.setTimer(400, later -> slowly.complete(asked.toString()));
                    });
                }
                arrived.tryComplete();
            }
            case "/lost/slowly/arrived" ->
                arrived.future().onSuccess(once -> request.response().end());
            case "/lost/slowly/asked" -> slowly.future().onSuccess(request.response()::end);
            case "/missing" -> request.response().setStatusCode(404).end("none");
            default ->
                request.body().onSuccess(body -> {
                    JsonObject headers = new JsonObject();
                    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(), value));
                    String answer = new JsonObject()
                            .put("method", request.method().name())
                            .put("uri", request.uri())
                            .put("headers", headers)
                            .put("length", body.length())
                            .encode();
                    request.response().putHeader("Content-Type", "application/json");
                    if (request.method().name().equals("HEAD")) {
                        request.response()
                                .putHeader("Content-Length", "5")
                                .putHeader("ETag", "\"7\"")
                                .end();
                    } else {
                        request.response().end(answer);
                    }
                });
        }
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    private static String key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            String pem = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(
                                    generator.generateKeyPair().getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            Path file = Files.createTempFile("bff", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, pem).toString();
        } catch (IOException | NoSuchAlgorithmException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    @Override
    public void stop() {
        vertx.close();
    }
}
