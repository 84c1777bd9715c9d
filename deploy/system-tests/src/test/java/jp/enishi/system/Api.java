package jp.enishi.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The services' own addresses, as a coordinator calls them: in full, or cut off on the way. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** One request; sending it again is a retry. */
    record Call(String method, String url, Map<String, String> headers, String body) {
        /** A change that names the version it changes. */
        Call of(long version) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put("If-Match", "\"" + version + "\"");
            return new Call(method, url, more, body);
        }
    }

    record Answer(int status, JsonNode body, boolean replayed) {}

    private final Supplier<String> token;

    Api(Supplier<String> token) {
        this.token = token;
    }

    static Call post(String url, String key, String body) {
        return new Call("POST", url, Map.of("Idempotency-Key", key), body);
    }

    static Call put(String url, String body) {
        return new Call("PUT", url, Map.of(), body);
    }

    JsonNode get(String url) {
        try {
            Answer answer = send(new Call("GET", url, Map.of(), ""));
            if (answer.status() != 200) {
                throw new AssertionError("GET " + url + " answered " + answer.status() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException unreachable) {
            throw new AssertionError("GET " + url, unreachable);
        }
    }

    /** Fails with an {@link IOException} when there was no answer: whether there was an effect is then unknown. */
    Answer send(Call call) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(call.url()))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token.get());
        call.headers().forEach(request::header);
        if (call.method().equals("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", "application/json")
                    .method(call.method(), BodyPublishers.ofString(call.body()));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    parse(response.body()),
                    response.headers().firstValue("Idempotency-Replayed").isPresent());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /**
     * Sends the first {@code bytes} bytes of the request (all, when there are fewer), waits, and hangs up: with a reset, which
     * throws away what is under way in both directions, or in good order.
     */
    void cutOff(Call call, int bytes, Duration wait, boolean reset) throws IOException, InterruptedException {
        URI uri = URI.create(call.url());
        byte[] content = call.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(
                        "%s %s HTTP/1.1\r\nHost: %s\r\n".formatted(call.method(), uri.getPath(), uri.getAuthority()))
                .append("Authorization: Bearer ")
                .append(token.get())
                .append("\r\nContent-Type: application/json\r\nContent-Length: ")
                .append(content.length)
                .append("\r\n");
        call.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setTcpNoDelay(true);
            if (reset) {
                socket.setSoLinger(true, 0);
            }
            socket.getOutputStream().write(whole, 0, Math.min(bytes, whole.length));
            socket.getOutputStream().flush();
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        }
    }

    /** The user that the token speaks for. */
    String subject() {
        String claims = token.get().split("\\.")[1];
        return parse(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                .path("sub")
                .asText();
    }

    static JsonNode parse(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError("Not JSON: " + text, noJson);
        }
    }
}
