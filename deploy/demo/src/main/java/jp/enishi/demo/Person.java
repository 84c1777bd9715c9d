package jp.enishi.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the gateway's API: signed in with a session, as a browser is, or with a bearer token. What gets no answer, or one
 * that says to come again, is sent again under the same idempotency key until the patience ends.
 */
public final class Person {
    /** An answer of the API to a call (method and path); the body is missing when it is empty or no JSON. */
    public record Answer(String call, int status, JsonNode body, byte[] bytes, Map<String, String> headers) {
        public boolean good() {
            return status / 100 == 2;
        }
    }

    /** The API refused what it should have done; the message quotes the answer. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(Answer answer) {
            this(answer, answer);
        }

        Refused(Answer last, Answer first) {
            super(said(last)
                    + (last.status() == first.status() && Arrays.equals(last.bytes(), first.bytes())
                            ? ""
                            : "; at first " + said(first)));
            status = last.status();
        }

        private static String said(Answer answer) {
            return answer.call() + " answered " + answer.status() + ": "
                    + new String(answer.bytes(), StandardCharsets.UTF_8);
        }

        public int status() {
            return status;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> COME_AGAIN = Set.of(429, 502, 503, 504);
    private static final Pattern FORM =
            Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"", Pattern.DOTALL);
    private static final int MOST_REDIRECTS = 12;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final String gateway;
    private final Duration patience;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final @Nullable Supplier<String> token;

    private Person(String gateway, Duration patience, @Nullable Supplier<String> token) {
        this.gateway = gateway;
        this.patience = patience;
        this.token = token;
    }

    /** With a token of an API user. */
    public static Person withToken(String gateway, Duration patience, Supplier<String> token) {
        return new Person(gateway, patience, token);
    }

    /** Nobody in particular. */
    public static Person visitor(String gateway, Duration patience) {
        return new Person(gateway, patience, null);
    }

    /**
     * Signs in at Keycloak's form, as a browser without scripts does.
     *
     * @throws IllegalStateException when that ends anywhere but at the gateway
     */
    public static Person signedIn(String gateway, Duration patience, String email, String password) {
        Person person = new Person(gateway, patience, null);
        person.signIn(email, password);
        return person;
    }

    private void signIn(String email, String password) {
        HttpRequest.Builder next = HttpRequest.newBuilder(URI.create(gateway + "/login?to=/"));
        for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
            HttpResponse<byte[]> answer = send(next.header("Accept", "text/html"));
            String location = answer.headers().firstValue("Location").orElse("");
            if (answer.statusCode() / 100 == 3) {
                next = HttpRequest.newBuilder(answer.uri().resolve(location));
                continue;
            }
            Matcher form = FORM.matcher(new String(answer.body(), StandardCharsets.UTF_8));
            if (!form.find()) {
                if (answer.statusCode() == 200 && answer.uri().toString().startsWith(gateway)) {
                    return;
                }
                throw new IllegalStateException(
                        "Signing in as " + email + " ended at " + answer.uri() + " with " + answer.statusCode());
            }
            next = HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(
                            "username=" + Http.encode(email) + "&password=" + Http.encode(password)));
        }
        throw new IllegalStateException("Signing in as " + email + " goes round in a circle");
    }

    /** Reads. */
    public JsonNode get(String path) {
        return good(attempt("GET", path, null, null)).body();
    }

    /** Makes something new, or does something that names no version. */
    public JsonNode post(String path, Object body) {
        return good(attempt("POST", path, null, body)).body();
    }

    /** Changes what has this version. */
    public JsonNode post(String path, long version, Object body) {
        return good(attempt("POST", path, version, body)).body();
    }

    /** Changes what has this version. */
    public JsonNode put(String path, long version, Object body) {
        return good(attempt("PUT", path, version, body)).body();
    }

    /** A page for people, as a browser asks for it; the answer says whether it was there. */
    public Answer page(String path) {
        return answer(send(request(path).header("Accept", "text/html").GET()));
    }

    /** Whatever the API answers. */
    public Answer attempt(String method, String path, @Nullable Long version, @Nullable Object body) {
        String key = UUID.randomUUID().toString();
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Answer answer;
            try {
                answer = answer(send(call(method, path, key, version, body)));
            } catch (Unreachable unreachable) {
                if (System.nanoTime() > end) {
                    throw unreachable;
                }
                rest();
                continue;
            }
            if (!COME_AGAIN.contains(answer.status()) || System.nanoTime() > end) {
                return answer;
            }
            rest();
        }
    }

    private HttpRequest.Builder call(
            String method, String path, String key, @Nullable Long version, @Nullable Object body) {
        HttpRequest.Builder request = request("/api/v1" + path);
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        if (method.equals("GET")) {
            return request.GET();
        }
        if (method.equals("POST")) {
            request.header("Idempotency-Key", key);
        }
        if (body == null) {
            return request.method(method, BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.valueToTree(body).toString()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(Duration.ofSeconds(40))
                .header("Sec-Fetch-Site", "same-origin");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token.get());
        } else if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpRequest whole = request.build();
        try {
            HttpResponse<byte[]> response = http.send(whole, BodyHandlers.ofByteArray());
            for (String cookie : response.headers().allValues("Set-Cookie")) {
                String[] parts = cookie.split(";", 2)[0].split("=", 2);
                if (parts.length < 2 || parts[1].isEmpty()) {
                    cookies.remove(parts[0]);
                } else {
                    cookies.put(parts[0], parts[1]);
                }
            }
            return response;
        } catch (IOException unreachable) {
            throw new Unreachable(whole.method() + " " + whole.uri() + " got no answer", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + whole.uri(), interrupted);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        JsonNode body = MissingNode.getInstance();
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (type.contains("json") && response.body().length > 0) {
            try {
                body = JSON.readTree(response.body());
            } catch (IOException noJson) {
                throw new IllegalStateException(response.uri() + " says it is JSON and is not", noJson);
            }
        }
        return new Answer(
                response.request().method() + " " + response.request().uri().getPath(),
                response.statusCode(),
                body,
                response.body(),
                response.headers().map().entrySet().stream()
                        .collect(Collectors.toMap(
                                header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                                header -> header.getValue().getFirst())));
    }

    private static Answer good(Answer answer) {
        if (!answer.good()) {
            throw new Refused(answer);
        }
        return answer;
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(300);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", interrupted);
        }
    }

    private static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, IOException cause) {
            super(message, cause);
        }
    }
}
