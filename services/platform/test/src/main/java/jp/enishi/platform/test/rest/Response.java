package jp.enishi.platform.test.rest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The answer to a request: its values, and by {@link #then()} what is expected of them. */
public final class Response {
    private static final int SHOWN = 10_000;

    private final String request;
    private final int status;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private @Nullable JsonText json;

    Response(String request, int status, Map<String, List<String>> headers, byte[] body) {
        this.request = request;
        this.status = status;
        this.headers.putAll(headers);
        this.body = body;
    }

    public Expectations then() {
        return new Expectations(this);
    }

    public int statusCode() {
        return status;
    }

    /** The first header of that name. */
    public @Nullable String header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst().orElse(null);
    }

    public @Nullable String contentType() {
        return header("Content-Type");
    }

    public @Nullable String cookie(String name) {
        return cookies().get(name);
    }

    /** The cookies that the answer sets. */
    public Map<String, String> cookies() {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String set : headers.getOrDefault("Set-Cookie", List.of())) {
            String pair = set.split(";", 2)[0];
            int equals = pair.indexOf('=');
            cookies.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return cookies;
    }

    public String asString() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public byte[] asByteArray() {
        return body.clone();
    }

    /** See {@link JsonText#get}. */
    public <T extends @Nullable Object> T path(String expression) {
        return json().get(expression);
    }

    /** The body, which must be JSON. */
    public JsonText json() {
        JsonText read = json;
        if (read == null) {
            try {
                read = JsonText.from(asString());
            } catch (IllegalArgumentException none) {
                throw new AssertionError(none.getMessage() + "\n" + this, none);
            }
            json = read;
        }
        return read;
    }

    /** The request and the answer, for messages. */
    @Override
    public String toString() {
        String text = asString();
        return request + " → " + status + " " + headers + "\n"
                + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }
}
