package jp.enishi.platform.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Takes spans as OpenTelemetry's collector does (OTLP over HTTP, protobuf), for a service that is told to send them here. */
public final class Collector implements QuarkusTestResourceLifecycleManager {
    private static final List<Span> SPANS = new CopyOnWriteArrayList<>();
    private static final HexFormat HEX = HexFormat.of();

    private @Nullable HttpServer server;

    /** A span as it was sent; the parent is empty at the beginning of a trace. */
    public record Span(String trace, String id, String parent, String name, Map<String, String> texts) {}

    @Override
    public Map<String, String> start() {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            fresh.createContext("/v1/traces", Collector::take);
            fresh.start();
            server = fresh;
            return Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "http://127.0.0.1:" + fresh.getAddress().getPort());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** What was told of the trace so far. */
    public static List<Span> of(String trace) {
        return SPANS.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /**
     * The names of the spans below the parent, each one's child after it, for as long as there is one. Waits until they are
     * as many as wanted, but no longer than that; the answer tells how far the trace went.
     */
    public static List<String> path(String trace, String parent, int wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> path = path(of(trace), parent);
        while (path.size() < wanted && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            path = path(of(trace), parent);
        }
        return path;
    }

    private static List<String> path(List<Span> spans, String parent) {
        List<String> path = new ArrayList<>();
        Optional<Span> next = below(spans, parent);
        while (next.isPresent()) {
            path.add(next.get().name());
            next = below(spans, next.get().id());
        }
        return path;
    }

    private static Optional<Span> below(List<Span> spans, String parent) {
        return spans.stream().filter(span -> span.parent().equals(parent)).findFirst();
    }

    private static void take(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        for (byte[] resource : all(request, 1)) {
            for (byte[] scope : all(resource, 2)) {
                all(scope, 2).forEach(span -> SPANS.add(span(span)));
            }
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Span span(byte[] message) {
        Map<String, String> texts = new HashMap<>();
        for (byte[] attribute : all(message, 9)) {
            all(attribute, 2)
                    .forEach(value -> all(value, 1).forEach(text -> texts.put(text(attribute, 1), utf8(text))));
        }
        return new Span(hex(message, 1), hex(message, 2), hex(message, 4), text(message, 5), texts);
    }

    private static String hex(byte[] message, int number) {
        return all(message, number).stream().map(HEX::formatHex).findFirst().orElse("");
    }

    private static String text(byte[] message, int number) {
        return all(message, number).stream().map(Collector::utf8).findFirst().orElse("");
    }

    private static String utf8(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The fields of this number that have a length: texts, bytes and messages. */
    private static List<byte[]> all(byte[] message, int number) {
        List<byte[]> found = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            switch ((int) (key & 7)) {
                case 0 -> varint(in);
                case 1 -> in.getLong();
                case 5 -> in.getInt();
                case 2 -> {
                    byte[] value = new byte[(int) varint(in)];
                    in.get(value);
                    if (key >>> 3 == number) {
                        found.add(value);
                    }
                }
                default -> throw new IllegalArgumentException("no protobuf: wire type " + (key & 7));
            }
        }
        return found;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = in.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }
}
