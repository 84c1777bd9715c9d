package jp.enishi.platform.test.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that is being put together and may then be sent more than once. Redirects are answers like others: none is
 * followed. Addresses stand as they are sent; only what no address may contain is percent-encoded.
 */
public final class Request {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";
    private static final String PLAIN = "-._~:/?@!$&'()*+,;=%";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final StringJoiner query = new StringJoiner("&");
    private final StringJoiner form = new StringJoiner("&");
    private final StringJoiner cookies = new StringJoiner("; ");
    private int port;
    private byte @Nullable [] body;

    Request(int port) {
        this.port = port;
        headers.put("Accept", "*/*");
    }

    /** Another port of the same machine, such as that of the management. */
    public Request port(int other) {
        port = other;
        return this;
    }

    /** In place of a header of that name. */
    public Request header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Request accept(String mediaType) {
        return header("Accept", mediaType);
    }

    public Request contentType(String mediaType) {
        return header("Content-Type", mediaType);
    }

    public Request oauth2(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Request cookie(String name, String value) {
        cookies.add(name + "=" + value);
        return this;
    }

    public Request cookies(Map<String, String> values) {
        values.forEach(this::cookie);
        return this;
    }

    /** Each value of a list is a parameter of its own. */
    public Request queryParam(String name, Object... values) {
        add(query, name, List.of(values));
        return this;
    }

    public Request queryParams(Map<String, ?> values) {
        values.forEach((name, value) -> queryParam(name, value));
        return this;
    }

    /** Each value of a list is a field of its own. */
    public Request formParam(String name, Object value) {
        add(form, name, value);
        return this;
    }

    public Request formParams(Map<String, ?> values) {
        values.forEach(this::formParam);
        return this;
    }

    /** Text and bytes as they are, anything else as JSON. */
    public Request body(Object content) {
        body = switch (content) {
            case byte[] bytes -> bytes;
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            default -> json(content);
        };
        return this;
    }

    public Response get(String path) {
        return send("GET", path);
    }

    public Response post(String path) {
        return send("POST", path);
    }

    public Response put(String path) {
        return send("PUT", path);
    }

    public Response delete(String path) {
        return send("DELETE", path);
    }

    private Response send(String method, String path) {
        URI target = target(path);
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.putAll(headers);
        byte[] content = body;
        if (form.length() > 0) {
            content = form.toString().getBytes(StandardCharsets.US_ASCII);
            sent.putIfAbsent("Content-Type", FORM);
        }
        if (cookies.length() > 0) {
            sent.merge("Cookie", cookies.toString(), (one, other) -> one + "; " + other);
        }
        try {
            if (sent.values().stream().allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode)) {
                return usual(method, target, sent, content);
            }
            return Wire.send(method, target, sent, content);
        } catch (IOException broken) {
            throw new AssertionError(method + " " + target + " is not answered: " + broken, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + target, interrupted);
        }
    }

    private static Response usual(String method, URI target, Map<String, String> headers, byte @Nullable [] content)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(target);
        headers.forEach(request::header);
        if (content != null) {
            request.method(method, HttpRequest.BodyPublishers.ofByteArray(content));
        } else if (!method.equals("GET")) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Response(
                method + " " + target, answer.statusCode(), answer.headers().map(), answer.body());
    }

    private URI target(String path) {
        String address = path.startsWith("http://") ? path : "http://localhost:" + port + path;
        if (query.length() > 0) {
            address += (address.indexOf('?') < 0 ? '?' : '&') + query.toString();
        }
        return URI.create(encoded(address));
    }

    private static String encoded(String address) {
        var encoded = new StringBuilder(address.length());
        for (byte unit : address.getBytes(StandardCharsets.UTF_8)) {
            char sign = (char) (unit & 0xff);
            boolean plain = sign < 0x80 && (Character.isLetterOrDigit(sign) || PLAIN.indexOf(sign) >= 0);
            encoded.append(plain ? String.valueOf(sign) : "%%%02X".formatted((int) sign));
        }
        return encoded.toString();
    }

    private static void add(StringJoiner pairs, String name, Object value) {
        if (value instanceof Iterable<?> several) {
            several.forEach(each -> add(pairs, name, each));
        } else {
            pairs.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                    + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    private static byte[] json(Object content) {
        try {
            return JSON.writeValueAsBytes(content);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(unwritable);
        }
    }
}
